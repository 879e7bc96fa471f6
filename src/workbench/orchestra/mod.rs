//! The orchestrator: what an edit makes stale, which steps answer that, in which order, within which budget.
//!
//! ```text
//! edit ─► touched ─► plan ─► balance ─► sizes ─► routes ─► checks ─► one proposal of all, with what would be found then
//!                      └─ off, nothing stale, left out by the budget: said in the status bar and in its dialog
//! ```
//!
//! Every step works on the project as the steps before it would leave it, and proposes edits; nothing is changed before a
//! person accepts. The budget is counted in units of work, not in time, so that a plan is the same on every machine.
//! A step is one file in `steps` and one line in its list.

mod follow;
mod plan;
mod state;
mod steps;
mod touched;
mod words;

pub use follow::Followed;
pub use plan::{Fate, PlanFor, PlannedStep, StepName, plan};
pub(in crate::workbench) use state::Orchestra;
pub use steps::Outcome;
pub use touched::Touched;
pub use words::{OrchestraWords, StepRow};

#[cfg(test)]
mod tests;
