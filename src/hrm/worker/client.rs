//! The program's side: a worker started, held to its word, asked, and done without when it is gone.

use crate::hrm::worker::boards::{Field, PanelBoard, RouteBoard};
use crate::hrm::worker::message::{Ask, Hello, Say, Wrong};
use crate::hrm::worker::order::{Begin, TrainOrder, train_order};
use crate::hrm::worker::probe::{TOLERANCE, probe};
use crate::hrm::{ComputeDevice, HrmError, Progress, TrainOutcome, interrupted};
use crate::proposals::Cancel;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

type Result<T> = std::result::Result<T, HrmError>;

/// How long a worker may take for its first words and for the probe: a driver may have to compile all kernels first.
const PATIENCE: Duration = Duration::from_secs(180);
/// How often somebody who waits for an answer is asked whether they still want it.
const LOOK: Duration = Duration::from_millis(20);
/// How long its last words are waited for when it has ended.
const LAST_WORDS_WAIT: Duration = Duration::from_millis(500);
/// Of what a worker complains about beside its messages, so much is kept.
const LAST_WORDS: usize = 600;

/// A worker that can be asked.
pub struct Worker {
    name: String,
    input: Box<dyn Write + Send>,
    /// Messages as they come, or a line that is none; closed when the worker is gone.
    heard: Receiver<std::result::Result<Say, String>>,
    child: Option<Process>,
    hello: Hello,
}

/// The process of a worker, with what it complains about beside its messages.
pub(super) struct Process {
    child: Child,
    /// Its last words, once it has none any more.
    complaints: Receiver<String>,
}

impl Process {
    /// Ends it, and returns how it ended and what it said last.
    fn ended(mut self) -> String {
        // One that has ended cannot be ended; that is as well.
        let _ = self.child.kill();
        let code = self.child.wait().ok().and_then(|status| status.code());
        let code = code.map(|code| format!(" (exit code {code})")).unwrap_or_default();
        // Whoever it started may still hold the stream; then there are no last words.
        let words = self.complaints.recv_timeout(LAST_WORDS_WAIT).unwrap_or_default();
        if words.is_empty() { code } else { format!("{code}: {words}") }
    }
}

