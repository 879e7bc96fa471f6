//! Legs in eight directions drawn onto the devices at their ends, every stretch as straight and as slanted as its cells have it.
//!
//! The first stretch of a leg goes through the device it starts at, the last one through the device it ends at; those between lie
//! in the middle of their cells, and corners are where two stretches cross. A leg of one stretch cannot do that for both of its
//! ends: alone, it goes through the first and stops beside the other; in a tree its ends stay in the middle of their cells.

use super::path::{corners, stays_free};
use super::{Cell, Floor};
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// Stretches shorter than this are none, in feet.
const SHORTEST_FT: f64 = 1e-9;

/// Returns the legs drawn onto their devices; nothing where one would turn back or leave free ground for it.
pub(super) fn onto_devices(
    floor: &Floor,
    legs: &[&[Cell]],
    devices: &[(Cell, PlanPoint)],
) -> Option<Vec<Vec<PlanPoint>>> {
    let legs: Vec<Vec<Cell>> = legs.iter().map(|cells| corners(cells)).collect();
    let ends = anchors(floor, &legs, devices);
    let drawn: Option<Vec<Vec<PlanPoint>>> = legs.iter().map(|leg| drawn(floor, leg, &ends)).collect();
    let places: Vec<PlanPoint> = devices.iter().map(|(_, at)| *at).collect();
    drawn.filter(|paths| paths.iter().all(|path| stays_free(floor, path, &places)))
}

/// Returns where legs end that can end at a device: those of its cell that have more than one stretch, or the one leg there is.
fn anchors(floor: &Floor, legs: &[Vec<Cell>], devices: &[(Cell, PlanPoint)]) -> BTreeMap<Cell, PlanPoint> {
    let mut at: BTreeMap<Cell, PlanPoint> = BTreeMap::new();
    for (cell, place) in devices {
        let center = floor.center(*cell);
        let near = (center.x - place.x).abs() <= floor.cell_ft && (center.y - place.y).abs() <= floor.cell_ft;
        let touches = |leg: &&Vec<Cell>| leg.first() == Some(cell) || leg.last() == Some(cell);
        let bends = legs.iter().filter(touches).all(|leg| leg.len() > 2 || legs.len() == 1);
        if near && bends {
            at.entry(*cell).or_insert(*place);
        }
    }
    at
}

fn drawn(floor: &Floor, corners: &[Cell], ends: &BTreeMap<Cell, PlanPoint>) -> Option<Vec<PlanPoint>> {
    let place = |cell: &Cell| ends.get(cell).copied().unwrap_or_else(|| floor.center(*cell));
    let (first, last) = (place(corners.first()?), place(corners.last()?));
    let ways: Vec<(f64, f64)> = corners.windows(2).filter_map(way).collect();
    if let [only] = ways[..] {
        if corners.iter().all(|cell| !ends.contains_key(cell)) {
            return Some(vec![first, last]);
        }
        // As far along as the other device lies.
        let along = (last.x - first.x) * only.0 + (last.y - first.y) * only.1;
        let end = PlanPoint { x: first.x + only.0 * along, y: first.y + only.1 * along };
        return (along > SHORTEST_FT).then(|| vec![first, end]);
    }
    let count = ways.len();
    let through = |index: usize| match index {
        0 => Some(first),
        index if index + 1 == count => Some(last),
        index => corners.get(index).map(|cell| floor.center(*cell)),
    };
    let mut path = vec![first];
    for (index, two) in ways.windows(2).enumerate() {
        let [before, after] = two else { continue };
        path.push(crossing((through(index)?, *before), (through(index + 1)?, *after))?);
    }
    path.push(last);
    // A corner that was moved past its neighbor would turn the conduit around.
    let onward = path.windows(2).zip(&ways).all(|(two, way)| match two {
        [from, to] => (to.x - from.x) * way.0 + (to.y - from.y) * way.1 > SHORTEST_FT,
        _ => true,
    });
    onward.then_some(path)
}

/// Returns the direction from corner to corner, one foot long.
fn way(two: &[Cell]) -> Option<(f64, f64)> {
    let [from, to] = two else { return None };
    let by = (to.column as f64 - from.column as f64, to.row as f64 - from.row as f64);
    let length = by.0.hypot(by.1);
    (length > 0.0).then(|| (by.0 / length, by.1 / length))
}

