//! The settings with which the shipped model was trained, and what a network for routing reads.

use crate::hrm::model::{GradientReach, HrmConfig};
use crate::hrm::routing::grid::HEADINGS;
use crate::hrm::routing::learner::RoutingOptions;
use crate::hrm::routing::plans::SIDE;
use crate::hrm::routing::wave::CLASSES;
use crate::hrm::train::{DataShape, ModelShape, Rate, TrainConfig};

/// Returns the settings of the shipped model; a file of settings changes what it names of the general ones instead.
pub fn routing_recipe() -> TrainConfig {
    TrainConfig {
        seed: 1,
        steps: 450,
        model: ModelShape {
            hidden_size: 32,
            num_heads: 8,
            h_layers: 1,
            l_layers: 1,
            h_cycles: 1,
            l_cycles: 5,
            gradient: GradientReach::LastCycle,
            puzzle_emb_ndim: 0,
            ..ModelShape::default()
        },
        rate: Rate { base: 3e-3, warmup: 50, min_ratio: 0.02 },
        ema: Some(0.98),
        checkpoint_every: 90,
        judge_every: 450,
        // Plain numbers, which serde always writes.
        task: serde_json::to_value(RoutingOptions::default()).unwrap_or_default(),
        ..TrainConfig::default()
    }
}

/// Returns the whole shape of a network for routing: a token is a cell and sees its four neighbors, on boards of any size.
pub fn routing_shape(settings: &TrainConfig) -> HrmConfig {
    let data =
        DataShape { seq_len: SIDE * SIDE, vocab_size: CLASSES, num_puzzle_identifiers: 1, feature_width: 0 };
    let shape = ModelShape { puzzle_emb_ndim: 0, ..settings.model.clone() }.for_data(data);
    HrmConfig { neighbors: HEADINGS, ..shape }
}
