//! The tree of a circuit on the floor, as legs from box to box.

use super::failed::obstacle;
use super::wiring::{Wiring, ends_of, same};
use super::{NoRoute, wiring_of};
use crate::domain::{CircuitId, PanelId, Project, Run, RunId, Sheet};
use crate::engineering::routing::path::elbow;
use crate::engineering::routing::{
    Angles, Cell, Effort, Finder, Floor, Ground, RouteTerms, Tree, bends_deg, join, least_cost, length_ft,
    paths_of, pull_points,
};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

/// A leg of conduit from box to box.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteLeg {
    pub path: Vec<PlanPoint>,
    /// The run it stays part of.
    pub kept: Option<RunId>,
    /// Legs of its path that stay where they are.
    pub pinned: BTreeSet<usize>,
}

impl RouteLeg {
    /// Returns the length in feet.
    pub fn length_ft(&self) -> f64 {
        length_ft(&self.path)
    }

    /// Returns all bends together, in degrees.
    pub fn bends_deg(&self) -> f64 {
        bends_deg(&self.path).iter().map(|(_, degrees)| degrees).sum()
    }
}

/// The route of one circuit.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitRoute {
    pub circuit: (PanelId, CircuitId),
    /// Away from the panelboard; a leg starts at the panelboard or where an earlier one ends.
    pub legs: Vec<RouteLeg>,
    /// Where boxes have to be placed: branches and pull points.
    pub boxes: Vec<PlanPoint>,
    /// Cost under the terms in feet of plain conduit, bends of trees not counted.
    pub cost_ft: f64,
    /// No route costs less.
    pub bound_ft: f64,
    /// No route over the same cells around the same obstacles is shorter, with the ends where this one has them.
    pub shortest_ft: f64,
    /// Whether that length is reached by some route.
    pub shortest_proven: bool,
}

impl CircuitRoute {
    /// Returns the length of all legs in feet.
    pub fn length_ft(&self) -> f64 {
        self.legs.iter().map(RouteLeg::length_ft).sum()
    }

    /// Returns whether no route costs less under the terms.
    pub fn is_proven(&self) -> bool {
        self.cost_ft <= self.bound_ft + 1e-6
    }
}

/// What routes are asked for on.
#[derive(Clone, Copy, Debug)]
pub struct RouteAsk<'p> {
    pub project: &'p Project,
    pub sheet: &'p Sheet,
    pub floor: &'p Floor,
    pub terms: &'p RouteTerms,
    pub effort: Effort,
    /// Circuits that are routed together.
    pub wanted: &'p [(PanelId, CircuitId)],
}

fn empty(circuit: (PanelId, CircuitId)) -> CircuitRoute {
    CircuitRoute {
        circuit,
        legs: Vec::new(),
        boxes: Vec::new(),
        cost_ft: 0.0,
        bound_ft: 0.0,
        shortest_ft: 0.0,
        shortest_proven: true,
    }
}

/// Returns the route of a circuit.
///
/// # Errors
/// When something is not placed, or when something is in the way: what, and the smallest change.
pub fn route_circuit(ask: &RouteAsk<'_>, circuit: (PanelId, CircuitId)) -> Result<CircuitRoute, NoRoute> {
    let found = by_terms(ask, circuit, ask.terms)?;
    if ask.terms.angles == Angles::Square {
        return Ok(found);
    }
    // Cells know nothing of where in them a device is: what slants save over cells may be lost again on the way to the devices.
    let square = RouteTerms { angles: Angles::Square, ..*ask.terms };
    let other = by_terms(ask, circuit, &square)?;
    let saved = found.length_ft() - other.length_ft();
    if saved <= 1e-6 || other.cost_ft - found.cost_ft >= saved {
        return Ok(found);
    }
    let shortest_ft = found.shortest_ft.min(other.length_ft());
    Ok(CircuitRoute {
        bound_ft: found.bound_ft,
        shortest_ft,
        shortest_proven: found.shortest_proven,
        ..other
    })
}

