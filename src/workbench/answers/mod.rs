//! What people answer to findings: a waiver, the baseline of existing conditions, a local amendment.
//!
//! Each function plans one undo step as a [`crate::workbench::Command`], or says in words what is missing; a dialog shows
//! those words at the field they name. Nothing here looks at the clock: the day is [`crate::workbench::Workbench::today`].

mod amend;
mod baseline;
mod pack;
mod waive;

pub use amend::{add_amendments, remove_amendment};
pub use baseline::{baseline_count, clear_baseline, prune_baseline, set_baseline};
pub use waive::{
    DraftField, DraftProblem, LEAST_REASON, WaiverDraft, draft_problems, reasons_given, waive,
    withdraw_waiver,
};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
