//! What is to be done after an edit, in which order, and what the budget leaves out. Pure: a project in, a plan out.

use super::steps::{self, Step};
use super::touched::Touched;
use crate::domain::{PanelId, Project};
use std::collections::BTreeSet;

named_enum!(
    /// A step, in the order in which they run: each sees the project as the steps before it would leave it.
    StepName {
        /// The trained model and the plain algorithm propose moves for the panelboard on show.
        Balance = "balance",
        /// A trained model guesses demand and size of the panelboard on show, held against the engine's.
        Loads = "loads",
        /// Devices, conductors and raceways of what was touched, by calculation.
        Sizes = "sizes",
        /// Conduit runs that carry what was touched.
        Routes = "routes",
        /// A trained model tells which families of rules the circuits on show violate, held against the rules.
        Validation = "validation",
        /// Every rule, on the project with all that was proposed.
        Checks = "checks",
    }
);

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It runs.
    Runs,
    /// Nothing that it depends on was touched.
    NothingStale,
    /// A person has switched it off.
    Off,
    /// It is a model's, and none is installed that can be used.
    NoModel,
    /// The budget was used up by the steps that run.
    LeftOut,
}

/// A step of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    pub name: StepName,
    /// How much of the project is to be gone through, in records: circuits, feeders, runs.
    pub records: u64,
    /// What that costs, in units of work.
    pub work: u64,
    pub fate: Fate,
}

/// What a plan is made for.
#[derive(Clone, Copy, Debug)]
pub struct PlanFor<'a> {
    pub project: &'a Project,
    pub touched: &'a Touched,
    /// The panelboard on show: proposals to balance are for that one.
    pub watched: Option<PanelId>,
    /// Steps that are switched off.
    pub off: &'a BTreeSet<StepName>,
    /// Steps whose model is missing.
    pub without_model: &'a BTreeSet<StepName>,
    /// Units of work an edit is worth. Counted, not timed, so that a plan does not depend on the machine.
    pub budget: u64,
}

/// Plans what an edit asks for. The rules have their share of the budget before all others, since they decide; the rest
/// is given out in the order of the steps, and a step that no longer fits is left out whole.
pub fn plan(wanted: &PlanFor<'_>) -> Vec<PlannedStep> {
    let mut left = wanted.budget;
    let mut of = |step: &&dyn Step| {
        let name = step.name();
        let records = if wanted.touched.is_empty() { 0 } else { step.stale(wanted) };
        let work = records * step.work_per_record();
        let fate = match records {
            _ if wanted.off.contains(&name) => Fate::Off,
            _ if wanted.without_model.contains(&name) => Fate::NoModel,
            0 => Fate::NothingStale,
            _ if work > left => Fate::LeftOut,
            _ => {
                left -= work;
                Fate::Runs
            }
        };
        PlannedStep { name, records, work, fate }
    };
    let (checks, others): (Vec<&dyn Step>, Vec<&dyn Step>) =
        steps::ALL.iter().partition(|step| step.name() == StepName::Checks);
    let mut planned: Vec<PlannedStep> = checks.iter().map(&mut of).collect();
    planned.extend(others.iter().map(&mut of));
    planned.sort_by_key(|step| step.name);
    planned
}
