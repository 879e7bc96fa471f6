//! A running average of the trained weights, as a network of its own.

use crate::hrm::HrmError;
use crate::hrm::model::{Hrm, Weights};
use candle_core::{Tensor, Var};
use std::collections::BTreeMap;

/// The averaged network. The puzzle table is not averaged: both networks read the same one.
#[derive(Debug)]
pub(super) struct Average {
    keep: f32,
    model: Hrm,
}

impl Average {
    /// Begins at the present weights.
    pub fn of(model: &Hrm, keep: f64) -> Result<Self, HrmError> {
        let live = model.weights();
        let mut trained = BTreeMap::new();
        for (name, var) in &live.trained {
            trained.insert(name.clone(), Var::from_tensor(&var.as_detached_tensor().copy()?)?);
        }
        let weights = Weights { trained, fixed: live.fixed.clone(), table: live.table.clone() };
        let model = Hrm::new(model.config().clone(), weights, model.device())?;
        Ok(Self { keep: keep as f32, model })
    }

    pub const fn model(&self) -> &Hrm {
        &self.model
    }

    /// Moves a little towards the weights of a step.
    pub fn follow(&self, live: &Weights) -> Result<(), HrmError> {
        let averaged = self.model.weights().trained.values();
        for (average, live) in averaged.zip(live.trained.values()) {
            let mut values: Vec<f32> = average.as_detached_tensor().flatten_all()?.to_vec1()?;
            let towards: Vec<f32> = live.as_detached_tensor().flatten_all()?.to_vec1()?;
            for (value, live) in values.iter_mut().zip(towards) {
                *value = self.keep * *value + (1.0 - self.keep) * live;
            }
            average.set(&Tensor::from_vec(values, average.shape(), average.device())?)?;
        }
        Ok(())
    }

    /// Takes over the weights of a checkpoint.
    pub fn become_equal(&self, saved: &Weights) -> Result<(), HrmError> {
        for (average, saved) in self.model.weights().trained.values().zip(saved.trained.values()) {
            average.set(&saved.as_detached_tensor())?;
        }
        Ok(())
    }
}
