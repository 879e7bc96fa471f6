//! Tests of the whole task: what is drawn, what the rules say of it, what is read, learned and answered.

mod data;
mod labels;
mod learning;

use crate::hrm::validation::{CircuitPlan, CircuitSet, validation_recipe, validation_shape};
use crate::hrm::{Hrm, ModelShape, TrainConfig, initial_weights};
use candle_core::Device;

fn small_plan() -> CircuitPlan {
    CircuitPlan { seed: 5, examples: 300, test: 60 }
}

fn small_set() -> CircuitSet {
    small_plan().draw(&[], &[], &mut |_, _| true).expect("drawn")
}

/// Returns settings of a small network.
fn small_settings() -> TrainConfig {
    let model = ModelShape { hidden_size: 16, num_heads: 2, expansion: 1.0, ..validation_recipe().model };
    TrainConfig { model, batch: 8, ..validation_recipe() }
}

/// Returns a small network that reads circuits, with the weights of a seed.
fn small_model(seed: u64) -> Hrm {
    let config = validation_shape(&small_settings());
    let weights = initial_weights(&config, seed, &Device::Cpu).expect("drawn");
    Hrm::new(config, weights, &Device::Cpu).expect("made")
}