/// Returns where two lines cross; nothing for parallel ones.
fn crossing((a, along): (PlanPoint, (f64, f64)), (b, other): (PlanPoint, (f64, f64))) -> Option<PlanPoint> {
    let cross = along.0 * other.1 - along.1 * other.0;
    let share = ((b.x - a.x) * other.1 - (b.y - a.y) * other.0) / cross;
    let met = PlanPoint { x: a.x + along.0 * share, y: a.y + along.1 * share };
    // What runs level or upright stays so to the last digit.
    let x = if other.0 == 0.0 { b.x } else { met.x };
    let y = if other.1 == 0.0 { b.y } else { met.y };
    share.is_finite().then_some(PlanPoint { x, y })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Sheet, SheetId};
    use crate::engineering::routing::{Angles, RouteTerms, bends_deg, paths_of};

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn cell(column: usize, row: usize) -> Cell {
        Cell { column, row }
    }

    fn floor() -> Floor {
        Floor::of(&Sheet::new(SheetId(1), "S"), &RouteTerms::default())
    }

    /// Straight, slanted, straight: both ends on their devices, both bends 45°.
    #[test]
    fn ends_lie_on_the_devices_and_bends_stay_45_degrees() {
        let cells: Vec<Cell> =
            [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 2), (6, 2)].map(|(c, r)| cell(c, r)).to_vec();
        let (start, end) = (at(-1.9, -1.6), at(1.4, -0.65));
        let devices = [(cells[0], start), (cells[6], end)];
        let [path] = &paths_of(&floor(), &[&cells], &devices, Angles::Octile)[..] else { panic!("one leg") };
        assert_eq!((path.len(), path[0], path[3]), (4, start, end));
        assert_eq!((path[1].y, path[2].y), (start.y, end.y), "both straight stretches are level");
        let bends: Vec<f64> = bends_deg(path).iter().map(|(_, degrees)| *degrees).collect();
        assert!(bends.len() == 2 && bends.iter().all(|bend| (bend - 45.0).abs() < 1e-9), "{bends:?}");
        let middle = floor().center(cells[3]);
        let off = (path[2].x - path[1].x) * (middle.y - path[1].y)
            - (path[2].y - path[1].y) * (middle.x - path[1].x);
        assert!(off.abs() < 1e-9, "the slanted stretch lies in the middle of its cells");
    }

    #[test]
    fn one_stretch_goes_through_the_first_device_and_stops_beside_the_other() {
        let cells: Vec<Cell> = (0..5).map(|n| cell(n, n)).collect();
        let (start, end) = (at(-1.9, -1.7), at(0.3, 0.2));
        let devices = [(cells[0], start), (cells[4], end)];
        let [path] = &paths_of(&floor(), &[&cells], &devices, Angles::Octile)[..] else { panic!("one leg") };
        let [from, to] = path[..] else { panic!("one stretch") };
        assert_eq!(from, start);
        assert!(((to.x - from.x) - (to.y - from.y)).abs() < 1e-9, "45°");
        assert!((to.x - end.x).hypot(to.y - end.y) < 0.3);
    }

    /// A branch of a tree and legs of one stretch stay in the middle of their cells, so that all legs meet.
    #[test]
    fn legs_of_a_tree_meet() {
        let slanted: Vec<Cell> = (0..4).map(|n| cell(n, n)).collect();
        let bent: Vec<Cell> = [(3, 3), (4, 3), (5, 3), (6, 4)].map(|(c, r)| cell(c, r)).to_vec();
        let up: Vec<Cell> = [(3, 3), (3, 4), (2, 5)].map(|(c, r)| cell(c, r)).to_vec();
        let devices = [(cell(0, 0), at(-1.8, -1.7)), (cell(6, 4), at(1.2, 0.3)), (cell(2, 5), at(-0.8, 0.8))];
        let floor = floor();
        let paths = paths_of(&floor, &[&slanted, &bent, &up], &devices, Angles::Octile);
        let branch = floor.center(cell(3, 3));
        assert_eq!(paths[0], [floor.center(cell(0, 0)), branch]);
        assert_eq!((paths[1].first(), paths[1].last()), (Some(&branch), Some(&devices[1].1)));
        assert_eq!((paths[2].first(), paths[2].last()), (Some(&branch), Some(&devices[2].1)));
    }
}
