//! Shape of a network, with the field names of the reference's configuration, and the options beyond it.

use crate::hrm::HrmError;
use serde::{Deserialize, Serialize};

/// How a token's place enters the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PositionEncoding {
    /// Queries and keys are rotated by their place.
    #[default]
    Rope,
    /// A learned vector is added to every place.
    Learned,
}

/// Through how much of a segment gradients flow. Beyond the reference: [`GradientReach::LastCycle`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GradientReach {
    /// The last call of each level, as published.
    #[default]
    OneStep,
    /// The whole last cycle of the high level.
    LastCycle,
}

/// What the halting head learns. Beyond the reference: [`Halting::HaltOnly`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Halting {
    /// Halt and continue values, the latter from a second pass, as published.
    #[default]
    QLearning,
    /// Whether the answer is right; no second pass.
    HaltOnly,
}

/// No size of a network is larger; a broken file may say anything.
const LARGEST: usize = 1 << 16;

/// Shape of a network. Defaults are those of the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HrmConfig {
    /// Tokens of a puzzle.
    pub seq_len: usize,
    /// Width of a puzzle's own vector; 0 for none.
    #[serde(default)]
    pub puzzle_emb_ndim: usize,
    #[serde(default = "one")]
    pub num_puzzle_identifiers: usize,
    pub vocab_size: usize,
    #[serde(rename = "H_cycles", default = "two")]
    pub h_cycles: usize,
    #[serde(rename = "L_cycles", default = "two")]
    pub l_cycles: usize,
    #[serde(rename = "H_layers", default = "four")]
    pub h_layers: usize,
    #[serde(rename = "L_layers", default = "four")]
    pub l_layers: usize,
    pub hidden_size: usize,
    /// Width of the gated layer, as a multiple of the hidden size before the rounding to 256.
    #[serde(default = "four_times")]
    pub expansion: f64,
    #[serde(default = "eight")]
    pub num_heads: usize,
    #[serde(default)]
    pub pos_encodings: PositionEncoding,
    #[serde(default = "eps")]
    pub rms_norm_eps: f64,
    #[serde(default = "theta")]
    pub rope_theta: f64,
    /// Segments after which a row halts in any case.
    #[serde(default = "sixteen")]
    pub halt_max_steps: usize,
    #[serde(default = "tenth")]
    pub halt_exploration_prob: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    pub gradient: GradientReach,
    #[serde(default, skip_serializing_if = "is_default")]
    pub halting: Halting,
    /// One network for both levels.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shared_net: bool,
    /// Learns from each block as one node of the graph, on the processor: the same numbers to a few units in the last place.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fused: bool,
    /// Numbers that come with every token beside its class; 0 for none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub feature_width: usize,
    /// Neighbors that a token sees beside itself, each in a place of its own; 0 where every token sees all. With neighbors
    /// there are no other places: a row may have any number of tokens, and nothing is rotated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub neighbors: usize,
}

const fn one() -> usize {
    1
}

const fn two() -> usize {
    2
}

const fn four() -> usize {
    4
}

const fn eight() -> usize {
    8
}

const fn sixteen() -> usize {
    16
}

const fn four_times() -> f64 {
    4.0
}

const fn eps() -> f64 {
    1e-5
}

const fn theta() -> f64 {
    10_000.0
}

