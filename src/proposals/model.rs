//! A trained model as somebody who may be asked: what it is asked, what it answers, how it may fail.
//!
//! The rooms above load models and hand them in; here nothing is known of tensors or files. What a model answers is worth
//! nothing until the verifier has passed it.

use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, Goal};
use crate::proposals::Cancel;

/// A trained model that arranges panelboards.
pub trait BalanceModel: Send + Sync {
    /// Returns the name for people, as in "balance-1".
    fn id(&self) -> &str;

    /// Returns where it computes: "cpu", "cuda" or "metal".
    fn device(&self) -> &str;

    /// Returns the model's own arrangement: no search, nothing polished.
    ///
    /// # Errors
    /// When it was cancelled, or has no arrangement.
    fn arrange(
        &self,
        problem: &BalanceProblem,
        ask: &ModelAsk,
        cancel: &Cancel,
    ) -> Result<ModelAnswer, ModelError>;

    /// Returns whether the model knows where a firm likes to seat its breakers.
    fn knows_habits(&self) -> bool;

    /// Returns an arrangement seated anew by the firm's habits: every leg carries what it carries in `tops`, and the items
    /// `held` stay where they are. `None` where the model knows no habits.
    fn reseat(&self, problem: &BalanceProblem, tops: &[Slot], held: &[bool]) -> Option<Vec<Slot>>;

    /// Returns the model's figures beside the plain baselines.
    ///
    /// # Errors
    /// When they cannot be had.
    fn figures(&self, problem: &BalanceProblem) -> Result<ModelFigures, ModelError>;
}

/// What a model is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelAsk {
    pub goal: Goal,
    /// Score to reach.
    pub target: f64,
}

/// What a model answers.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelAnswer {
    /// Top slots, in the order of the problem's items.
    pub tops: Vec<Slot>,
    /// Score after each segment of its thinking.
    pub segments: Vec<f64>,
}

/// Scores of a model's arrangements, 0 to 1, from a fixed start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelFigures {
    /// After the last segment.
    pub raw: f64,
    /// After the best segment.
    pub best_segment: f64,
    /// The best of four starts.
    pub best_of_4: f64,
}

/// Why a model has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("cancelled")]
    Cancelled,
    #[error("{0}")]
    Failed(String),
}
