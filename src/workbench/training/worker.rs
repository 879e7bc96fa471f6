//! The studio's thread, and the workbench's end of it.

use crate::workbench::training::{Said, Studio, Trainer, TrainingCommand, TrainingView};
use crate::workbench::{NoticeLevel, Waker, Workbench};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Between two looks at a run that goes on; drawing needs no more.
const PACE: Duration = Duration::from_millis(250);
/// Between two looks while nothing goes on: nothing is missed, every command is answered at once.
const IDLE: Duration = Duration::from_secs(3600);

/// What the last wishes may take when the program ends.
const LAST: Duration = Duration::from_secs(5);

#[derive(PartialEq)]
enum Told {
    View(Arc<TrainingView>),
    Fault(String),
    Said(Said),
}

/// The workbench's end.
#[derive(Default)]
pub(in crate::workbench) struct Training {
    worker: Option<(Sender<TrainingCommand>, Receiver<Told>)>,
    view: Arc<TrainingView>,
    sent: u64,
}

impl Drop for Training {
    /// Waits until the last wishes have been carried out: a run that is to pause must be told before the program is gone.
    fn drop(&mut self) {
        let Some((commands, told)) = self.worker.take() else { return };
        drop(commands);
        let until = Instant::now() + LAST;
        while Instant::now() < until && told.recv_timeout(PACE) != Err(RecvTimeoutError::Disconnected) {}
    }
}

impl std::fmt::Debug for Training {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Training").field("view", &self.view).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Opens the training studio with somebody who trains; until then there is none.
    pub fn open_training(&mut self, trainer: Box<dyn Trainer>) {
        let (folder, models) = (self.places.training.clone(), self.places.models.clone());
        let waker = self.jobs.waker();
        let (commands, orders) = channel();
        let (tell, told) = channel();
        let thread = std::thread::Builder::new().name("phasewright-training".to_owned());
        let started = thread.spawn(move || run(folder, models, trainer, &orders, &tell, waker.as_ref()));
        match started {
            Ok(_) => {
                self.training = Training::default();
                self.training.worker = Some((commands, told));
            }
            Err(error) => self.warn_of_failure(&format!("There is no training: {error}")),
        }
    }

    /// Returns the training studio as it was seen last.
    pub const fn training(&self) -> &Arc<TrainingView> {
        &self.training.view
    }

    pub(in crate::workbench) fn train(&mut self, command: TrainingCommand) {
        let Some((commands, _)) = &self.training.worker else {
            return self.warn_of_failure("There is no training studio in this session");
        };
        if commands.send(command).is_err() {
            return self.warn_of_failure("The training studio has failed; start the program again");
        }
        self.training.sent += 1;
    }

    /// Takes in what the studio says.
    pub(in crate::workbench) fn poll_training(&mut self) {
        let Some((_, told)) = &self.training.worker else { return };
        let all: Vec<Told> = told.try_iter().collect();
        for told in all {
            match told {
                Told::View(view) => self.training.view = view,
                Told::Fault(text) => self.warn_of_failure(&text),
                Told::Said(said) => self.tell_training(said),
            }
        }
    }

    fn tell_training(&mut self, said: Said) {
        match said {
            Said::Nothing => {}
            Said::Note(text) => self.notify(NoticeLevel::Info, text, false),
            Said::Deleted(text) => self.tell_deleted_runs(text),
        }
    }

    /// Waits until the studio has done what it was told to.
    pub(in crate::workbench) fn wait_for_training(&mut self) {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            self.poll_training();
            let Some((_, told)) = &self.training.worker else { return };
            let view = &self.training.view;
            let seen = view.folder.is_some() || view.problem.is_some();
            if seen && view.done >= self.training.sent || Instant::now() > until {
                return;
            }
            match told.recv_timeout(PACE) {
                Ok(Told::View(view)) => self.training.view = view,
                Ok(Told::Fault(text)) => self.warn_of_failure(&text),
                Ok(Told::Said(said)) => self.tell_training(said),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

/// The life of the thread. It ends with the window; what it started goes on.
fn run(
    folder: Option<PathBuf>,
    models: Option<PathBuf>,
    trainer: Box<dyn Trainer>,
    orders: &Receiver<TrainingCommand>,
    tell: &Sender<Told>,
    waker: Option<&Waker>,
) {
    let mut studio = Studio::open(folder, models, trainer);
    let mut news = true;
    loop {
        let (changed, faults) = studio.tick();
        for fault in faults {
            // Nobody is left to hear it: the next send ends the thread.
            let _ = tell.send(Told::Fault(fault));
            news = true;
        }
        if news || changed {
            if tell.send(Told::View(Arc::new(studio.view()))).is_err() {
                return;
            }
            if let Some(waker) = waker {
                waker();
            }
        }
        news = false;
        let first = match orders.recv_timeout(if studio.is_busy() { PACE } else { IDLE }) {
            Ok(command) => command,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        for command in std::iter::once(first).chain(orders.try_iter().collect::<Vec<_>>()) {
            news = true;
            let told = match studio.execute(command) {
                Err(why) => Told::Fault(why),
                Ok(Said::Nothing) => continue,
                Ok(said) => Told::Said(said),
            };
            // Nobody may be left to hear it.
            let _ = tell.send(told);
        }
    }
}