fn by_terms(
    ask: &RouteAsk<'_>,
    circuit: (PanelId, CircuitId),
    terms: &RouteTerms,
) -> Result<CircuitRoute, NoRoute> {
    let RouteAsk { sheet, floor, effort, .. } = *ask;
    let wiring = wiring_of(ask.project, sheet, circuit, ask.wanted)?;
    let mut found = empty(circuit);
    for group in &wiring.groups {
        join_group(sheet, floor, group, (terms, effort), &mut found)?;
    }
    for run in &wiring.kept {
        keep(sheet, floor, run, terms, &mut found)?;
    }
    order_from_panel(&wiring, &mut found.legs);
    cut_at_pull_points(&mut found);
    Ok(found)
}

/// Returns the route of a run between the ends it has, its pinned legs unchanged.
///
/// # Errors
/// As [`route_circuit`].
pub fn route_run(ask: &RouteAsk<'_>, run: &Run) -> Result<CircuitRoute, NoRoute> {
    let RouteAsk { sheet, floor, terms, effort, .. } = *ask;
    let ends = ends_of(run).ok_or(NoRoute::NoEnds)?;
    let mut found = empty(run.circuits.first().copied().unwrap_or((PanelId(0), CircuitId(0))));
    redraw(sheet, floor, run, terms, &mut found)?;
    let shortest = tree_of(floor, &floor.plain, &ends, terms.angles, effort);
    found.shortest_ft = shortest.map_or(0.0, |tree| floor.feet(tree.bound)).min(found.length_ft());
    cut_at_pull_points(&mut found);
    Ok(found)
}

/// A tree that does not reach all: the first point it does not reach, and where it came.
struct Unjoined {
    to: PlanPoint,
    explored: Vec<Cell>,
}

fn tree_of(
    floor: &Floor,
    ground: &Ground,
    places: &[PlanPoint],
    angles: Angles,
    effort: Effort,
) -> Result<Tree, Unjoined> {
    let mut cells = Vec::new();
    for place in places {
        let cell = floor.start_at(*place);
        cells.push(cell.ok_or_else(|| Unjoined { to: *place, explored: Vec::new() })?);
    }
    join(ground, &cells, angles, effort).map_err(|lost| {
        let unreached = places
            .iter()
            .find(|place| floor.start_at(**place).is_some_and(|cell| lost.terminals.contains(&cell)));
        let to = unreached.or(places.last()).copied().unwrap_or_default();
        Unjoined { to, explored: lost.explored }
    })
}

fn join_group(
    sheet: &Sheet,
    floor: &Floor,
    group: &[PlanPoint],
    (terms, effort): (&RouteTerms, Effort),
    found: &mut CircuitRoute,
) -> Result<(), NoRoute> {
    let start = group.first().copied().ok_or(NoRoute::NoEnds)?;
    let before = found.length_ft();
    let from = || floor.start_at(start).unwrap_or_else(|| floor.cell_at(start));
    if let [one, other] = group {
        let (cells, cost) = way(sheet, floor, [*one, *other], terms)?;
        found.cost_ft += floor.feet(cost);
        found.bound_ft += floor.feet(cost);
        let shortest = tree_of(floor, &floor.plain, group, terms.angles, effort);
        found.legs.push(RouteLeg {
            path: drawn(floor, &cells, [*one, *other], terms.angles),
            kept: None,
            pinned: BTreeSet::new(),
        });
        let plain = floor.plain.cost_of(&cells).unwrap_or(0);
        let saved = shortest.map_or(0, |tree| plain.saturating_sub(tree.bound));
        found.shortest_ft += found.length_ft() - before - floor.feet(saved);
        return Ok(());
    }
    let tree = tree_of(floor, &floor.ground, group, terms.angles, effort)
        .map_err(|lost| obstacle(sheet, floor, from(), lost.to, &lost.explored))?;
    found.cost_ft += floor.feet(tree.cost);
    found.bound_ft += floor.feet(tree.bound);
    // This tree, its preferences aside, is one that the shortest cannot exceed.
    let plain: u64 = tree.legs.iter().filter_map(|leg| floor.plain.cost_of(&leg.cells)).sum();
    let cells: Vec<Cell> = group.iter().filter_map(|place| floor.start_at(*place)).collect();
    let (shortest, proven) = least_cost(&floor.plain, &cells, plain, terms.angles, effort);
    found.shortest_proven &= proven;
    let places: Vec<(Cell, PlanPoint)> =
        group.iter().filter_map(|place| Some((floor.start_at(*place)?, *place))).collect();
    let legs: Vec<&[Cell]> = tree.legs.iter().map(|leg| leg.cells.as_slice()).collect();
    for (cells, path) in legs.iter().zip(paths_of(floor, &legs, &places, terms.angles)) {
        for (cell, end) in [(cells.first(), path.first()), (cells.last(), path.last())] {
            let (Some(cell), Some(end)) = (cell, end) else { continue };
            let is_branch = places.iter().all(|(place, _)| place != cell);
            if is_branch && !found.boxes.contains(end) {
                found.boxes.push(*end);
            }
        }
        found.legs.push(RouteLeg { path, kept: None, pinned: BTreeSet::new() });
    }
    share_places(floor, group, found);
    // Cells are half feet and ends are where they are: the shortest is this route less what its cells are more.
    found.shortest_ft += found.length_ft() - before - floor.feet(plain.saturating_sub(shortest));
    Ok(())
}