impl Worker {
    /// Starts a program as a worker on a device, `cuda`, `metal` or `cpu`, or on its best, and hears who it is.
    ///
    /// # Errors
    /// When it cannot be started, says nothing or nonsense, is of another version, or has no such device.
    pub fn start(program: &Path, device: Option<&str>) -> Result<Self> {
        let name = program.display().to_string();
        let lost = |why: String| HrmError::WorkerLost { worker: name.clone(), why };
        let mut child = Command::new(program)
            .args(["worker", "--device", device.unwrap_or("auto")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| lost(format!("cannot be started: {error}")))?;
        let (Some(input), Some(output), Some(complaints)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(lost("has no streams".to_owned()));
        };
        let (sender, said) = channel();
        // Nobody may be left to hear it.
        std::thread::spawn(move || sender.send(last_words(complaints)));
        let process = Process { child, complaints: said };
        let worker = Self::over(name.clone(), input, output, Some(process))?;
        match device {
            Some(device) if worker.hello.device != device => {
                Err(lost(format!("computes on {}, not on {device}", worker.hello.device)))
            }
            _ => Ok(worker),
        }
    }

    /// Takes up with a worker at the other end of two streams.
    pub(super) fn over(
        name: String,
        input: impl Write + Send + 'static,
        output: impl Read + Send + 'static,
        child: Option<Process>,
    ) -> Result<Self> {
        let (sender, heard) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                let say = serde_json::from_str(&line).map_err(|_| line);
                if sender.send(say).is_err() {
                    return;
                }
            }
        });
        let ours = Hello::of(&ComputeDevice::Cpu);
        let mut worker = Self { name, input: Box::new(input), heard, child, hello: ours.clone() };
        let Say::Hello(hello) = worker.hear(Some(PATIENCE))? else {
            return Err(worker.lost("does not say who it is"));
        };
        if let Some(objection) = ours.objection(&hello) {
            let why = format!("cannot be used: {objection}; install the worker that belongs to this program");
            return Err(worker.lost(&why));
        }
        worker.hello = hello;
        Ok(worker)
    }

    /// Returns who it is.
    pub const fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Lets it do a small piece of work and compares that with the same on this processor. Returns how far it is off.
    ///
    /// # Errors
    /// When it is off by more than [`TOLERANCE`], or gone.
    pub fn check(&mut self) -> Result<f64> {
        let ours = probe(&ComputeDevice::Cpu)?;
        self.send(&Ask::Probe)?;
        match self.hear(Some(PATIENCE))? {
            Say::Probe(theirs) => match ours.distance(&theirs) {
                far if far <= TOLERANCE => Ok(far),
                far => {
                    let why =
                        format!("computes something else: off by {far:.1e} where {TOLERANCE:.0e} is allowed");
                    Err(self.lost(&why))
                }
            },
            other => Err(self.other(other)),
        }
    }

    /// Lets it carry out an order; `watch` is called after every step and says whether to go on.
    ///
    /// # Errors
    /// What went wrong there, or that it is gone.
    pub fn train(
        &mut self,
        order: &TrainOrder,
        watch: &mut (dyn FnMut(&Progress<'_>) -> bool + Send),
    ) -> Result<TrainOutcome> {
        self.send(&Ask::Train(Box::new(order.clone().absolute()?)))?;
        let mut stopped = false;
        loop {
            match self.hear(None)? {
                Say::Step { step, steps, numbers, judged } => {
                    let judged = judged.as_ref().map(|(step, numbers)| (*step, numbers));
                    if !watch(&Progress { step, steps, numbers: &numbers, judged }) && !stopped {
                        stopped = true;
                        self.send(&Ask::Cancel)?;
                    }
                }
                Say::Trained { step, finished, metrics, files } => {
                    return Ok(TrainOutcome { step, finished, metrics, files });
                }
                other => return Err(self.other(other)),
            }
        }
    }

    /// Lets it load a model of the registry in this folder, beside the shipped ones.
    ///
    /// # Errors
    /// When there is none, or the worker is gone.
    pub fn load(&mut self, task: &str, model: &str, models: Option<&Path>) -> Result<()> {
        let models = models.map(Path::to_owned);
        let ask = Ask::Load { task: task.to_owned(), model: model.to_owned(), models };
        match self.ask(&ask, &Cancel::default())? {
            Say::Loaded { .. } => Ok(()),
            other => Err(self.other(other)),
        }
    }

    /// Asks for an arrangement: top slots in the order of the circuits, and the score after each segment.
    ///
    /// # Errors
    /// What went wrong there, or that it is gone.
    pub fn arrange(&mut self, panel: PanelBoard, cancel: &Cancel) -> Result<(Vec<u16>, Vec<f64>)> {
        match self.ask(&Ask::Arrange(panel), cancel)? {
            Say::Arranged { tops, segments } => Ok((tops, segments)),
            other => Err(self.other(other)),
        }
    }

    /// Asks for the ways on a board.
    ///
    /// # Errors
    /// What went wrong there, or that it is gone.
    pub fn field(&mut self, board: RouteBoard, cancel: &Cancel) -> Result<Field> {
        match self.ask(&Ask::Field(board), cancel)? {
            Say::Field(field) => Ok(field),
            other => Err(self.other(other)),
        }
    }

    fn ask(&mut self, ask: &Ask, cancel: &Cancel) -> Result<Say> {
        self.send(ask)?;
        let mut stopped = false;
        loop {
            if cancel.is_cancelled() && !stopped {
                stopped = true;
                self.send(&Ask::Cancel)?;
            }
            match self.heard.recv_timeout(LOOK) {
                Err(RecvTimeoutError::Timeout) => {}
                heard => return self.understood(heard),
            }
        }
    }

    fn send(&mut self, ask: &Ask) -> Result<()> {
        let mut line = serde_json::to_string(ask).map_err(|error| HrmError::Settings(error.to_string()))?;
        line.push('\n');
        let sent = self.input.write_all(line.as_bytes()).and_then(|()| self.input.flush());
        sent.map_err(|error| self.lost(&format!("cannot be asked any more: {error}")))
    }

    fn hear(&mut self, patience: Option<Duration>) -> Result<Say> {
        let heard = match patience {
            Some(patience) => self.heard.recv_timeout(patience),
            None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        self.understood(heard)
    }

    fn understood(
        &mut self,
        heard: std::result::Result<std::result::Result<Say, String>, RecvTimeoutError>,
    ) -> Result<Say> {
        match heard {
            Ok(Ok(say)) => Ok(say),
            Ok(Err(line)) => {
                let begin: String = line.chars().take(80).collect();
                Err(self.lost(&format!("says what is no message: {begin}")))
            }
            Err(RecvTimeoutError::Timeout) => Err(self.lost("does not answer")),
            Err(RecvTimeoutError::Disconnected) => Err(self.lost("ended")),
        }
    }

    /// What an answer means that was not asked for.
    fn other(&mut self, say: Say) -> HrmError {
        match say {
            Say::Error { kind: Wrong::Cancelled, .. } => HrmError::Cancelled,
            Say::Error { kind: Wrong::Refused, why } => HrmError::OfWorker(why),
            Say::Error { why, .. } => self.lost(&format!("failed: {why}")),
            _ => self.lost("answers something else"),
        }
    }

    /// Gives the worker up: nothing it does from now on counts.
    fn lost(&mut self, why: &str) -> HrmError {
        let ended = self.child.take().map(Process::ended).unwrap_or_default();
        HrmError::WorkerLost { worker: self.name.clone(), why: format!("{why}{ended}") }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It ends by itself, now or when it has written its checkpoint; a thread waits for that so that nothing is left of it.
        let _ = self.input.write_all(b"{\"ask\":\"quit\"}\n").and_then(|()| self.input.flush());
        self.input = Box::new(std::io::sink());
        if let Some(mut process) = self.child.take() {
            std::thread::spawn(move || process.child.wait());
        }
    }
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("name", &self.name).field("hello", &self.hello).finish_non_exhaustive()
    }
}

/// Reads to the end and returns the last line, as far as it is worth telling.
fn last_words(complaints: impl Read) -> String {
    let lines = BufReader::new(complaints).lines().map_while(std::result::Result::ok);
    let last = lines.filter(|line| !line.trim().is_empty()).last().unwrap_or_default();
    last.trim().chars().take(LAST_WORDS).collect()
}

/// Lets a worker carry out an order. When it is lost, the run goes on from its last checkpoint on this processor, and
/// `notice` is told so.
///
/// # Errors
/// What went wrong with the run itself.
pub fn train_with(
    mut worker: Worker,
    order: &TrainOrder,
    watch: &mut (dyn FnMut(&Progress<'_>) -> bool + Send),
    notice: &mut dyn FnMut(&str),
) -> Result<TrainOutcome> {
    match worker.train(order, watch) {
        Err(lost @ HrmError::WorkerLost { .. }) => {
            let begin = if interrupted(&order.run).is_ok() { Begin::Resume } else { order.begin.clone() };
            let from = if begin == Begin::Resume { "from the last checkpoint" } else { "from the beginning" };
            notice(&format!("{lost}; the run goes on {from} on the processor"));
            drop(worker);
            train_order(&TrainOrder { begin, ..order.clone() }, &ComputeDevice::Cpu, watch)
        }
        outcome => outcome,
    }
}
