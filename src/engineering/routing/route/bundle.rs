//! Circuits that leave the panelboard the same way share a raceway up to where they part.
//!
//! They share it where that spares more conduit than the box is worth at which they part, and as long as the adjusted ampacity of
//! every conductor in it still carries its device (310.15(C)(1), 240.4). Sizes follow from the fill. A circuit whose conductors or
//! device nobody has recorded lies alone.

use super::{CircuitRoute, RouteLeg};
use crate::domain::{CircuitId, PanelId, Project};
use crate::engineering::ConductorPlace;
use crate::engineering::circuit_wires::{CurrentCarrying, wires_of_circuit};
use crate::engineering::routing::length_ft;
use crate::units::PlanPoint;
use std::collections::BTreeSet;

/// What a box is worth in feet of conduit.
const BOX_FT: f64 = 10.0;
/// Points nearer than this are one, in feet.
const SAME_FT: f64 = 1e-6;

/// A raceway with the circuits in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trunk {
    pub leg: RouteLeg,
    pub circuits: Vec<(PanelId, CircuitId)>,
    /// Whether it starts at the panelboard.
    pub is_home_run: bool,
}

/// A shared way and what each circuit goes on with where it ends.
struct Group {
    way: Vec<PlanPoint>,
    members: Vec<((PanelId, CircuitId), Vec<PlanPoint>)>,
}

/// Returns the raceways of some routes, with shared home runs, and the boxes at which circuits part.
pub fn bundle(project: &Project, routes: &[CircuitRoute]) -> (Vec<Trunk>, Vec<PlanPoint>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut others: Vec<Trunk> = Vec::new();
    for route in routes {
        let home = route.legs.first().and_then(|leg| leg.path.first()).copied();
        for leg in &route.legs {
            let leaves_panel = home.is_some() && leg.path.first() == home.as_ref();
            if leaves_panel && leg.kept.is_none() {
                add(project, &mut groups, route.circuit, &leg.path);
            } else {
                let circuits = vec![route.circuit];
                others.push(Trunk { leg: leg.clone(), circuits, is_home_run: leaves_panel });
            }
        }
    }
    let mut boxes = Vec::new();
    let mut found = Vec::new();
    for group in groups {
        boxes.extend(group.way.last().filter(|_| group.members.len() > 1));
        let circuits = group.members.iter().map(|(circuit, _)| *circuit).collect();
        found.push(Trunk { leg: leg_of(group.way), circuits, is_home_run: true });
        let rests = group.members.into_iter().filter(|(_, rest)| rest.len() > 1);
        found.extend(rests.map(|(circuit, rest)| Trunk {
            leg: leg_of(rest),
            circuits: vec![circuit],
            is_home_run: false,
        }));
    }
    found.extend(others);
    (found, boxes)
}

fn leg_of(path: Vec<PlanPoint>) -> RouteLeg {
    RouteLeg { path, kept: None, pinned: BTreeSet::new() }
}

/// Puts a home run into the group with which it spares most, or into one of its own.
fn add(project: &Project, groups: &mut Vec<Group>, circuit: (PanelId, CircuitId), path: &[PlanPoint]) {
    let spared = |group: &Group| {
        let shared = common(&group.way, path);
        let (before, members) = (length_ft(&group.way), group.members.len() as f64);
        let now = length_ft(&shared) * members - before * (members - 1.0);
        let boxes = if group.members.len() == 1 { BOX_FT } else { 0.0 };
        (now - boxes, shared)
    };
    let mut best: Option<(f64, usize, Vec<PlanPoint>)> = None;
    for (index, group) in groups.iter().enumerate() {
        let (spare, shared) = spared(group);
        let together: Vec<_> = group.members.iter().map(|(circuit, _)| *circuit).chain([circuit]).collect();
        if spare > best.as_ref().map_or(0.0, |(spare, _, _)| *spare) && may_share(project, &together) {
            best = Some((spare, index, shared));
        }
    }
    let Some((_, index, shared)) = best else {
        groups.push(Group { way: path.to_vec(), members: vec![(circuit, Vec::new())] });
        return;
    };
    let Some(group) = groups.get_mut(index) else { return };
    let tail = beyond(&group.way, &shared);
    for (_, rest) in &mut group.members {
        let mut whole = tail.clone();
        whole.extend(rest.iter().skip(1).copied());
        *rest = whole;
    }
    group.way.clone_from(&shared);
    group.members.push((circuit, beyond(path, &shared)));
}

