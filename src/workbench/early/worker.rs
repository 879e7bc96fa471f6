//! The background half: one thread that tells about the newest state; those that waited before it are dropped.

use super::signal::{PanelSignals, SignalModel};
use super::state::Stamp;
use crate::document::DocumentSnapshot;
use crate::proposals::Cancel;
use crate::workbench::Waker;
use crate::workbench::jobs::Latest;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

/// One state of one panelboard.
pub(super) struct Request {
    pub stamp: Stamp,
    pub snapshot: DocumentSnapshot,
    pub model: Arc<dyn SignalModel>,
    pub cancel: Cancel,
}

/// What came of it.
pub(super) struct Answer {
    pub stamp: Stamp,
    pub outcome: Result<PanelSignals, String>,
}

/// The way to the thread, which ends by itself when this is dropped.
pub(super) struct Worker {
    newest: Latest<Request>,
    bell: SyncSender<()>,
    answers: Receiver<Answer>,
}

impl Worker {
    /// Starts the thread.
    pub fn start(waker: Option<Waker>) -> std::io::Result<Self> {
        let newest = Latest::<Request>::default();
        // One ring is enough: it means "look what is newest".
        let (bell, rings) = sync_channel(1);
        let (sender, answers) = channel();
        let waiting = newest.clone();
        std::thread::Builder::new()
            .name("phasewright-early".to_owned())
            .spawn(move || run(&waiting, &rings, &sender, waker.as_ref()))?;
        Ok(Self { newest, bell, answers })
    }

    /// Hands a state over; one that still waits is dropped.
    pub fn ask(&self, request: Request) {
        self.newest.put(request);
        // Full: the thread will look anyway. Closed: it has ended, and nothing comes.
        let _ = self.bell.try_send(());
    }

    /// Returns what has come since the last call.
    pub fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }

    /// Waits for the next answer.
    pub fn wait(&self, longest: Duration) -> Option<Answer> {
        self.answers.recv_timeout(longest).ok()
    }
}

/// The life of the thread.
fn run(newest: &Latest<Request>, rings: &Receiver<()>, answers: &Sender<Answer>, waker: Option<&Waker>) {
    while rings.recv().is_ok() {
        let Some(request) = newest.take() else { continue };
        let told = || request.model.signals(&request.snapshot.project, request.stamp.panel, &request.cancel);
        let outcome = catch_unwind(AssertUnwindSafe(told))
            .unwrap_or_else(|_| Err("the early signal failed inside the program".to_owned()));
        if request.cancel.is_cancelled() {
            continue;
        }
        if answers.send(Answer { stamp: request.stamp, outcome }).is_err() {
            return;
        }
        if let Some(waker) = waker {
            waker();
        }
    }
}