const fn tenth() -> f64 {
    0.1
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl HrmConfig {
    /// Returns how many places in front of the tokens hold the puzzle's vector.
    pub const fn puzzle_slots(&self) -> usize {
        self.puzzle_emb_ndim.div_ceil(self.hidden_size)
    }

    /// Returns the places of the state: the puzzle's and the tokens'.
    pub const fn state_len(&self) -> usize {
        self.puzzle_slots() + self.seq_len
    }

    /// Returns whether every token sees all.
    pub const fn sees_all(&self) -> bool {
        self.neighbors == 0
    }

    /// Returns the width of one attention head.
    pub const fn head_dim(&self) -> usize {
        self.hidden_size / self.num_heads
    }

    /// Returns the width of the gated layer: two thirds of the expansion, up to the next multiple of 256.
    pub fn gated_width(&self) -> usize {
        let wanted = (self.expansion * self.hidden_size as f64 * 2.0 / 3.0).round_ties_even();
        (wanted as usize).div_ceil(256) * 256
    }

    /// Checks that such a network can be made.
    ///
    /// # Errors
    /// Names the first field that cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        let fault = |words: &str| Err(HrmError::Config(words.to_owned()));
        let sizes = [
            (self.seq_len, "seq_len"),
            (self.vocab_size, "vocab_size"),
            (self.h_cycles, "H_cycles"),
            (self.l_cycles, "L_cycles"),
            (self.h_layers, "H_layers"),
            (self.l_layers, "L_layers"),
            (self.hidden_size, "hidden_size"),
            (self.num_heads, "num_heads"),
            (self.halt_max_steps, "halt_max_steps"),
            (self.num_puzzle_identifiers, "num_puzzle_identifiers"),
        ];
        if let Some((_, name)) = sizes.iter().find(|(size, _)| *size == 0) {
            return fault(&format!("{name} is 0"));
        }
        let largest = self.puzzle_emb_ndim.max(self.feature_width).max(self.neighbors);
        let mut bounded = sizes.iter().filter(|(_, name)| *name != "num_puzzle_identifiers");
        if let Some((size, name)) = bounded.find(|(size, _)| *size > LARGEST) {
            return fault(&format!("{name} is {size}, more than {LARGEST}"));
        }
        if largest > LARGEST || self.expansion > 1024.0 {
            return fault("puzzle_emb_ndim, feature_width, neighbors or expansion is too large");
        }
        if self.neighbors > 0 && (self.puzzle_emb_ndim > 0 || self.pos_encodings == PositionEncoding::Learned)
        {
            return fault("with neighbors there are no puzzle vectors and no learned places");
        }
        if !self.hidden_size.is_multiple_of(self.num_heads) {
            return fault("hidden_size is no multiple of num_heads");
        }
        if self.pos_encodings == PositionEncoding::Rope && !self.head_dim().is_multiple_of(2) {
            return fault("rope needs an even width of a head");
        }
        if !(self.expansion > 0.0) || !(self.rms_norm_eps > 0.0) || !(self.rope_theta > 0.0) {
            return fault("expansion, rms_norm_eps and rope_theta are above 0");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published() -> HrmConfig {
        serde_json::from_str(
            r#"{"seq_len": 81, "vocab_size": 11, "hidden_size": 512, "puzzle_emb_ndim": 512}"#,
        )
        .expect("reads")
    }

    #[test]
    fn the_published_shape_is_the_default() {
        let config = published();
        assert_eq!((config.h_layers, config.l_cycles, config.num_heads), (4, 2, 8));
        assert_eq!((config.gated_width(), config.puzzle_slots(), config.state_len()), (1536, 1, 82));
        assert!(config.check().is_ok());
        assert!(!serde_json::to_string(&config).expect("writes").contains("shared_net"), "options stay out");
    }

    #[test]
    fn the_gated_layer_is_rounded_up() {
        for (hidden, width) in [(64, 256), (128, 512), (96, 256), (100, 512)] {
            assert_eq!(HrmConfig { hidden_size: hidden, ..published() }.gated_width(), width, "{hidden}");
        }
    }

    #[test]
    fn what_cannot_be_is_named() {
        let odd = HrmConfig { hidden_size: 24, num_heads: 8, ..published() };
        assert!(odd.check().expect_err("odd heads").to_string().contains("even width"));
        let none = HrmConfig { l_cycles: 0, ..published() };
        assert!(none.check().expect_err("no cycles").to_string().contains("L_cycles is 0"));
        let vast = HrmConfig { h_layers: usize::MAX, ..published() };
        assert!(vast.check().expect_err("too many").to_string().contains("H_layers is"));
        let broad = HrmConfig { expansion: 1e300, ..published() };
        assert!(broad.check().expect_err("too broad").to_string().contains("expansion is too large"));
    }
}