/// Whether circuits may lie in one raceway: every conductor, adjusted for all of them, still carries its device.
fn may_share(project: &Project, circuits: &[(PanelId, CircuitId)]) -> bool {
    let distinct: BTreeSet<_> = circuits.iter().collect();
    if distinct.len() < circuits.len() {
        return false;
    }
    let of = |(panel, circuit): &(PanelId, CircuitId)| {
        let panel = project.panel(*panel)?;
        Some((panel, panel.circuit(*circuit)?))
    };
    let carrying = circuits
        .iter()
        .filter_map(of)
        .flat_map(|(panel, circuit)| wires_of_circuit(project, panel, circuit))
        .map(|wires| wires.current_carrying())
        .fold(CurrentCarrying::default(), CurrentCarrying::and);
    let edition = project.settings().edition;
    circuits.iter().all(|circuit| {
        let Some((panel, circuit)) = of(circuit) else { return false };
        let Some(trip) = circuit.trip else { return false };
        let wires = wires_of_circuit(project, panel, circuit);
        !wires.is_empty()
            && wires.iter().all(|wires| {
                let Some(set) = wires.set else { return false };
                let raceway = circuit.raceway.as_ref();
                let place = ConductorPlace { set, raceway, facts: wires.facts, edition };
                let Some(column) = place.column() else { return false };
                let Some(factor) = place.ambient_factor(column) else { return false };
                let conditions = place.conditions(column, factor, carrying.at_most, None);
                place.ampacity(&conditions).is_some_and(|found| found.corrected >= trip.0)
            })
    })
}

/// Returns the beginning that two paths share.
fn common(one: &[PlanPoint], other: &[PlanPoint]) -> Vec<PlanPoint> {
    let mut shared: Vec<PlanPoint> = Vec::new();
    let same = |a: PlanPoint, b: PlanPoint| (a.x - b.x).hypot(a.y - b.y) <= SAME_FT;
    for (a, b) in one.iter().zip(other) {
        if same(*a, *b) {
            shared.push(*a);
            continue;
        }
        // The legs part here, or one goes on where the other turns.
        if let Some(here) = shared.last().copied() {
            let (to_a, to_b) = ((a.x - here.x, a.y - here.y), (b.x - here.x, b.y - here.y));
            let cross = to_a.0 * to_b.1 - to_a.1 * to_b.0;
            let dot = to_a.0 * to_b.0 + to_a.1 * to_b.1;
            if cross.abs() <= SAME_FT && dot > 0.0 {
                shared.push(if to_a.0.hypot(to_a.1) < to_b.0.hypot(to_b.1) { *a } else { *b });
            }
        }
        break;
    }
    shared
}

/// Returns what remains of a path beyond a beginning of it.
fn beyond(path: &[PlanPoint], beginning: &[PlanPoint]) -> Vec<PlanPoint> {
    let Some(end) = beginning.last().copied() else { return path.to_vec() };
    let same = |a: PlanPoint| (a.x - end.x).hypot(a.y - end.y) <= SAME_FT;
    let mut rest = vec![end];
    rest.extend(path.iter().skip(beginning.len().saturating_sub(1)).filter(|at| !same(**at)).copied());
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn paths_share_their_beginning_up_to_where_they_part() {
        let one = [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 5.0)];
        let other = [at(0.0, 0.0), at(14.0, 0.0), at(14.0, 5.0)];
        let shared = common(&one, &other);
        assert_eq!(shared, [at(0.0, 0.0), at(10.0, 0.0)]);
        assert_eq!(beyond(&one, &shared), [at(10.0, 0.0), at(10.0, 5.0)]);
        assert_eq!(beyond(&other, &shared), [at(10.0, 0.0), at(14.0, 0.0), at(14.0, 5.0)]);
        let away = [at(0.0, 0.0), at(0.0, 3.0)];
        assert_eq!(common(&one, &away), [at(0.0, 0.0)]);
        assert_eq!(common(&one, &one), one);
    }
}
