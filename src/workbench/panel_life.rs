//! The life of a panelboard: new, duplicated, changed, emptied into another, deleted.
//!
//! Each request becomes a [`Plan`]: the edits of one undo step and, in words, everything they do beside what was asked.
//! A dialog shows the words first. What cannot be done is said with its reason; nothing is ever dropped to make it fit.

mod change;
mod delete;
mod duplicate;
mod presets;
mod transfer;

#[cfg(test)]
mod properties;

pub use change::plan_change;
pub use delete::plan_delete;
pub use duplicate::{new_panel, plan_duplicate};
pub use presets::{PRESETS, Preset};
pub use transfer::plan_transfer;

use crate::domain::Edit;

/// Edits of one undo step with what they entail.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub label: String,
    pub edits: Vec<Edit>,
    /// What happens beside what was asked, one sentence each.
    pub consequences: Vec<String>,
}
