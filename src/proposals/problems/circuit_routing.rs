//! Where the conduit of circuits or of a run lies on a sheet.
//!
//! The verifier looks only at the project before and after: that nothing but runs and boxes of these circuits changed, that
//! pinned legs are where they were, and that the routes hold by geometry of its own (`engineering::routing`'s checker).

use crate::domain::{
    Circuit, CircuitId, Device, DeviceId, Edit, PanelId, Project, Run, RunId, Sheet, SheetId,
};
use crate::engineering::routing::{RouteTerms, faults_of_routes};
use crate::proposals::{Problem, ProblemId, Score, Verdict};
use std::collections::BTreeSet;

/// Lengths closer than this are the same, in feet.
const SAME_FT: f64 = 1e-6;

/// What is to be routed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteSubject {
    /// Each from its panelboard to all of its devices on the sheet.
    Circuits(Vec<(PanelId, CircuitId)>),
    /// Between the ends it has.
    Run(RunId),
}

/// Routes of some circuits, or of a run, on one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitRouting {
    pub sheet: SheetId,
    pub subject: RouteSubject,
    /// The circuits whose runs may change.
    pub circuits: Vec<(PanelId, CircuitId)>,
    pub terms: RouteTerms,
}

/// Runs and boxes that carry routes out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoutePlan {
    /// New and redrawn runs, and those that some of the circuits leave.
    pub runs: Vec<Run>,
    pub removed: Vec<RunId>,
    pub boxes: Vec<Device>,
    pub removed_boxes: Vec<DeviceId>,
    /// Circuits whose length nobody had given, with the length of their route.
    pub lengths: Vec<(PanelId, Circuit)>,
    /// Of all runs of the circuits, in feet, as the plan claims.
    pub length_ft: f64,
}

impl Problem for CircuitRouting {
    type Answer = RoutePlan;

    const ID: ProblemId = ProblemId("circuit-routing");

    fn edits(&self, plan: &RoutePlan) -> Vec<Edit> {
        let sheet = self.sheet;
        let removed = plan.removed.iter().map(|run| Edit::RemoveRun { sheet, run: *run });
        let gone = plan.removed_boxes.iter().map(|device| Edit::RemoveDevice { sheet, device: *device });
        let boxes =
            plan.boxes.iter().map(|device| Edit::PutDevice { sheet, device: Box::new(device.clone()) });
        let runs = plan.runs.iter().map(|run| Edit::PutRun { sheet, run: Box::new(run.clone()) });
        let lengths = plan
            .lengths
            .iter()
            .map(|(panel, circuit)| Edit::SetCircuit { panel: *panel, circuit: Box::new(circuit.clone()) });
        removed.chain(gone).chain(boxes).chain(runs).chain(lengths).collect()
    }

    fn verify(&self, before: &Project, after: &Project, plan: &RoutePlan) -> Verdict {
        let (Some(old), Some(new)) = (before.sheet(self.sheet), after.sheet(self.sheet)) else {
            return Verdict::Rejected(vec!["the sheet is gone".to_owned()]);
        };
        let mut faults = self.others_changed(before, after);
        faults.extend(self.drawn_elsewhere(old, new));
        let checked: (&[(PanelId, CircuitId)], Option<RunId>) = match &self.subject {
            RouteSubject::Circuits(circuits) => (circuits, None),
            // The run may be one of several that a circuit hangs on.
            RouteSubject::Run(run) => (&[], Some(*run)),
        };
        faults.extend(faults_of_routes(old, after, new, checked, &self.terms));
        if let RouteSubject::Run(run) = self.subject {
            faults.extend(self.ends_moved(old, new, run));
        }
        let length = |sheet: &Sheet| -> f64 {
            let own = sheet.runs.values().filter(|run| self.concerns(run));
            own.flat_map(|run| run.path.windows(2)).map(leg_ft).sum()
        };
        if (length(new) - plan.length_ft).abs() > SAME_FT * (1.0 + plan.length_ft) {
            faults.push(format!(
                "the length is {:.3} ft, not {:.3} ft as claimed",
                length(new),
                plan.length_ft
            ));
        }
        if faults.is_empty() {
            Verdict::Passed { before: Score(-length(old)), after: Score(-length(new)) }
        } else {
            Verdict::Rejected(faults)
        }
    }
}

