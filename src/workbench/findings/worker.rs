//! The background half: one thread that checks the newest state; those that waited before it are dropped.

use super::Checked;
use crate::document::DocumentSnapshot;
use crate::units::Date;
use crate::workbench::Waker;
use crate::workbench::newest::NewestWorker;
use crate::workbench::underlays::MissingUnderlay;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// One state of the project.
pub(super) struct Request {
    pub session: u64,
    pub snapshot: DocumentSnapshot,
    pub today: Date,
    pub missing: Vec<MissingUnderlay>,
}

/// The way to the thread. Its answer is `None` for a check that failed inside the program.
pub(super) type Worker = NewestWorker<Request, Option<Arc<Checked>>>;

/// Starts the thread.
pub(super) fn start(waker: Option<Waker>) -> std::io::Result<Worker> {
    NewestWorker::start("phasewright-check", waker, |request: Request| {
        let Request { session, snapshot, today, missing } = request;
        let check = || Checked::new(session, &snapshot, today, missing);
        Some(catch_unwind(AssertUnwindSafe(check)).ok().map(Arc::new))
    })
}
