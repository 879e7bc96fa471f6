//! What a training run is, as its file says it: RON or JSON, every field optional, none unknown.
//!
//! ```ron
//! (
//!     seed: 1, steps: 4000, batch: 64,
//!     model: (hidden_size: 128, num_heads: 4, gradient: last_cycle),
//!     rate: (base: 1e-3, warmup: 200, min_ratio: 0.1),
//!     ema: 0.995,
//!     task: (chunk: 3),       // what only the task understands
//! )
//! ```
//!
//! What the data decides (tokens of a puzzle, classes, puzzles) is no setting: [`DataShape`] brings it.

use crate::hrm::HrmError;
use crate::hrm::loss::LossKind;
use crate::hrm::model::{GradientReach, Halting, HrmConfig, PositionEncoding};
use crate::hrm::train::Schedule;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The part of a network's shape that is chosen. Names are the reference's; defaults are small.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModelShape {
    pub hidden_size: usize,
    pub num_heads: usize,
    #[serde(rename = "H_layers")]
    pub h_layers: usize,
    #[serde(rename = "L_layers")]
    pub l_layers: usize,
    #[serde(rename = "H_cycles")]
    pub h_cycles: usize,
    #[serde(rename = "L_cycles")]
    pub l_cycles: usize,
    pub expansion: f64,
    pub pos_encodings: PositionEncoding,
    pub rope_theta: f64,
    /// Width of a puzzle's own vector; 0 for none.
    pub puzzle_emb_ndim: usize,
    pub halt_max_steps: usize,
    pub halt_exploration_prob: f64,
    pub gradient: GradientReach,
    pub halting: Halting,
    pub shared_net: bool,
    /// Faster on the processor, with other last digits; off where the bytes of an older run are to come out again.
    pub fused: bool,
}

impl Default for ModelShape {
    fn default() -> Self {
        Self {
            hidden_size: 128,
            num_heads: 4,
            h_layers: 2,
            l_layers: 2,
            h_cycles: 2,
            l_cycles: 2,
            expansion: 4.0,
            pos_encodings: PositionEncoding::Rope,
            rope_theta: 10_000.0,
            // One slot in front: the halting head reads it, and rotated places get something to be measured from.
            puzzle_emb_ndim: 128,
            halt_max_steps: 8,
            halt_exploration_prob: 0.1,
            gradient: GradientReach::LastCycle,
            halting: Halting::HaltOnly,
            shared_net: false,
            fused: false,
        }
    }
}

/// The part of a network's shape that the data decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataShape {
    /// Tokens of a puzzle.
    pub seq_len: usize,
    pub vocab_size: usize,
    pub num_puzzle_identifiers: usize,
    /// Numbers beside every token; 0 for none.
    pub feature_width: usize,
}

impl ModelShape {
    /// Returns the whole shape of the network for some data.
    pub fn for_data(&self, data: DataShape) -> HrmConfig {
        HrmConfig {
            seq_len: data.seq_len,
            vocab_size: data.vocab_size,
            num_puzzle_identifiers: data.num_puzzle_identifiers,
            feature_width: data.feature_width,
            puzzle_emb_ndim: self.puzzle_emb_ndim,
            h_cycles: self.h_cycles,
            l_cycles: self.l_cycles,
            h_layers: self.h_layers,
            l_layers: self.l_layers,
            hidden_size: self.hidden_size,
            expansion: self.expansion,
            num_heads: self.num_heads,
            pos_encodings: self.pos_encodings,
            rms_norm_eps: 1e-5,
            rope_theta: self.rope_theta,
            halt_max_steps: self.halt_max_steps,
            halt_exploration_prob: self.halt_exploration_prob,
            gradient: self.gradient,
            halting: self.halting,
            shared_net: self.shared_net,
            fused: self.fused,
            neighbors: 0,
        }
    }
}

/// The learning rate over the run: a linear rise, then a cosine down to a share of the base.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rate {
    pub base: f64,
    /// Steps of the rise.
    pub warmup: u64,
    /// The share of the base at the end; 1 keeps it.
    pub min_ratio: f64,
}

impl Default for Rate {
    fn default() -> Self {
        Self { base: 1e-3, warmup: 200, min_ratio: 0.1 }
    }
}

/// How the table of puzzle vectors learns; its rate follows the same curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PuzzleRule {
    pub rate: f64,
    pub weight_decay: f64,
}

impl Default for PuzzleRule {
    fn default() -> Self {
        Self { rate: 1e-3, weight_decay: 0.1 }
    }
}

/// A training run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrainConfig {
    /// Decides the first weights and everything a task draws.
    pub seed: u64,
    pub steps: u64,
    /// Steps added behind the last one, at its learning rate; a run that has ended goes on with its optimizer.
    #[serde(skip_serializing_if = "is_none")]
    pub extended: u64,
    /// Puzzles of a step.
    pub batch: usize,
    /// Parts of a batch that are worked on side by side. Results depend on it, not on the threads there are.
    pub shards: usize,
    pub model: ModelShape,
    pub rate: Rate,
    pub betas: (f64, f64),
    pub weight_decay: f64,
    pub puzzles: PuzzleRule,
    pub loss: LossKind,
    /// Share of the old average that a step keeps, when averaged weights are judged and published; none by default.
    pub ema: Option<f64>,
    /// Steps between checkpoints.
    pub checkpoint_every: u64,
    /// Steps between looks at held-out data; the end has one in any case.
    pub judge_every: u64,
    /// Options that only the task knows.
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    pub task: serde_json::Value,
}

