//! The background half: one thread that tells about the newest state; those that waited before it are dropped.

use super::signal::{PanelSignals, SignalModel};
use super::state::Stamp;
use crate::document::DocumentSnapshot;
use crate::proposals::Cancel;
use crate::workbench::Waker;
use crate::workbench::newest::NewestWorker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

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

/// The way to the thread.
pub(super) type Worker = NewestWorker<Request, Answer>;

/// Starts the thread.
pub(super) fn start(waker: Option<Waker>) -> std::io::Result<Worker> {
    NewestWorker::start("phasewright-early", waker, |request: Request| {
        let told = || request.model.signals(&request.snapshot.project, request.stamp.panel, &request.cancel);
        let outcome = catch_unwind(AssertUnwindSafe(told))
            .unwrap_or_else(|_| Err("the early signal failed inside the program".to_owned()));
        (!request.cancel.is_cancelled()).then_some(Answer { stamp: request.stamp, outcome })
    })
}
