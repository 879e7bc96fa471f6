//! The background half: one thread that checks the newest state; those that waited before it are dropped.

use super::Checked;
use crate::document::DocumentSnapshot;
use crate::units::Date;
use crate::workbench::Waker;
use crate::workbench::jobs::Latest;
use crate::workbench::underlays::MissingUnderlay;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

/// One state of the project.
pub(super) struct Request {
    pub session: u64,
    pub snapshot: DocumentSnapshot,
    pub today: Date,
    pub missing: Vec<MissingUnderlay>,
}

/// The way to the thread.
pub(super) struct Worker {
    newest: Latest<Request>,
    bell: SyncSender<()>,
    answers: Receiver<Option<Arc<Checked>>>,
}

impl Worker {
    /// Starts the thread. It ends by itself when this is dropped: a check takes a fraction of a second.
    pub fn start(waker: Option<Waker>) -> std::io::Result<Self> {
        let newest = Latest::<Request>::default();
        // One ring is enough: it means "look what is newest".
        let (bell, rings) = sync_channel(1);
        let (sender, answers) = channel();
        let waiting = newest.clone();
        std::thread::Builder::new()
            .name("phasewright-check".to_owned())
            .spawn(move || run(&waiting, &rings, &sender, waker.as_ref()))?;
        Ok(Self { newest, bell, answers })
    }

    /// Hands a state over; one that still waits is dropped.
    pub fn ask(&self, request: Request) {
        self.newest.put(request);
        // Full: the thread will look anyway. Closed: it has ended, and nothing comes.
        let _ = self.bell.try_send(());
    }

    /// Returns what has come since the last call; `None` in it for a check that failed inside the program.
    pub fn answers(&self) -> Vec<Option<Arc<Checked>>> {
        self.answers.try_iter().collect()
    }

    /// Waits for the next answer.
    pub fn wait(&self, longest: Duration) -> Option<Option<Arc<Checked>>> {
        self.answers.recv_timeout(longest).ok()
    }
}

/// The life of the thread.
fn run(
    newest: &Latest<Request>,
    rings: &Receiver<()>,
    answers: &Sender<Option<Arc<Checked>>>,
    waker: Option<&Waker>,
) {
    while rings.recv().is_ok() {
        let Some(Request { session, snapshot, today, missing }) = newest.take() else { continue };
        let checked =
            catch_unwind(AssertUnwindSafe(|| Checked::new(session, &snapshot, today, missing))).ok();
        if answers.send(checked.map(Arc::new)).is_err() {
            return;
        }
        if let Some(waker) = waker {
            waker();
        }
    }
}