impl Default for TrainConfig {
    fn default() -> Self {
        Self {
            seed: 0,
            steps: 4000,
            extended: 0,
            batch: 64,
            shards: 1,
            model: ModelShape::default(),
            rate: Rate::default(),
            betas: (0.9, 0.95),
            weight_decay: 0.1,
            puzzles: PuzzleRule::default(),
            loss: LossKind::Softmax,
            ema: None,
            checkpoint_every: 500,
            judge_every: 250,
            task: serde_json::Value::Null,
        }
    }
}

impl TrainConfig {
    /// Reads the settings from a file, JSON if its name ends so and RON else.
    ///
    /// # Errors
    /// Says in which file and line what cannot be read, and which field is unknown or does not hold.
    pub fn read(path: &Path) -> Result<Self, HrmError> {
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
        let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let read = if is_json { Self::from_json(&text) } else { Self::from_ron(&text) };
        let config = read.map_err(fault)?;
        config.check()?;
        Ok(config)
    }

    fn from_json(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    fn from_ron(text: &str) -> Result<Self, String> {
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| error.to_string())
    }

    /// Checks that such a run can be.
    ///
    /// # Errors
    /// Names the first field that cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        let share = |value: f64| (0.0..1.0).contains(&value);
        let above = |value: f64| value.is_finite() && value >= 0.0;
        let rules = [
            (self.steps > 0, "steps is 0"),
            (self.batch > 0, "batch is 0"),
            (self.shards > 0 && self.batch.is_multiple_of(self.shards), "batch is no multiple of shards"),
            (self.checkpoint_every > 0, "checkpoint_every is 0"),
            (self.judge_every > 0, "judge_every is 0"),
            (share(self.betas.0) && share(self.betas.1), "betas are from 0 to below 1"),
            (self.ema.is_none_or(share), "ema is from 0 to below 1"),
            (above(self.rate.base) && above(self.puzzles.rate), "a learning rate is below 0"),
            (above(self.weight_decay) && above(self.puzzles.weight_decay), "a weight_decay is below 0"),
            ((0.0..=1.0).contains(&self.rate.min_ratio), "min_ratio is from 0 to 1"),
            ((0.0..=1.0).contains(&self.model.halt_exploration_prob), "halt_exploration_prob is from 0 to 1"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, words)) => Err(HrmError::Settings((*words).to_owned())),
            None => Ok(()),
        }
    }

    /// Reads the task's own options.
    ///
    /// # Errors
    /// Names the field that the task does not know or cannot read.
    pub fn task_options<T: DeserializeOwned + Default>(&self) -> Result<T, HrmError> {
        if self.task.is_null() {
            return Ok(T::default());
        }
        serde_json::from_value(self.task.clone())
            .map_err(|error| HrmError::Settings(format!("task: {error}")))
    }

    /// Returns the number of the last step.
    pub const fn last_step(&self) -> u64 {
        self.steps.saturating_add(self.extended)
    }

    /// Returns the learning rate of every step.
    pub const fn schedule(&self) -> Schedule {
        self.curve(self.rate.base)
    }

    /// Returns the rate of the puzzle table at every step.
    pub const fn puzzle_schedule(&self) -> Schedule {
        self.curve(self.puzzles.rate)
    }

    const fn curve(&self, base: f64) -> Schedule {
        Schedule { base, warmup: self.rate.warmup, total: self.steps, min_ratio: self.rate.min_ratio }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_none(steps: &u64) -> bool {
    *steps == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Options {
        chunk: usize,
        sizes: Vec<usize>,
    }

    #[test]
    fn ron_and_json_say_the_same() {
        let ron = r#"(seed: 3, steps: 10, ema: 0.9, loss: stablemax_cross_entropy, betas: (0.8, 0.9),
            model: (H_layers: 1, gradient: one_step), rate: (base: 0.01), task: (chunk: 3, sizes: [18, 42]))"#;
        let json = r#"{"seed": 3, "steps": 10, "ema": 0.9, "loss": "stablemax_cross_entropy",
            "betas": [0.8, 0.9], "model": {"H_layers": 1, "gradient": "one_step"}, "rate": {"base": 0.01},
            "task": {"chunk": 3, "sizes": [18, 42]}}"#;
        let ron = TrainConfig::from_ron(ron).expect("RON");
        assert_eq!(ron, TrainConfig::from_json(json).expect("JSON"));
        assert_eq!((ron.model.h_layers, ron.model.l_layers, ron.rate.warmup), (1, 2, 200));
        assert_eq!(
            ron.task_options::<Options>().expect("options"),
            Options { chunk: 3, sizes: vec![18, 42] }
        );
        let written = serde_json::to_string(&ron).expect("writes");
        assert_eq!(TrainConfig::from_json(&written).expect("reads back"), ron);
    }

    #[test]
    fn a_field_nobody_knows_is_named() {
        let error = TrainConfig::from_ron("(stepz: 3)").expect_err("unknown");
        assert!(error.contains("stepz") && error.contains("steps"), "{error}");
        let error = TrainConfig::from_json(r#"{"model": {"hidden": 3}}"#).expect_err("unknown");
        assert!(error.contains("hidden") && error.contains("line 1"), "{error}");
        let other = TrainConfig { task: serde_json::json!({"chunks": 3}), ..TrainConfig::default() };
        let error = other.task_options::<Options>().expect_err("unknown").to_string();
        assert!(error.contains("chunks"), "{error}");
    }

    #[test]
    fn what_cannot_be_is_named() {
        let odd = TrainConfig { batch: 10, shards: 4, ..TrainConfig::default() };
        assert!(odd.check().expect_err("odd").to_string().contains("shards"));
        let never = TrainConfig { ema: Some(1.0), ..TrainConfig::default() };
        assert!(never.check().expect_err("never").to_string().contains("ema"));
        assert!(TrainConfig::default().check().is_ok());
    }
}
