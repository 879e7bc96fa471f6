//! Moves that balance the panelboard on show. They are made and verified by the live proposal, whose answer is taken up
//! here; dismissed moves are not.

use super::{Outcome, Step, counted};
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};

pub(super) struct Balance;

impl Step for Balance {
    fn name(&self) -> StepName {
        StepName::Balance
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        let Some(panel) = wanted.watched.and_then(|id| wanted.project.panel(id)) else { return 0 };
        if wanted.touched.concerns(wanted.project, panel.id) { panel.circuits().len() as u64 } else { 0 }
    }

    fn work_per_record(&self) -> u64 {
        // A network and a search: some thirty times a lookup in tables.
        30
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        let asked = standing.asked;
        let Some(proposal) = &asked.balance else { return Outcome::nothing("nothing needs to move") };
        let count = proposal.moves;
        let details = proposal.details.clone();
        match standing.take(&proposal.edits) {
            Ok(()) => Outcome { words: counted(count, "move"), changes: count, details },
            Err(why) => Outcome::nothing(&why),
        }
    }
}