/// Devices that share a cell with another hang on the same box by a leg of their own.
fn share_places(floor: &Floor, group: &[PlanPoint], found: &mut CircuitRoute) {
    for (index, place) in group.iter().enumerate() {
        let cell = floor.start_at(*place);
        let first = group.iter().take(index).find(|other| floor.start_at(**other) == cell);
        if let Some(first) = first {
            let path = elbow([*first, *place]);
            found.legs.push(RouteLeg { path, kept: None, pinned: BTreeSet::new() });
        }
    }
}

fn way(
    sheet: &Sheet,
    floor: &Floor,
    ends: [PlanPoint; 2],
    terms: &RouteTerms,
) -> Result<(Vec<Cell>, u64), NoRoute> {
    let [from, to] = ends.map(|end| floor.start_at(end).ok_or(end));
    let start = from.unwrap_or_else(|end| floor.cell_at(end));
    let (Ok(from), Ok(to)) = (from, to) else {
        let [first, last] = ends;
        let enclosed = if from.is_err() { first } else { last };
        return Err(obstacle(sheet, floor, start, enclosed, &[]));
    };
    let walk = Finder::default().shortest(&floor.ground, &[from], &[to], floor.terms(terms));
    match walk {
        Ok(walk) => Ok((walk.cells, walk.cost)),
        Err(stuck) => {
            let [_, last] = ends;
            Err(obstacle(sheet, floor, start, last, &stuck.explored))
        }
    }
}

/// Adds a run that stays: one in which other circuits lie too as it is, another with the rest of it drawn anew.
fn keep(
    sheet: &Sheet,
    floor: &Floor,
    run: &Run,
    terms: &RouteTerms,
    found: &mut CircuitRoute,
) -> Result<(), NoRoute> {
    if run.circuits.len() < 2 {
        return redraw(sheet, floor, run, terms, found);
    }
    let length = length_ft(&run.path);
    found.cost_ft += length;
    found.bound_ft += length;
    let (path, pinned) = (run.path.clone(), run.pinned.clone());
    found.legs.push(RouteLeg { path, kept: Some(run.id), pinned });
    Ok(())
}

