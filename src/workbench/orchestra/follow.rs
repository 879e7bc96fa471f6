//! The background half: the steps of a plan, one after the other, each on the project as those before would leave it.

use super::plan::{Fate, PlannedStep, StepName};
use super::steps::{self, Outcome};
use super::touched::Touched;
use crate::document::DocumentSnapshot;
use crate::domain::{Edit, Project, apply_all};
use crate::proposals::{Cancel, RouteModel};
use crate::units::Date;
use crate::workbench::findings::Tally;
use std::sync::Arc;

/// Moves that the live proposal has made and verified.
#[derive(Clone, Debug)]
pub(super) struct BalanceTaken {
    pub moves: usize,
    pub details: Vec<String>,
    pub edits: Vec<Edit>,
}

/// Whom the steps may ask, and what is known already.
pub(super) struct Asked {
    pub balance: Option<BalanceTaken>,
    /// What the models of loads and circuits said beside engine and rules.
    pub loads: Option<String>,
    pub validation: Option<String>,
    pub router: Option<Arc<dyn RouteModel>>,
    pub today: Date,
}

/// The project as the steps so far would leave it.
pub(super) struct Standing<'a> {
    pub start: &'a DocumentSnapshot,
    pub now: Arc<Project>,
    pub edits: Vec<Edit>,
    pub touched: Touched,
    pub asked: &'a Asked,
    pub cancel: Cancel,
    /// Findings with all of it.
    pub after: Option<Tally>,
}

impl Standing<'_> {
    /// Takes up what a step proposes: the steps behind it see it.
    pub fn take(&mut self, edits: &[Edit]) -> Result<(), String> {
        let (next, _) = apply_all(&self.now, edits).map_err(|error| error.to_string())?;
        self.touched.merge(Touched::between(&self.now, &next));
        self.now = Arc::new(next);
        self.edits.extend(edits.iter().cloned());
        Ok(())
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// What came of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    pub planned: Vec<PlannedStep>,
    /// Those that ran, in the order in which they did.
    pub ran: Vec<(StepName, Outcome)>,
    /// All that is proposed, to be carried out as one step.
    pub edits: Vec<Edit>,
    /// What would be found with all of it; `None` where nothing is proposed or the rules did not run.
    pub after: Option<Tally>,
}

/// Runs a plan; `None` when it was cancelled.
pub(super) fn follow(
    start: &DocumentSnapshot,
    planned: Vec<PlannedStep>,
    touched: Touched,
    asked: &Asked,
    cancel: &Cancel,
) -> Option<Followed> {
    let now = Arc::clone(&start.project);
    let mut standing =
        Standing { start, now, edits: Vec::new(), touched, asked, cancel: cancel.clone(), after: None };
    let mut ran = Vec::new();
    for step in planned.iter().filter(|step| step.fate == Fate::Runs) {
        let Some(worker) = steps::ALL.iter().find(|known| known.name() == step.name) else { continue };
        let outcome = worker.run(&mut standing);
        if standing.is_cancelled() {
            return None;
        }
        ran.push((step.name, outcome));
    }
    Some(Followed { planned, ran, edits: standing.edits, after: standing.after })
}
