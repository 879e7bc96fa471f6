//! Routes as runs and boxes of a sheet: what is kept, what goes, what is put in its place, and how it is called.
//!
//! Runs that are drawn anew keep their ids and tags as far as there are as many, so that notes and waivers stay with them.

use crate::domain::{
    Circuit, CircuitId, Device, DeviceId, DeviceKind, Facts, PanelId, Project, Run, RunId, Sheet,
};
use crate::engineering::routing::{CircuitRoute, RouteLeg, Trunk, bundle, leg_figures, length_ft, wiring_of};
use crate::proposals::{CircuitRouting, RoutePlan, RouteSubject};
use crate::units::{Feet, PlanPoint, VoltAmperes};
use std::collections::{BTreeMap, BTreeSet};

/// A box this near serves as well as a new one, in feet.
const SAME_BOX_FT: f64 = 0.5;
const BOX_SYMBOL: &str = "junction-box";

/// Returns the runs and boxes that carry routes out.
pub(super) fn plan_of(
    project: &Project,
    sheet: &Sheet,
    problem: &CircuitRouting,
    routes: &[CircuitRoute],
) -> RoutePlan {
    let mut making = Making {
        project,
        sheet,
        next_id: project.next_id(),
        next_tag: next_tag(sheet),
        plan: RoutePlan::default(),
    };
    match problem.subject {
        RouteSubject::Run(id) => making.redraw(id, routes),
        RouteSubject::Circuits(_) => making.lay(&problem.circuits, routes),
    }
    let mut plan = making.plan;
    let after = |run: &Run| {
        plan.runs.iter().find(|new| new.id == run.id).is_none() && !plan.removed.contains(&run.id)
    };
    let left = sheet.runs.values().filter(|run| after(run)).map(AsRef::as_ref);
    let own = left.chain(&plan.runs).filter(|run| problem.concerns(run));
    plan.length_ft = own.map(|run| length_ft(&run.path)).sum();
    plan
}

struct Making<'a> {
    project: &'a Project,
    sheet: &'a Sheet,
    next_id: u64,
    next_tag: u32,
    plan: RoutePlan,
}