/// Adds a run whose pinned legs stay, with the rest of it drawn anew between them.
fn redraw(
    sheet: &Sheet,
    floor: &Floor,
    run: &Run,
    terms: &RouteTerms,
    found: &mut CircuitRoute,
) -> Result<(), NoRoute> {
    let [start, end] = ends_of(run).ok_or(NoRoute::NoEnds)?;
    let mut path: Vec<PlanPoint> = vec![start];
    let mut pinned = BTreeSet::new();
    let mut add = |path: &mut Vec<PlanPoint>, to: PlanPoint| -> Result<(), NoRoute> {
        let Some(here) = path.last().copied() else { return Ok(()) };
        if (here.x - to.x).hypot(here.y - to.y) <= 1e-6 {
            return Ok(());
        }
        let (cells, cost) = way(sheet, floor, [here, to], terms)?;
        found.cost_ft += floor.feet(cost);
        found.bound_ft += floor.feet(cost);
        let piece = onto(drawn(floor, &cells, [here, to], terms.angles), here, to);
        path.extend(piece.into_iter().skip(1));
        Ok(())
    };
    for leg in &run.pinned {
        let (Some(from), Some(to)) = (run.path.get(*leg), run.path.get(leg + 1)) else { continue };
        add(&mut path, *from)?;
        pinned.insert(path.len() - 1);
        path.push(*to);
    }
    add(&mut path, end)?;
    found.legs.push(RouteLeg { path, kept: Some(run.id), pinned });
    Ok(())
}

/// Draws a way between two points; both in one cell are joined by an elbow.
fn drawn(floor: &Floor, cells: &[Cell], ends: [PlanPoint; 2], angles: Angles) -> Vec<PlanPoint> {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return elbow(ends) };
    if first == last {
        return elbow(ends);
    }
    let [start, end] = ends;
    let paths = paths_of(floor, &[cells], &[(*first, start), (*last, end)], angles);
    paths.into_iter().next().unwrap_or_default()
}

/// Makes a path start and end exactly where it has to.
fn onto(mut path: Vec<PlanPoint>, from: PlanPoint, to: PlanPoint) -> Vec<PlanPoint> {
    if path.first() != Some(&from) {
        path.insert(0, from);
    }
    if path.last() != Some(&to) {
        path.push(to);
    }
    path
}

/// Turns and orders legs so that each starts at the panelboard or where an earlier one ends.
fn order_from_panel(wiring: &Wiring<'_>, legs: &mut Vec<RouteLeg>) {
    let Some(panel) = wiring.groups.first().and_then(|group| group.first()).copied() else { return };
    let mut reached = vec![panel];
    let mut ordered = Vec::new();
    let mut next = 0;
    while let Some(here) = reached.get(next).copied() {
        next += 1;
        let mut index = 0;
        while let Some(leg) = legs.get(index) {
            let at = |end: Option<&PlanPoint>| end.is_some_and(|end| same(*end, here));
            let (starts, ends) = (at(leg.path.first()), at(leg.path.last()));
            if !starts && !ends {
                index += 1;
                continue;
            }
            let mut leg = legs.remove(index);
            if !starts {
                turn_around(&mut leg);
            }
            reached.extend(leg.path.last());
            ordered.push(leg);
        }
    }
    ordered.append(legs);
    *legs = ordered;
}

fn turn_around(leg: &mut RouteLeg) {
    leg.path.reverse();
    let last = leg.path.len().saturating_sub(2);
    leg.pinned = leg.pinned.iter().map(|index| last.saturating_sub(*index)).collect();
}

/// Cuts legs where a pull box has to stand, so that no more than 360° lie between two boxes.
fn cut_at_pull_points(found: &mut CircuitRoute) {
    let mut cut = Vec::new();
    for leg in found.legs.drain(..) {
        let points = pull_points(&leg.path);
        if leg.kept.is_some() || points.is_empty() {
            // A run that stays is one run: its boxes stand at its bends.
            found.boxes.extend(points.iter().filter_map(|corner| leg.path.get(*corner)));
            cut.push(leg);
            continue;
        }
        let mut from = 0;
        for corner in points.iter().copied().chain([leg.path.len() - 1]) {
            if let Some(path) = leg.path.get(from..=corner) {
                cut.push(RouteLeg { path: path.to_vec(), kept: None, pinned: BTreeSet::new() });
            }
            if corner + 1 < leg.path.len() {
                found.boxes.extend(leg.path.get(corner));
            }
            from = corner;
        }
    }
    found.legs = cut;
}
