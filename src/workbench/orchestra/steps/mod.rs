//! The steps: one file each, one line in [`ALL`].

mod balance;
mod checks;
mod loads;
mod routes;
mod sizes;
mod validation;

use super::follow::Standing;
use super::plan::{PlanFor, StepName};

/// Every step.
pub(super) const ALL: &[&dyn Step] = &[
    &balance::Balance,
    &loads::Loads,
    &sizes::Sizes,
    &routes::Routes,
    &validation::Validation,
    &checks::Checks,
];

/// Something that is done after an edit. A step proposes; it changes nothing.
pub(super) trait Step: Sync {
    fn name(&self) -> StepName;

    /// Returns how many records are no longer right after the edit; 0 for none.
    fn stale(&self, wanted: &PlanFor<'_>) -> u64;

    /// Returns the units of work a record costs: one is about the sizing of one circuit.
    fn work_per_record(&self) -> u64;

    /// Does it on the project as the steps before it would leave it, and says in a few words what came of it.
    fn run(&self, standing: &mut Standing<'_>) -> Outcome;
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// As the status bar says it: `3 moves`, `nothing to resize`.
    pub words: String,
    /// How many changes it proposes.
    pub changes: usize,
    /// Each change in a line, for the plan's dialog.
    pub details: Vec<String>,
}

impl Outcome {
    pub(super) fn nothing(words: &str) -> Self {
        Self { words: words.to_owned(), changes: 0, details: Vec::new() }
    }
}

/// Returns `1 move`, `3 moves`.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
