//! Whoever answers problems: a budget to keep to, a flag to look at, an answer with its source.

use crate::engineering::balance::Progress;
use crate::proposals::Problem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How much searching is allowed. Nodes, never seconds: the same input gives the same answer on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    pub nodes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: 20_000_000 }
    }
}

/// A flag by which someone else ends a search.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks to stop; clones see it too.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

named_enum!(
    /// Who found an answer.
    Source {
        /// The exact search, to its end.
        Exact = "exact",
        /// The exact search, cut short by its budget.
        Search = "search",
        /// Longest processing time first, the plain heuristic.
        Lpt = "lpt",
        /// Moves straight from the model.
        Hrm = "HRM",
        /// The model's moves, polished by search.
        HrmSearch = "HRM + search",
    }
);

/// Why a policy has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    #[error("cancelled")]
    Cancelled,
    #[error("{0}")]
    Model(String),
}

/// Answers problems of one kind.
pub trait Policy<P: Problem> {
    /// Returns an answer and who deserves the credit for it. `observer` is told of the best so far.
    ///
    /// # Errors
    /// When there is no answer; a policy that is cancelled says so and returns nothing half done.
    fn propose(
        &mut self,
        problem: &P,
        budget: Budget,
        cancel: &Cancel,
        observer: &mut dyn FnMut(&Progress),
    ) -> Result<(P::Answer, Source), PolicyError>;
}