fn leg_ft(two: &[crate::units::PlanPoint]) -> f64 {
    match two {
        [from, to] => (to.x - from.x).hypot(to.y - from.y),
        _ => 0.0,
    }
}

impl CircuitRouting {
    /// Whether a run is one that may change.
    pub(in crate::proposals) fn concerns(&self, run: &Run) -> bool {
        match self.subject {
            RouteSubject::Circuits(_) => run.circuits.iter().any(|circuit| self.circuits.contains(circuit)),
            RouteSubject::Run(id) => run.id == id,
        }
    }

    /// Panelboards and other sheets are as they were, but for lengths that nobody had given.
    fn others_changed(&self, before: &Project, after: &Project) -> Vec<String> {
        let mut faults = Vec::new();
        let others = before.sheets().zip(after.sheets()).filter(|(old, _)| old.id != self.sheet);
        if before.sheets().len() != after.sheets().len() || others.into_iter().any(|(old, new)| old != new) {
            faults.push("another sheet changes too".to_owned());
        }
        for (old, new) in before.panels().zip(after.panels()) {
            for (was, is) in old.circuits().zip(new.circuits()) {
                let given = was.length.is_none() && self.circuits.contains(&(old.id, was.id));
                let same = Circuit { length: was.length, ..is.clone() } == *was;
                if !same || (was.length != is.length && !given) {
                    faults.push(format!("circuit {} of {} is no longer what it was", was.slot, old.name));
                }
            }
        }
        if before.panels().len() != after.panels().len() {
            faults.push("a panelboard is lost".to_owned());
        }
        faults
    }

    /// What changes on the sheet beside the runs of the circuits and boxes.
    fn drawn_elsewhere(&self, old: &Sheet, new: &Sheet) -> Vec<String> {
        let mut faults = Vec::new();
        let bare =
            |sheet: &Sheet| Sheet { devices: Default::default(), runs: Default::default(), ..sheet.clone() };
        if bare(old) != bare(new) {
            faults.push("walls, rooms or areas change too".to_owned());
        }
        let ids: BTreeSet<DeviceId> = old.devices.keys().chain(new.devices.keys()).copied().collect();
        for id in ids {
            let (was, is) = (old.devices.get(&id), new.devices.get(&id));
            let is_box = |device: Option<&std::sync::Arc<Device>>| {
                device.is_none_or(|device| {
                    device.kind == crate::domain::DeviceKind::JunctionBox && device.load.0 == 0.0
                })
            };
            if was != is && !(is_box(was) && is_box(is)) {
                faults.push(format!("device {id} is no longer what it was"));
            }
        }
        let runs: BTreeSet<RunId> = old.runs.keys().chain(new.runs.keys()).copied().collect();
        for id in runs {
            let (was, is) = (old.runs.get(&id), new.runs.get(&id));
            let concerned = [was, is].into_iter().flatten().all(|run| self.concerns(run));
            let others = |run: Option<&std::sync::Arc<Run>>| -> Vec<(PanelId, CircuitId)> {
                let circuits = run.map(|run| run.circuits.clone()).unwrap_or_default();
                circuits.into_iter().filter(|circuit| !self.circuits.contains(circuit)).collect()
            };
            let left = was.is_some_and(|run| self.concerns(run)) && others(was) == others(is);
            if was != is && !concerned && !left {
                faults.push(format!("run {id} is no longer what it was"));
            }
            if others(was) != others(is) {
                faults.push(format!("run {id} changes for a circuit that is not routed"));
            }
        }
        faults
    }

    fn ends_moved(&self, old: &Sheet, new: &Sheet, run: RunId) -> Option<String> {
        let ends = |sheet: &Sheet| {
            let path = &sheet.runs.get(&run)?.path;
            Some((path.first().copied()?, path.last().copied()?))
        };
        (ends(old) != ends(new)).then(|| "the run ends elsewhere".to_owned())
    }
}
