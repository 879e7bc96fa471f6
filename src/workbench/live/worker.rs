//! The background half: one thread that answers the newest request; older ones are dropped or cancelled.

use super::AskedOnce;
use super::state::{LiveProposal, Stamp};
use crate::document::DocumentSnapshot;
use crate::proposals::{BalanceModel, BalanceWish, Cancel, first_balance};
use crate::workbench::Waker;
use crate::workbench::jobs::Latest;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

/// One state of one panelboard.
pub(super) struct Request {
    pub stamp: Stamp,
    pub snapshot: DocumentSnapshot,
    pub wish: BalanceWish,
    pub model: Arc<dyn BalanceModel>,
    pub cancel: Cancel,
}

/// What came of it.
pub(super) struct Answer {
    pub stamp: Stamp,
    pub outcome: Result<LiveProposal, String>,
}

/// The way to the thread.
pub(super) struct Worker {
    newest: Latest<Request>,
    bell: Option<SyncSender<()>>,
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
            .name("phasewright-live".to_owned())
            .spawn(move || run(&waiting, &rings, &sender, waker.as_ref()))?;
        Ok(Self { newest, bell: Some(bell), answers })
    }

    /// Hands a request over; one that still waits is dropped.
    pub fn ask(&self, request: Request) {
        self.newest.put(request);
        // Full: the thread will look anyway. Closed: it has ended, and nothing comes.
        let _ = self.bell.as_ref().map(|bell| bell.try_send(()));
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

impl Drop for Worker {
    fn drop(&mut self) {
        self.bell = None;
        drop(self.newest.take());
        // A model that does not listen to its flag is not waited for.
        while !matches!(
            self.answers.recv_timeout(Duration::from_secs(1)),
            Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout)
        ) {}
    }
}

/// The life of the thread.
fn run(newest: &Latest<Request>, rings: &Receiver<()>, answers: &Sender<Answer>, waker: Option<&Waker>) {
    while rings.recv().is_ok() {
        let Some(request) = newest.take() else { continue };
        let outcome = catch_unwind(AssertUnwindSafe(|| proposed(&request)))
            .unwrap_or_else(|_| Err("the proposal failed inside the program".to_owned()));
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

fn proposed(request: &Request) -> Result<LiveProposal, String> {
    let model = AskedOnce::new(request.model.as_ref());
    let proposal = first_balance(&request.snapshot, &request.wish, Some(&model), &request.cancel)
        .map_err(|error| error.to_string())?;
    Ok(LiveProposal { wish: request.wish.clone(), proposal, ms: model.took_ms().unwrap_or(1) })
}
