//! The settings with which the shipped model was trained, and what a network for validation reads.

use crate::hrm::model::{GradientReach, HrmConfig, PositionEncoding};
use crate::hrm::train::{DataShape, ModelShape, Rate, TrainConfig};
use crate::hrm::validation::encode::{CLASSES, FEATURES, TOKENS};
use crate::hrm::validation::learner::ValidationOptions;

/// Returns the settings of the shipped model; a file of settings changes what it names of the general ones instead.
pub fn validation_recipe() -> TrainConfig {
    TrainConfig {
        seed: 1,
        steps: 3_000,
        batch: 48,
        model: ModelShape {
            hidden_size: 64,
            num_heads: 4,
            h_layers: 1,
            l_layers: 1,
            h_cycles: 1,
            l_cycles: 2,
            pos_encodings: PositionEncoding::Learned,
            gradient: GradientReach::LastCycle,
            puzzle_emb_ndim: 0,
            ..ModelShape::default()
        },
        rate: Rate { base: 2e-3, warmup: 100, min_ratio: 0.02 },
        ema: Some(0.995),
        checkpoint_every: 250,
        judge_every: 1_000,
        // Plain numbers, which serde always writes.
        task: serde_json::to_value(ValidationOptions::default()).unwrap_or_default(),
        ..TrainConfig::default()
    }
}

/// Returns the whole shape of a network for validation: one token an attribute, one a family.
pub fn validation_shape(settings: &TrainConfig) -> HrmConfig {
    let data = DataShape {
        seq_len: TOKENS,
        vocab_size: CLASSES,
        num_puzzle_identifiers: 1,
        feature_width: FEATURES,
    };
    // A token is known by its place, so places are learned whatever the settings say.
    let shape =
        ModelShape { puzzle_emb_ndim: 0, pos_encodings: PositionEncoding::Learned, ..settings.model.clone() };
    shape.for_data(data)
}
