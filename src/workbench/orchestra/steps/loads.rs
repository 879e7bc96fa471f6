//! What a trained model guesses of the loads of the panelboard on show, beside the engine. It proposes nothing.

use super::{Outcome, Step};
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};

pub(super) struct Loads;

impl Step for Loads {
    fn name(&self) -> StepName {
        StepName::Loads
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        let Some(panel) = wanted.watched.and_then(|id| wanted.project.panel(id)) else { return 0 };
        if wanted.touched.concerns(wanted.project, panel.id) { panel.circuits().len() as u64 } else { 0 }
    }

    fn work_per_record(&self) -> u64 {
        10
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        Outcome::nothing(standing.asked.loads.as_deref().unwrap_or("nothing to ask"))
    }
}
