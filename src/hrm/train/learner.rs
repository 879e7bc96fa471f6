//! What a training run asks of a task: gradients step by step, a score now and then, and nothing hidden from a checkpoint.

use crate::hrm::HrmError;
use crate::hrm::model::{Hrm, Weights};
use crate::hrm::train::{ModelCard, PublishedModel};
use candle_core::Tensor;
use candle_core::backprop::GradStore;
use std::collections::BTreeMap;

/// Gradients of the trained weights by name, on the host.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gradients(pub BTreeMap<String, Vec<f32>>);

impl Gradients {
    /// Takes the gradients of the trained weights out of a backward pass; a weight without one has none here either.
    pub fn of(weights: &Weights, store: &GradStore) -> Result<Self, HrmError> {
        let mut gradients = BTreeMap::new();
        for (name, var) in &weights.trained {
            if let Some(gradient) = store.get(var.as_tensor()) {
                gradients.insert(name.clone(), gradient.flatten_all()?.to_vec1()?);
            }
        }
        Ok(Self(gradients))
    }

    /// Adds the gradients of another part of the batch.
    pub fn add(&mut self, other: Self) {
        for (name, more) in other.0 {
            match self.0.get_mut(&name) {
                Some(sum) => sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more),
                None => {
                    self.0.insert(name, more);
                }
            }
        }
    }
}

/// The gradient of the puzzle vectors a batch used: rows of the table, and (batch, width).
#[derive(Clone, Debug)]
pub struct PuzzleGradient {
    pub ids: Vec<u32>,
    pub gradient: Tensor,
}

/// What one step came to.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// Of the mean loss of the batch.
    pub gradients: Gradients,
    pub puzzles: Option<PuzzleGradient>,
    /// Losses and metrics by name, for the events of the run.
    pub numbers: BTreeMap<String, f64>,
}

/// What a learner needs to go on exactly where it stood, beside the weights and the optimizer.
#[derive(Clone, Debug, Default)]
pub struct LearnerState {
    pub tensors: BTreeMap<String, Tensor>,
    pub record: serde_json::Value,
}

/// A task that can be learned. Everything random comes from the seed it was made with and the number of the step.
pub trait Learner: Send {
    /// Works through the batch of a step, counted from 1.
    ///
    /// # Errors
    /// When the data does not fit the model or the arithmetic fails.
    fn learn(&mut self, model: &Hrm, step: u64) -> Result<Learned, HrmError>;

    /// Returns scores on data that is never learned from.
    ///
    /// # Errors
    /// As [`Learner::learn`].
    fn judge(&mut self, model: &Hrm) -> Result<BTreeMap<String, f64>, HrmError>;

    /// Returns whether a checkpoint may stand after this step; a task whose rows go on from step to step may prefer
    /// the end of a round.
    fn may_pause(&self, step: u64) -> bool {
        let _ = step;
        true
    }

    /// Returns what the next step depends on.
    ///
    /// # Errors
    /// When the state cannot be copied.
    fn save(&self) -> Result<LearnerState, HrmError> {
        Ok(LearnerState::default())
    }

    /// Takes the model that a run begins with; returns the weights of it that are learned from here on.
    ///
    /// # Errors
    /// When the model is none to begin with.
    fn begin(&mut self, model: &PublishedModel) -> Result<BTreeMap<String, Tensor>, HrmError> {
        Ok(model.model.weights().tensors())
    }

    /// Puts together what is published out of the weights that were learned, under their names, and the run's card.
    ///
    /// # Errors
    /// When the parts do not fit together.
    fn publish(
        &self,
        trained: BTreeMap<String, Tensor>,
        card: ModelCard,
    ) -> Result<(BTreeMap<String, Tensor>, ModelCard), HrmError> {
        Ok((trained, card))
    }

    /// Goes back to a saved state.
    ///
    /// # Errors
    /// When the state is not one of this learner.
    fn restore(&mut self, state: LearnerState) -> Result<(), HrmError> {
        let _ = state;
        Ok(())
    }
}
