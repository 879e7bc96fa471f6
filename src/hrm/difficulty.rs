//! How hard the examples of a dataset are. What that means is the task's own; by default easy ones and hard ones are mixed.

use serde::{Deserialize, Serialize};

/// Which examples are drawn to learn from. Test sets are the same whatever is learned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    Easy,
    /// Easy ones, hard ones, and the edges.
    #[default]
    EasyToHard,
    Hard,
}
