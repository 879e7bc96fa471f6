//! The worker's side: one request after the other, each answered with a message.

use crate::hrm::balance::TrainedBalance;
use crate::hrm::registry::Registry;
use crate::hrm::routing::TrainedRouting;
use crate::hrm::worker::boards::Field;
use crate::hrm::worker::message::{Ask, Hello, Say, Wrong};
use crate::hrm::worker::order::train_order;
use crate::hrm::worker::probe::probe;
use crate::hrm::{ComputeDevice, HrmError, Progress};
use crate::proposals::{BalanceModel, Cancel, ModelError, RouteModel};
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};

/// Serves until it is told to quit or nobody is there any more. A run that is under way then leaves a checkpoint.
///
/// # Errors
/// When nothing can be written any more.
pub fn serve(
    input: impl BufRead + Send + 'static,
    mut output: impl Write + Send,
    device: &ComputeDevice,
) -> std::io::Result<()> {
    say(&mut output, &Say::Hello(Hello::of(device)))?;
    let (sender, requests) = channel();
    // Not waited for: it may sit in a read until the process ends.
    std::thread::spawn(move || listen(input, &sender));
    let mut desk = Desk { device, balance: None, routing: None };
    for Heard { ask, cancel } in requests {
        let answer = match ask {
            Ok(Ask::Quit) => return Ok(()),
            Ok(ask) => {
                let work = AssertUnwindSafe(|| desk.answer(ask, &cancel, &mut output));
                catch_unwind(work)
                    .unwrap_or_else(|_| Err(failed(Wrong::Fault, "the worker met a fault of its own")))
            }
            Err(why) => Err(failed(Wrong::Misunderstood, &why)),
        };
        let (Ok(answer) | Err(answer)) = answer;
        say(&mut output, &answer)?;
    }
    Ok(())
}

fn say(output: &mut impl Write, words: &Say) -> std::io::Result<()> {
    let mut line = serde_json::to_string(words).map_err(std::io::Error::other)?;
    line.push('\n');
    output.write_all(line.as_bytes())?;
    output.flush()
}

/// A request with the flag that stops it.
struct Heard {
    ask: Result<Ask, String>,
    cancel: Cancel,
}

/// Reads requests. "Cancel" goes to the last one at once; so does the end of the stream.
fn listen(input: impl BufRead, requests: &Sender<Heard>) {
    let mut cancel = Cancel::default();
    for line in input.lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(&line) {
            Ok(Ask::Cancel) => cancel.cancel(),
            ask => {
                cancel = Cancel::default();
                let ask = ask.map_err(|error| format!("the line is no request: {error}"));
                if requests.send(Heard { ask, cancel: cancel.clone() }).is_err() {
                    return;
                }
            }
        }
    }
    cancel.cancel();
}

fn failed(kind: Wrong, why: &str) -> Say {
    Say::Error { kind, why: why.to_owned() }
}

fn refused(why: impl std::fmt::Display) -> Say {
    failed(Wrong::Refused, &why.to_string())
}

impl From<HrmError> for Say {
    fn from(error: HrmError) -> Self {
        let kind = match error {
            HrmError::Cancelled => Wrong::Cancelled,
            HrmError::Tensor(_) => Wrong::Fault,
            _ => Wrong::Refused,
        };
        failed(kind, &error.to_string())
    }
}

impl From<ModelError> for Say {
    fn from(error: ModelError) -> Self {
        let kind = if error == ModelError::Cancelled { Wrong::Cancelled } else { Wrong::Refused };
        failed(kind, &error.to_string())
    }
}

/// What lies ready for requests.
struct Desk<'a> {
    device: &'a ComputeDevice,
    balance: Option<TrainedBalance>,
    routing: Option<TrainedRouting>,
}

impl Desk<'_> {
    fn answer(&mut self, ask: Ask, cancel: &Cancel, output: &mut (impl Write + Send)) -> Result<Say, Say> {
        match ask {
            Ask::Probe => Ok(Say::Probe(probe(self.device)?)),
            Ask::Train(order) => {
                let mut watch = |progress: &Progress<'_>| {
                    let judged = progress.judged.map(|(step, numbers)| (step, numbers.clone()));
                    let Progress { step, steps, numbers, .. } = *progress;
                    let told = say(output, &Say::Step { step, steps, numbers: numbers.clone(), judged });
                    told.is_ok() && !cancel.is_cancelled()
                };
                Ok(train_order(&order, self.device, &mut watch)?.into())
            }
            Ask::Load { task, model, models } => {
                let stored = Registry::open(models).find(&model)?;
                let read = stored.load(self.device)?;
                match task.as_str() {
                    "balance" => self.balance = Some(TrainedBalance::new(&model, read)?),
                    "routing" => self.routing = Some(TrainedRouting::new(&model, read)?),
                    _ => return Err(refused(format!("'{task}' is no task with answers"))),
                }
                Ok(Say::Loaded { model })
            }
            Ask::Arrange(panel) => {
                let model = self.balance.as_ref().ok_or_else(|| refused("no model of balance is loaded"))?;
                let (problem, ask) = panel.problem().map_err(refused)?;
                let answer = model.arrange(&problem, &ask, cancel)?;
                let tops = answer.tops.iter().map(|slot| slot.0).collect();
                Ok(Say::Arranged { tops, segments: answer.segments })
            }
            Ask::Field(board) => {
                let model = self.routing.as_ref().ok_or_else(|| refused("no model of routing is loaded"))?;
                let (board, goal) = board.board().map_err(refused)?;
                Ok(Say::Field(Field::new(&board, &model.field(&board, goal, cancel)?)))
            }
            // Heard where requests are read.
            Ask::Cancel | Ask::Quit => Err(failed(Wrong::Misunderstood, "there is nothing to stop")),
        }
    }
}
