//! The rules at work: after every edit the whole project is checked again in the background.
//!
//! ```text
//! poll ─► newest state of the project ─► worker: every rule on every object ─► report with its revision, indexed
//!                                          ▲ of the states that wait only the newest is checked
//! list.rs   which findings are shown, in which order, and where the cursor stands
//! card.rs   one finding in the words of a good correction
//! fixing.rs what a rule offers to do about a finding, tried on a copy
//! ```
//!
//! An older report may be shown dimmed; nothing is done by it. No waiting here: a window asks and draws what is there.
//! Start at `state.rs`.

mod card;
mod checked;
mod fixing;
mod kind;
mod list;
mod search;
mod state;
mod tally;
mod worker;

pub use card::{CardLine, FindingCard, finding_card, passed_card};
pub use checked::Checked;
pub use fixing::{FixPreview, FixesFor};
pub use kind::FindingKind;
pub use list::{FindingsList, Grouping, ListRow, Shown, SinceFilter};
pub(in crate::workbench) use state::LiveFindings;
pub use tally::Tally;

#[cfg(test)]
mod tests;
