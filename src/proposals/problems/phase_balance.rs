//! Which slot each breaker of a panelboard sits in, so that the legs carry the same.
//!
//! The verifier looks only at the project before and after: that nothing but slots of this panelboard changed, that what
//! was to stay stayed, that no breaker came to a place where it must not be, and what the legs carry, derived anew from
//! the whole feed tree. A sub-feed counts with what hangs on it.

use crate::domain::{Circuit, CircuitId, Edit, LoadBasis, Panel, PanelId, Project, Slot, violations};
use crate::engineering::balance::{
    BalanceItem, BalanceProblem, BestPossible, FewestMoves, MoveLimits, Reason,
};
use crate::engineering::{PanelLoads, project_loads};
use crate::proposals::{Problem, ProblemId, Score, Verdict};
use std::collections::BTreeSet;

/// Scores closer than this are the same; the search counts in 1/600 VA, the loads in floating point.
const SAME_SCORE: f64 = 1e-6;

/// One panelboard to balance, with what is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseBalance {
    pub panel: PanelId,
    pub basis: LoadBasis,
    /// The most circuits that may move.
    pub max_moves: Option<u32>,
    /// Whether circuits that are locked in the project stay.
    pub keep_locked: bool,
    /// Breakers, metric and limits in the terms of the search.
    pub search: BalanceProblem,
}

/// New slots for some circuits.
#[derive(Clone, Debug, PartialEq)]
pub struct BalancePlan {
    /// Circuits that move, with their new top slots. They move together.
    pub moves: Vec<(CircuitId, Slot)>,
    /// The score the plan claims to come to.
    pub score: Score,
    /// What is known about the best there is; a heuristic knows nothing.
    pub proof: Option<BalanceProof>,
}

/// What an exact search found out beside its plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BalanceProof {
    pub best_possible: BestPossible,
    pub fewest_moves: FewestMoves,
    /// Why the target is out of reach; `None` when it is not.
    pub reason: Option<Reason>,
}

/// Why there is nothing to balance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    #[error("there is no panelboard with id {0}")]
    NoSuchPanel(PanelId),
    #[error("{0} has no circuit with a load; there is nothing to balance")]
    NoLoad(String),
    #[error("circuit {circuit} of {panel} has a negative load; balancing needs loads of zero or more")]
    NegativeLoad { panel: String, circuit: Slot },
}

impl PhaseBalance {
    /// Takes the question out of a project. Metric and limits are those of the project's settings until changed in
    /// `search`.
    ///
    /// # Errors
    /// When the panelboard is not there or its loads cannot be balanced.
    pub fn extract(project: &Project, panel: PanelId, basis: LoadBasis) -> Result<Self, ExtractError> {
        let found = project.panel(panel).ok_or(ExtractError::NoSuchPanel(panel))?;
        let loads = project_loads(project);
        let loads = loads.panels.get(&panel).ok_or(ExtractError::NoSuchPanel(panel))?;
        let items: Vec<BalanceItem> = found.circuits().map(|circuit| item(loads, circuit, basis)).collect();
        if let Some(negative) = items.iter().find(|item| item.loads().iter().any(|load| *load < 0)) {
            return Err(ExtractError::NegativeLoad { panel: found.name.clone(), circuit: negative.top });
        }
        if items.iter().all(|item| item.total() == 0) {
            return Err(ExtractError::NoLoad(found.name.clone()));
        }
        let mut search = BalanceProblem::new(found.system, found.slots, found.sections, items);
        search.metric = project.settings().metric;
        Ok(Self { panel, basis, max_moves: None, keep_locked: true, search })
    }

    /// Lets circuits move that are locked in the project: somebody asked for that.
    pub fn free_locked(&mut self) {
        self.keep_locked = false;
        self.search.items.iter_mut().for_each(|item| item.locked = false);
    }

    /// Returns where every item of the search sits after a plan.
    pub fn tops(&self, plan: &BalancePlan) -> Vec<Slot> {
        let to = |id| plan.moves.iter().find(|(circuit, _)| *circuit == id).map(|(_, top)| *top);
        self.search.items.iter().map(|item| to(item.id).unwrap_or(item.top)).collect()
    }

    /// Returns the plan that brings every item of the search to its place in `tops`.
    pub fn plan(&self, tops: &[Slot], score: f64, proof: Option<BalanceProof>) -> BalancePlan {
        let moved = self.search.items.iter().zip(tops).filter(|(item, top)| item.top != **top);
        BalancePlan { moves: moved.map(|(item, top)| (item.id, *top)).collect(), score: Score(score), proof }
    }
}

fn item(loads: &PanelLoads, circuit: &Circuit, basis: LoadBasis) -> BalanceItem {
    let load = loads.circuit_load(circuit, basis);
    let spare = circuit.is_spare() && !loads.is_subfeed(circuit.id);
    BalanceItem { spare, ..BalanceItem::of_circuit(circuit, load) }
}

impl Problem for PhaseBalance {
    type Answer = BalancePlan;

    const ID: ProblemId = ProblemId("phase-balance");

    fn edits(&self, plan: &BalancePlan) -> Vec<Edit> {
        if plan.moves.is_empty() {
            return Vec::new();
        }
        vec![Edit::MoveCircuits { panel: self.panel, moves: plan.moves.clone() }]
    }

