//! The background half: one thread that answers the newest request; older ones are dropped or cancelled.

use super::AskedOnce;
use super::state::{LiveProposal, Stamp};
use crate::document::DocumentSnapshot;
use crate::proposals::{BalanceModel, BalanceWish, Cancel, first_balance};
use crate::workbench::Waker;
use crate::workbench::newest::NewestWorker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

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
pub(super) type Worker = NewestWorker<Request, Answer>;

/// Starts the thread.
pub(super) fn start(waker: Option<Waker>) -> std::io::Result<Worker> {
    NewestWorker::start("phasewright-live", waker, |request: Request| {
        let outcome = catch_unwind(AssertUnwindSafe(|| proposed(&request)))
            .unwrap_or_else(|_| Err("the proposal failed inside the program".to_owned()));
        (!request.cancel.is_cancelled()).then_some(Answer { stamp: request.stamp, outcome })
    })
}

fn proposed(request: &Request) -> Result<LiveProposal, String> {
    let model = AskedOnce::new(request.model.as_ref());
    let proposal = first_balance(&request.snapshot, &request.wish, Some(&model), &request.cancel)
        .map_err(|error| error.to_string())?;
    Ok(LiveProposal { wish: request.wish.clone(), proposal, ms: model.took_ms().unwrap_or(1) })
}
