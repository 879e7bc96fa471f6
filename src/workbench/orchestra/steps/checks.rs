//! Every rule, once more, on the project with all that the steps before propose: what would be found then.

use super::{Outcome, Step};
use crate::rules::{CheckTerms, check_by};
use crate::workbench::findings::Tally;
use crate::workbench::orchestra::follow::Standing;
use crate::workbench::orchestra::plan::{PlanFor, StepName};

pub(super) struct Checks;

impl Step for Checks {
    fn name(&self) -> StepName {
        StepName::Checks
    }

    fn stale(&self, wanted: &PlanFor<'_>) -> u64 {
        // Whatever was touched: the rules look across the whole project.
        let circuits: usize = wanted.project.panels().map(|panel| panel.circuits().len()).sum();
        let drawn: usize = wanted.project.sheets().map(|sheet| sheet.devices.len() + sheet.runs.len()).sum();
        (circuits + drawn) as u64
    }

    fn work_per_record(&self) -> u64 {
        1
    }

    fn run(&self, standing: &mut Standing<'_>) -> Outcome {
        if standing.edits.is_empty() {
            return Outcome::nothing("as they stand");
        }
        let report = check_by(&standing.now, &CheckTerms::of(&standing.now, Some(standing.asked.today)));
        let tally = Tally::of_report(&report);
        let words = tally.words();
        standing.after = Some(tally);
        Outcome::nothing(&words)
    }
}
