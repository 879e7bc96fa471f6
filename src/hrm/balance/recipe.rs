//! The settings with which the shipped model was trained, and what a network for balancing reads.

use crate::hrm::balance::options::BalanceOptions;
use crate::hrm::balance::puzzle::{CLASSES, FEATURES, MOST_CIRCUITS};
use crate::hrm::model::{GradientReach, HrmConfig};
use crate::hrm::train::{DataShape, ModelShape, Rate, TrainConfig};

/// Returns the settings of the shipped model; a file of settings changes what it names of the general ones instead.
pub fn balance_recipe() -> TrainConfig {
    TrainConfig {
        seed: 1,
        steps: 6_000,
        model: ModelShape {
            hidden_size: 64,
            h_cycles: 1,
            gradient: GradientReach::OneStep,
            puzzle_emb_ndim: 0,
            ..ModelShape::default()
        },
        rate: Rate { base: 1.5e-3, warmup: 200, min_ratio: 0.02 },
        ema: Some(0.998),
        checkpoint_every: 1_500,
        judge_every: 6_000,
        // Plain numbers, which serde always writes.
        task: serde_json::to_value(BalanceOptions {
            parts: 16,
            part_circuits: 280,
            ..BalanceOptions::default()
        })
        .unwrap_or_default(),
        ..TrainConfig::default()
    }
}

/// Returns the whole shape of a network for balancing: it reads features, and has no vectors of puzzles.
pub fn balance_shape(settings: &TrainConfig) -> HrmConfig {
    let data = DataShape {
        seq_len: MOST_CIRCUITS,
        vocab_size: CLASSES,
        num_puzzle_identifiers: 1,
        feature_width: FEATURES,
    };
    ModelShape { puzzle_emb_ndim: 0, ..settings.model.clone() }.for_data(data)
}
