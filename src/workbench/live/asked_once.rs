//! A model that is asked once for one problem, and the time that took.

use crate::domain::Slot;
use crate::engineering::balance::BalanceProblem;
use crate::proposals::{BalanceModel, Cancel, ModelAnswer, ModelAsk, ModelError, ModelFigures};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

type Known = (ModelAsk, Result<ModelAnswer, ModelError>, Duration);

/// Hands on what is asked and keeps the answer: who asks again for the same gets it without another inference. Use one
/// for each problem.
pub struct AskedOnce<'m> {
    model: &'m dyn BalanceModel,
    known: Mutex<Option<Known>>,
}

impl<'m> AskedOnce<'m> {
    pub const fn new(model: &'m dyn BalanceModel) -> Self {
        Self { model, known: Mutex::new(None) }
    }

    /// Returns how long the inference took; `None` while there was none.
    pub fn took(&self) -> Option<Duration> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, _, took)| *took)
    }

    /// Returns the same in whole milliseconds, at least 1.
    pub fn took_ms(&self) -> Option<u64> {
        self.took().map(|took| (took.as_secs_f64() * 1000.0).ceil().max(1.0) as u64)
    }
}

impl BalanceModel for AskedOnce<'_> {
    fn id(&self) -> &str {
        self.model.id()
    }

    fn device(&self) -> &str {
        self.model.device()
    }

    fn arrange(
        &self,
        problem: &BalanceProblem,
        ask: &ModelAsk,
        cancel: &Cancel,
    ) -> Result<ModelAnswer, ModelError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, answer, _)) = known.filter(|(asked, _, _)| asked == ask) {
            return answer;
        }
        let started = Instant::now();
        let answer = self.model.arrange(problem, ask, cancel);
        let known = (*ask, answer.clone(), started.elapsed());
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
        answer
    }

    fn knows_habits(&self) -> bool {
        self.model.knows_habits()
    }

    fn reseat(&self, problem: &BalanceProblem, tops: &[Slot], held: &[bool]) -> Option<Vec<Slot>> {
        self.model.reseat(problem, tops, held)
    }

    fn figures(&self, problem: &BalanceProblem) -> Result<ModelFigures, ModelError> {
        self.model.figures(problem)
    }
}
