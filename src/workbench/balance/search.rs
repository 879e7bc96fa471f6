//! The background half of the conversation: one thread a wish, cancelled when the wish changes.

use crate::document::DocumentSnapshot;
use crate::engineering::balance::{FrontPoint, Progress, pareto_front};
use crate::proposals::{BalanceModel, BalanceProposal, BalanceWish, Cancel, first_balance, propose_balance};
use crate::workbench::Waker;
use crate::workbench::live::AskedOnce;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Nodes for the front of moves against score; it is shown when it is there.
const FRONT_NODES: u64 = 20_000_000;
/// The front goes this far.
const FRONT_MOVES: u32 = 8;

/// Something the search has found.
pub(super) enum Found {
    /// The model's answer beside the first one, before anything is proven.
    First {
        proposal: Box<BalanceProposal>,
        model_ms: Option<u64>,
    },
    Answer {
        proposal: Box<Result<BalanceProposal, String>>,
        ms: u64,
        model_ms: Option<u64>,
    },
    Front(Vec<FrontPoint>),
}

/// A search that runs. Dropping it cancels it.
pub(super) struct Search {
    cancel: Cancel,
    progress: Arc<Mutex<Option<Progress>>>,
    results: Receiver<Found>,
    thread: Option<JoinHandle<()>>,
    started: Instant,
}

impl Search {
    pub fn start(
        snapshot: DocumentSnapshot,
        wish: BalanceWish,
        model: Option<Arc<dyn BalanceModel>>,
        waker: Waker,
    ) -> Self {
        let cancel = Cancel::default();
        let progress = Arc::new(Mutex::new(None));
        // Three results are all there will be, so the thread never waits to hand one over.
        let (sender, results) = sync_channel(3);
        let (flag, seen) = (cancel.clone(), Arc::clone(&progress));
        let work = move || run(&snapshot, &wish, model.as_deref(), &flag, &seen, &sender, &waker);
        let thread = std::thread::Builder::new().name("balance".to_owned()).spawn(work);
        let thread = thread.inspect_err(|error| log::error!("no thread for balancing: {error}")).ok();
        Self { cancel, progress, results, thread, started: Instant::now() }
    }

    /// Returns what has been found since the last call.
    pub fn found(&self) -> Vec<Found> {
        self.results.try_iter().collect()
    }

    /// Returns how far the proof is.
    pub fn progress(&self) -> Option<Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns how long the search has been running, or ran.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    /// Waits for the search to end.
    pub fn join(&mut self) {
        // The search catches its own panics, so there is nothing to hear from the thread.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

fn asked<'a>(model: Option<&'a AskedOnce<'a>>) -> Option<&'a dyn BalanceModel> {
    model.map(|model| -> &dyn BalanceModel { model })
}

fn run(
    snapshot: &DocumentSnapshot,
    wish: &BalanceWish,
    model: Option<&dyn BalanceModel>,
    cancel: &Cancel,
    progress: &Mutex<Option<Progress>>,
    results: &SyncSender<Found>,
    waker: &Waker,
) {
    let model = model.map(AskedOnce::new);
    let model = model.as_ref();
    if model.is_some() {
        let first = catch_unwind(AssertUnwindSafe(|| first_balance(snapshot, wish, asked(model), cancel)));
        if let Ok(Ok(proposal)) = first {
            let found =
                Found::First { proposal: Box::new(proposal), model_ms: model.and_then(AskedOnce::took_ms) };
            if results.send(found).is_err() {
                return;
            }
            waker();
        }
    }
    let started = Instant::now();
    let mut observer = |now: &Progress| {
        *progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(now.clone());
        waker();
    };
    let answer = catch_unwind(AssertUnwindSafe(|| {
        propose_balance(snapshot, wish, asked(model), cancel, &mut observer)
    }));
    let answer = match answer {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => Err("the search failed; the plan as it was found at once is not shown either".to_owned()),
    };
    if cancel.is_cancelled() {
        return;
    }
    let problem = answer.as_ref().ok().map(|proposal| proposal.problem.search.clone());
    let ms = started.elapsed().as_millis() as u64;
    // A closed channel means that nobody waits any more.
    let model_ms = model.and_then(AskedOnce::took_ms);
    if results.send(Found::Answer { proposal: Box::new(answer), ms, model_ms }).is_err() {
        return;
    }
    waker();
    let Some(problem) = problem else { return };
    let mut watch = |_: &Progress| !cancel.is_cancelled();
    let front =
        catch_unwind(AssertUnwindSafe(|| pareto_front(&problem, FRONT_MOVES, FRONT_NODES, &mut watch)));
    if let (Ok(front), false) = (front, cancel.is_cancelled())
        && results.send(Found::Front(front)).is_ok()
    {
        waker();
    }
}
