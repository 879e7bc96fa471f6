//! How habits are learned, the shape of the network, and the settings that people who give none get.

use super::tokens::{HABIT_CLASSES, HABIT_FEATURES};
use crate::hrm::HrmError;
use crate::hrm::balance::MOST_CIRCUITS;
use crate::hrm::model::{GradientReach, HrmConfig};
use crate::hrm::train::{DataShape, ModelShape, Rate, TrainConfig};
use serde::{Deserialize, Serialize};

/// How habits are learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HabitOptions {
    /// Segments of a thought, in learning and in use: each sees where the one before has seated everybody.
    pub segments: usize,
    /// Panelboards of a step.
    pub panels: usize,
    /// Random change of every load, as a share.
    pub noise: f64,
    /// Most breakers that are left away at random, as a share.
    pub dropped: f64,
    /// How much more often a difficult case is drawn: one that was rejected, or where the model lost to the heuristic.
    pub hard: f64,
    /// Weight of pushing away from what was rejected.
    pub away: f64,
}

impl Default for HabitOptions {
    fn default() -> Self {
        Self { segments: 2, panels: 12, noise: 0.1, dropped: 0.2, hard: 3.0, away: 0.5 }
    }
}

impl HabitOptions {
    /// Checks that habits can be learned so.
    ///
    /// # Errors
    /// Names the first option that cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        let rules = [
            ((1..=16).contains(&self.segments), "task.habits: segments are 1 to 16"),
            ((1..=256).contains(&self.panels), "task.habits: panels are 1 to 256"),
            ((0.0..1.0).contains(&self.noise), "task.habits: noise is a share of the load below 1"),
            ((0.0..1.0).contains(&self.dropped), "task.habits: dropped is a share of the breakers below 1"),
            ((0.0..=100.0).contains(&self.hard), "task.habits: hard is a weight of 0 to 100"),
            ((0.0..=100.0).contains(&self.away), "task.habits: away is a weight of 0 to 100"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }
}

/// The part of the task's options that says that habits are learned: `task: (habits: (panels: 16))`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskOptions {
    pub habits: HabitOptions,
}

/// Returns whether settings are of a run that learns habits.
pub fn learns_habits(settings: &TrainConfig) -> bool {
    settings.task.get("habits").is_some()
}

/// Returns the settings for fine-tuning on one's own projects: minutes on two cores.
pub fn habit_recipe() -> TrainConfig {
    TrainConfig {
        seed: 1,
        steps: 300,
        model: ModelShape {
            hidden_size: 64,
            h_cycles: 1,
            gradient: GradientReach::OneStep,
            puzzle_emb_ndim: 0,
            ..ModelShape::default()
        },
        rate: Rate { base: 3e-3, warmup: 20, min_ratio: 0.05 },
        ema: Some(0.97),
        checkpoint_every: 100,
        judge_every: 100,
        task: serde_json::to_value(TaskOptions::default()).unwrap_or_default(),
        ..TrainConfig::default()
    }
}

/// Returns the whole shape of a network of seats.
pub fn habit_shape(settings: &TrainConfig) -> HrmConfig {
    let data = DataShape {
        seq_len: MOST_CIRCUITS,
        vocab_size: HABIT_CLASSES,
        num_puzzle_identifiers: 1,
        feature_width: HABIT_FEATURES,
    };
    ModelShape { puzzle_emb_ndim: 0, ..settings.model.clone() }.for_data(data)
}