    fn verify(&self, before: &Project, after: &Project, plan: &BalancePlan) -> Verdict {
        let (Some(old), Some(new)) = (before.panel(self.panel), after.panel(self.panel)) else {
            return Verdict::Rejected(vec!["the panelboard is gone".to_owned()]);
        };
        let mut faults = Vec::new();
        let moved = moved_circuits(old, new, &mut faults);
        faults.extend(others_changed(before, after, self.panel));
        if self.max_moves.is_some_and(|most| moved.len() > most as usize) {
            faults.push(format!("{} circuits move, more than allowed", moved.len()));
        }
        self.check_held(&moved, &mut faults);
        check_groups(old, new, &mut faults);
        check_places(self.search.limits, old, new, &moved, &mut faults);
        faults.extend(violations(after));
        let score = |project: &Project| {
            project_loads(project).panels.get(&self.panel).map(|l| l.score(self.search.metric, self.basis))
        };
        let (Some(was), Some(is)) = (score(before), score(after)) else {
            return Verdict::Rejected(vec!["the loads cannot be derived".to_owned()]);
        };
        if (is - plan.score.0).abs() > SAME_SCORE {
            faults.push(format!("the score is {is:.6}, not {:.6} as claimed", plan.score.0));
        }
        if faults.is_empty() {
            Verdict::Passed { before: Score(was), after: Score(is) }
        } else {
            Verdict::Rejected(faults)
        }
    }
}

impl PhaseBalance {
    /// Locks of the record and those asked for beside it.
    fn check_held(&self, moved: &[(&Circuit, Slot)], faults: &mut Vec<String>) {
        for (circuit, to) in moved {
            let asked = self.search.items.iter().any(|item| item.id == circuit.id && item.locked);
            if (circuit.locked && self.keep_locked) || asked {
                faults.push(format!("circuit {} is locked and moves to {to}", circuit.slot));
            }
        }
    }
}

/// Pairs the circuits of both states; returns those that moved, as they were, with their new slots.
fn moved_circuits<'p>(old: &'p Panel, new: &Panel, faults: &mut Vec<String>) -> Vec<(&'p Circuit, Slot)> {
    let mut moved = Vec::new();
    for circuit in old.circuits() {
        match new.circuit(circuit.id) {
            None => faults.push(format!("circuit {} is lost", circuit.slot)),
            Some(now) if Circuit { slot: circuit.slot, ..now.clone() } != *circuit => {
                faults.push(format!("circuit {} is no longer what it was", circuit.slot));
            }
            Some(now) if now.slot != circuit.slot => moved.push((circuit, now.slot)),
            Some(_) => {}
        }
    }
    if new.circuits().len() != old.circuits().len() {
        faults.push(format!("{} circuits became {}", old.circuits().len(), new.circuits().len()));
    }
    moved
}

fn others_changed(before: &Project, after: &Project, panel: PanelId) -> Option<String> {
    let mut others = before.panels().zip(after.panels()).filter(|(old, _)| old.id != panel);
    let same = before.panels().len() == after.panels().len() && others.all(|(old, new)| old == new);
    (!same).then(|| "another panelboard changes too".to_owned())
}

/// Circuits of a group keep their places relative to each other: all shift by the same number of slots, and across to
/// the other column only when all stand in one.
fn check_groups(old: &Panel, new: &Panel, faults: &mut Vec<String>) {
    let names: BTreeSet<&str> = old.circuits().filter_map(|circuit| circuit.group.as_deref()).collect();
    for name in names {
        let members: Vec<&Circuit> = old.circuits().filter(|c| c.group.as_deref() == Some(name)).collect();
        let shift = |c: &&Circuit| new.circuit(c.id).map(|now| i32::from(now.slot.0) - i32::from(c.slot.0));
        let shifts: BTreeSet<Option<i32>> = members.iter().map(shift).collect();
        let columns: BTreeSet<bool> = members.iter().map(|c| c.slot.is_left()).collect();
        let across = shifts.iter().flatten().any(|shift| shift % 2 != 0);
        if shifts.len() > 1 || (across && columns.len() > 1) {
            faults.push(format!("group {name} is torn apart"));
        }
    }
}

/// Checks the legs a breaker may sit on and the limits on empty places.
fn check_places(
    limits: MoveLimits,
    old: &Panel,
    new: &Panel,
    moved: &[(&Circuit, Slot)],
    faults: &mut Vec<String>,
) {
    let slots_of = |panel: &Panel, spares_too: bool| -> BTreeSet<Slot> {
        let circuits = panel.circuits().filter(|c| spares_too || !c.is_spare());
        circuits.flat_map(|c| c.span().slots()).collect()
    };
    if limits.no_holes && slots_of(old, true) != slots_of(new, true) {
        faults.push("a place that was taken is left empty".to_owned());
    }
    let loaded_before = slots_of(old, false);
    for (circuit, to) in moved.iter().filter(|(circuit, _)| !circuit.is_spare()) {
        let (span, own) = (Circuit { slot: *to, ..(*circuit).clone() }.span(), circuit.span());
        if let Some(leg) = new.system.high_leg()
            && circuit.is_line_to_neutral()
            && span.legs(new.system).any(|l| l == leg)
        {
            faults.push(format!("circuit {} is line to neutral and comes to high leg {leg}", circuit.slot));
        }
        let legs: BTreeSet<_> = span.legs(new.system).collect();
        if circuit.multiwire && legs.len() < usize::from(circuit.poles) {
            faults.push(format!("multiwire circuit {} comes to one leg twice", circuit.slot));
        }
        let displaces = span.slots().any(|slot| loaded_before.contains(&slot) && !own.contains(slot));
        if limits.only_to_spares_or_spaces && displaces {
            faults.push(format!("circuit {} comes to the place of a loaded circuit", circuit.slot));
        }
    }
}

#[cfg(test)]
mod tests;
