//! Which families of rules a trained model flags at the circuits of the panelboard on show, beside the rules. It proposes nothing,
//! and nothing of it enters a finding.

use super::{Outcome, Step};
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};

pub(super) struct Validation;

impl Step for Validation {
    fn name(&self) -> StepName {
        StepName::Validation
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        // Whatever was touched: what is lost in feeders ahead and who shares a raceway counts for every circuit.
        let panel = wanted.watched.and_then(|id| wanted.project.panel(id));
        panel.map_or(0, |panel| panel.circuits().len() as u64)
    }

    fn work_per_record(&self) -> u64 {
        10
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        Outcome::nothing(standing.asked.validation.as_deref().unwrap_or("nothing to ask"))
    }
}
