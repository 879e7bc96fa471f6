//! Models for tests: each answers as it was told to, so that what is around a model can be tried without one.

use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, BalanceRequest, most_liked, random_tops, solve};
use crate::proposals::{BalanceModel, Cancel, ModelAnswer, ModelAsk, ModelError, ModelFigures};
use std::sync::atomic::{AtomicU32, Ordering};

type Answering = dyn Fn(&BalanceProblem, &ModelAsk, &Cancel) -> Result<Vec<Slot>, ModelError> + Send + Sync;

/// A model made of a function.
pub(crate) struct StubModel {
    answer: Box<Answering>,
    /// How often it was asked.
    asked: AtomicU32,
    /// Whether it likes the last slots best.
    likes_the_bottom: bool,
}

impl StubModel {
    pub fn new(
        answer: impl Fn(&BalanceProblem, &ModelAsk, &Cancel) -> Result<Vec<Slot>, ModelError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self { answer: Box::new(answer), asked: AtomicU32::new(0), likes_the_bottom: false }
    }

    /// Knows the exact answer.
    pub fn good() -> Self {
        Self::new(|problem, ask, _| {
            let request =
                BalanceRequest { goal: ask.goal, target: ask.target, max_moves: None, nodes: 100_000 };
            Ok(solve(problem, &request, &mut |_| true).tops(problem))
        })
    }

    /// The same, and a firm's habit of filling from the bottom.
    pub fn good_from_the_bottom() -> Self {
        Self { likes_the_bottom: true, ..Self::good() }
    }

    /// Legal and wild: nearly everything moves.
    pub fn wild() -> Self {
        Self::new(|problem, _, _| Ok(random_tops(problem, 7)))
    }

    /// Puts everything into the first slot.
    pub fn nonsense() -> Self {
        Self::new(|problem, _, _| Ok(vec![Slot(1); problem.items.len()]))
    }

    pub fn failing() -> Self {
        Self::new(|_, _, _| Err(ModelError::Failed("its weights are no numbers".to_owned())))
    }

    /// Thinks until it is cancelled.
    pub fn endless() -> Self {
        Self::new(|_, _, cancel| {
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            Err(ModelError::Cancelled)
        })
    }

    /// Returns how often it was asked.
    pub fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

impl BalanceModel for StubModel {
    fn id(&self) -> &str {
        "stub-1"
    }

    fn device(&self) -> &str {
        "cpu"
    }

    fn arrange(
        &self,
        problem: &BalanceProblem,
        ask: &ModelAsk,
        cancel: &Cancel,
    ) -> Result<ModelAnswer, ModelError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let tops = (self.answer)(problem, ask, cancel)?;
        Ok(ModelAnswer { tops, segments: vec![0.9, 1.0] })
    }

    fn knows_habits(&self) -> bool {
        self.likes_the_bottom
    }

    fn reseat(&self, problem: &BalanceProblem, tops: &[Slot], held: &[bool]) -> Option<Vec<Slot>> {
        let mut liking = |_: usize, slot: Slot| f64::from(slot.0);
        if self.likes_the_bottom { most_liked(problem, tops, held, &mut liking) } else { None }
    }

    fn figures(&self, _problem: &BalanceProblem) -> Result<ModelFigures, ModelError> {
        Ok(ModelFigures { raw: 0.9, best_segment: 0.95, best_of_4: 0.97 })
    }
}