impl Making<'_> {
    /// Draws one run anew.
    fn redraw(&mut self, id: RunId, routes: &[CircuitRoute]) {
        let Some(run) = self.sheet.runs.get(&id) else { return };
        let Some(route) = routes.first() else { return };
        for leg in &route.legs {
            let redrawn = self.filled(run.as_ref().clone(), leg);
            self.plan.runs.push(redrawn);
        }
        let circuit = match run.circuits.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        for at in &route.boxes {
            self.put_box(*at, circuit);
        }
    }

    /// Lays the runs of circuits.
    fn lay(&mut self, circuits: &[(PanelId, CircuitId)], routes: &[CircuitRoute]) {
        let mut replaced: BTreeMap<RunId, &Run> = BTreeMap::new();
        for circuit in circuits {
            let Ok(wiring) = wiring_of(self.project, self.sheet, *circuit, circuits) else { continue };
            replaced.extend(wiring.replaced.iter().map(|run| (run.id, *run)));
            self.plan.removed_boxes.extend(wiring.boxes.iter().map(|device| device.id));
        }
        self.plan.removed_boxes.sort_unstable();
        self.plan.removed_boxes.dedup();
        self.leave(circuits, &replaced);
        let (trunks, parting) = bundle(self.project, routes);
        let mut free: Vec<&Run> = replaced.values().copied().collect();
        let mut kept: BTreeSet<RunId> = BTreeSet::new();
        for trunk in &trunks {
            self.lay_trunk(trunk, &mut free, &mut kept);
        }
        self.plan.removed = free.iter().map(|run| run.id).collect();
        let circuit_at = |at: &PlanPoint| {
            let of: BTreeSet<_> = trunks
                .iter()
                .filter(|trunk| trunk.leg.path.iter().any(|corner| corner == at))
                .flat_map(|trunk| trunk.circuits.iter().copied())
                .collect();
            (of.len() == 1).then(|| of.first().copied()).flatten()
        };
        let boxes = routes.iter().flat_map(|route| route.boxes.iter().map(|at| (*at, Some(route.circuit))));
        let parting = parting.iter().map(|at| (*at, circuit_at(at)));
        for (at, circuit) in boxes.chain(parting).collect::<Vec<_>>() {
            self.put_box(at, circuit);
        }
        self.give_lengths(routes);
    }

    /// Circuits leave the runs in which others stay.
    fn leave(&mut self, circuits: &[(PanelId, CircuitId)], replaced: &BTreeMap<RunId, &Run>) {
        for run in self.sheet.runs.values().filter(|run| run.pinned.is_empty()) {
            let leaves = run.circuits.iter().any(|circuit| circuits.contains(circuit));
            if leaves && !replaced.contains_key(&run.id) {
                let mut run = run.as_ref().clone();
                run.circuits.retain(|circuit| !circuits.contains(circuit));
                self.plan.runs.push(run);
            }
        }
    }

    fn lay_trunk(&mut self, trunk: &Trunk, free: &mut Vec<&Run>, kept: &mut BTreeSet<RunId>) {
        if let Some(id) = trunk.leg.kept {
            let Some(run) = self.sheet.runs.get(&id).filter(|_| kept.insert(id)) else { return };
            if run.circuits.len() == 1 {
                let redrawn = self.filled(run.as_ref().clone(), &trunk.leg);
                self.plan.runs.push(redrawn);
            }
            return;
        }
        // The one that lay for the same circuits, else any.
        let same = free.iter().position(|run| run.circuits == trunk.circuits);
        let at = same.or_else(|| (!free.is_empty()).then_some(0));
        let like = at.map(|at| free.remove(at));
        let id = like.map_or_else(|| RunId(self.new_id()), |run| run.id);
        let tag = like.map_or_else(|| self.new_tag(), |run| run.tag.clone());
        let facts = like.map_or_else(Facts::new, |run| run.facts.clone());
        let raceway = like.and_then(|run| run.raceway.clone());
        let circuits = trunk.circuits.clone();
        let run = Run { id, tag, path: Vec::new(), raceway, circuits, pinned: BTreeSet::new(), facts };
        let laid = self.filled(run, &trunk.leg);
        self.plan.runs.push(laid);
    }

    /// Returns a run along a leg, in the raceway that its fill asks for.
    fn filled(&self, mut run: Run, leg: &RouteLeg) -> Run {
        let figures = leg_figures(self.project, &leg.path, &run.circuits);
        run.path.clone_from(&leg.path);
        run.pinned.clone_from(&leg.pinned);
        run.raceway = figures.raceway;
        run
    }

    fn put_box(&mut self, at: PlanPoint, circuit: Option<(PanelId, CircuitId)>) {
        let near = |device: &Device| {
            device.kind == DeviceKind::JunctionBox
                && (device.at.x - at.x).hypot(device.at.y - at.y) <= SAME_BOX_FT
        };
        let stays = |device: &&Device| !self.plan.removed_boxes.contains(&device.id);
        let there = self.sheet.devices.values().map(AsRef::as_ref).filter(stays).any(near);
        if there || self.plan.boxes.iter().any(near) {
            return;
        }
        let id = DeviceId(self.new_id());
        self.plan.boxes.push(Device {
            id,
            kind: DeviceKind::JunctionBox,
            symbol: BOX_SYMBOL.to_owned(),
            at,
            rotation_deg: 0.0,
            load: VoltAmperes(0.0),
            circuit,
            label: String::new(),
            facts: Facts::new(),
        });
    }

    /// Circuits whose length nobody has given get that of their route.
    fn give_lengths(&mut self, routes: &[CircuitRoute]) {
        for route in routes {
            let (panel, id) = route.circuit;
            let Some(circuit) = self.project.panel(panel).and_then(|panel| panel.circuit(id)) else {
                continue;
            };
            let is_typed = circuit.unread.contains_key(&crate::domain::CircuitField::Length);
            if circuit.length.is_none() && !is_typed {
                let length = crate::engineering::routing::farthest_ft(&route.legs);
                let length = Some(Feet((length * 10.0).round() / 10.0));
                self.plan.lengths.push((panel, Circuit { length, ..circuit.clone() }));
            }
        }
    }

    const fn new_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    fn new_tag(&mut self) -> String {
        let tag = format!("R-{:02}", self.next_tag);
        self.next_tag += 1;
        tag
    }
}

/// Returns the number after the highest of the tags `R-…`.
fn next_tag(sheet: &Sheet) -> u32 {
    let numbers = sheet.runs.values().filter_map(|run| run.tag.strip_prefix("R-")?.parse::<u32>().ok());
    numbers.max().unwrap_or(0) + 1
}
