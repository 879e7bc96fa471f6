//! Cells as a path on the plan: corners only, ends drawn onto the devices, and cut where a pull box has to stand.

use super::{Angles, Cell, Floor};
use crate::nec::tables::BENDS_BETWEEN_PULLS_DEG;
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// Angles below this are none, in degrees.
const STRAIGHT_DEG: f64 = 1e-6;

/// Returns the corners of some legs that belong together, on the plan.
///
/// Along rows and columns the legs are drawn onto the devices at their cells: a straight stretch that starts at a device is
/// moved over, with all that goes on from it on the same line, as long as everything stays on free ground; in eight directions as
/// `octile.rs` has it. Legs whose devices are farther than a cell away start and end in the middle of a cell.
pub fn paths_of(
    floor: &Floor,
    legs: &[&[Cell]],
    devices: &[(Cell, PlanPoint)],
    angles: Angles,
) -> Vec<Vec<PlanPoint>> {
    let plain = |legs: &[&[Cell]]| -> Vec<Vec<PlanPoint>> {
        let leg = |cells: &&[Cell]| corners(cells).iter().map(|cell| floor.center(*cell)).collect();
        legs.iter().map(leg).collect()
    };
    if angles == Angles::Octile {
        return super::octile::onto_devices(floor, legs, devices).unwrap_or_else(|| plain(legs));
    }
    let lines = Lines::of(floor, legs, devices);
    let drawn: Vec<Vec<PlanPoint>> = legs
        .iter()
        .map(|cells| without_stubs(corners(cells).iter().map(|cell| lines.point(floor, *cell)).collect()))
        .collect();
    let ends: Vec<PlanPoint> = devices.iter().map(|(_, at)| *at).collect();
    if drawn.iter().all(|path| path.len() > 1 && stays_free(floor, path, &ends)) {
        drawn
    } else {
        plain(legs)
    }
}

/// Where the straight stretches of some legs lie: rows at a height, columns at a place.
struct Lines {
    /// By cell: y of the row stretch it is part of, x of the column stretch.
    level: BTreeMap<Cell, f64>,
    upright: BTreeMap<Cell, f64>,
    devices: BTreeMap<Cell, PlanPoint>,
}

impl Lines {
    fn of(floor: &Floor, legs: &[&[Cell]], devices: &[(Cell, PlanPoint)]) -> Self {
        let near = |(cell, at): &&(Cell, PlanPoint)| {
            let center = floor.center(*cell);
            (center.x - at.x).abs() <= floor.cell_ft && (center.y - at.y).abs() <= floor.cell_ft
        };
        let mut at: BTreeMap<Cell, PlanPoint> = BTreeMap::new();
        for (cell, place) in devices.iter().filter(near) {
            at.entry(*cell).or_insert(*place);
        }
        let order: Vec<Cell> = devices.iter().map(|(cell, _)| *cell).collect();
        let steps = |level: bool| {
            let two = legs.iter().flat_map(|cells| cells.iter().zip(cells.iter().skip(1)));
            two.filter(move |(from, to)| (from.row == to.row) == level).map(|(from, to)| (*from, *to))
        };
        let level = stretches(steps(true), &order, |cell| {
            at.get(&cell).map_or(Err(floor.center(cell).y), |at| Ok(at.y))
        });
        let upright = stretches(steps(false), &order, |cell| {
            at.get(&cell).map_or(Err(floor.center(cell).x), |at| Ok(at.x))
        });
        Self { level, upright, devices: at }
    }

    fn point(&self, floor: &Floor, cell: Cell) -> PlanPoint {
        let own = self.devices.get(&cell).copied().unwrap_or_else(|| floor.center(cell));
        PlanPoint {
            x: self.upright.get(&cell).copied().unwrap_or(own.x),
            y: self.level.get(&cell).copied().unwrap_or(own.y),
        }
    }
}

/// Returns for every cell of a stretch where it lies: as the first device on it says, else in the middle of its cells.
fn stretches(
    steps: impl Iterator<Item = (Cell, Cell)>,
    devices: &[Cell],
    place: impl Fn(Cell) -> Result<f64, f64>,
) -> BTreeMap<Cell, f64> {
    let mut beside: BTreeMap<Cell, Vec<Cell>> = BTreeMap::new();
    for (from, to) in steps {
        beside.entry(from).or_default().push(to);
        beside.entry(to).or_default().push(from);
    }
    let mut found: BTreeMap<Cell, f64> = BTreeMap::new();
    // Stretches with devices first, in the order of the devices: the panelboard decides before a receptacle.
    for start in devices.iter().chain(beside.keys()) {
        if found.contains_key(start) || !beside.contains_key(start) {
            continue;
        }
        let (Ok(value) | Err(value)) = place(*start);
        let mut open = vec![*start];
        found.insert(*start, value);
        while let Some(cell) = open.pop() {
            for next in beside.get(&cell).into_iter().flatten() {
                if found.insert(*next, value).is_none() {
                    open.push(*next);
                }
            }
        }
    }
    found
}

/// Returns a path between two points along one axis and then the other; one leg where they lie on one.
pub(super) fn elbow([from, to]: [PlanPoint; 2]) -> Vec<PlanPoint> {
    without_stubs(vec![from, PlanPoint { x: to.x, y: from.y }, to])
}

/// Returns the length of a path in feet.
pub fn length_ft(path: &[PlanPoint]) -> f64 {
    path.windows(2).map(leg_ft).sum()
}

fn leg_ft(two: &[PlanPoint]) -> f64 {
    match two {
        [from, to] => (to.x - from.x).hypot(to.y - from.y),
        _ => 0.0,
    }
}

/// Returns the bends of a path in degrees, each with the place of its corner.
pub fn bends_deg(path: &[PlanPoint]) -> Vec<(usize, f64)> {
    let turn = |three: &[PlanPoint]| match three {
        [from, at, to] => {
            let (first, second) = ((at.x - from.x, at.y - from.y), (to.x - at.x, to.y - at.y));
            let cross = first.0 * second.1 - first.1 * second.0;
            cross.atan2(first.0 * second.0 + first.1 * second.1).abs().to_degrees()
        }
        _ => 0.0,
    };
    let turns = path.windows(3).enumerate().map(|(index, three)| (index + 1, turn(three)));
    turns.filter(|(_, degrees)| *degrees > STRAIGHT_DEG).collect()
}

/// Returns the corners of a path at which pull boxes have to stand so that no more than 360° lie between two of them.
pub fn pull_points(path: &[PlanPoint]) -> Vec<usize> {
    let mut points = Vec::new();
    let mut sum = 0.0;
    for (corner, degrees) in bends_deg(path) {
        // A bend at which a box stands is none.
        if sum + degrees > BENDS_BETWEEN_PULLS_DEG + STRAIGHT_DEG {
            points.push(corner);
            sum = 0.0;
        } else {
            sum += degrees;
        }
    }
    points
}

/// Returns the ends and the cells at which a way turns.
pub(super) fn corners(cells: &[Cell]) -> Vec<Cell> {
    let mut found: Vec<Cell> = cells.first().copied().into_iter().collect();
    let step =
        |from: &Cell, to: &Cell| (to.column as i64 - from.column as i64, to.row as i64 - from.row as i64);
    for three in cells.windows(3) {
        if let [before, at, after] = three
            && step(before, at) != step(at, after)
        {
            found.push(*at);
        }
    }
    found.extend(cells.last().filter(|_| cells.len() > 1));
    found
}

/// Takes out points that repeat the one before.
fn without_stubs(path: Vec<PlanPoint>) -> Vec<PlanPoint> {
    let mut kept: Vec<PlanPoint> = Vec::new();
    for point in path {
        if kept.last().is_none_or(|last| leg_ft(&[*last, point]) > 1e-9) {
            kept.push(point);
        }
    }
    kept
}

/// Whether a path keeps to free cells, but for the surroundings of its ends.
pub(super) fn stays_free(floor: &Floor, path: &[PlanPoint], ends: &[PlanPoint]) -> bool {
    let near_end = |at: PlanPoint| ends.iter().any(|end| leg_ft(&[*end, at]) <= 2.0 * floor.cell_ft);
    path.windows(2).all(|two| {
        let [from, to] = two else { return true };
        let pieces = (leg_ft(two) / (floor.cell_ft / 4.0)).ceil().max(1.0) as usize;
        (0..=pieces).all(|piece| {
            let share = piece as f64 / pieces as f64;
            let at = PlanPoint { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
            near_end(at) || floor.ground.is_free(floor.cell_at(at))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Sheet, SheetId};
    use crate::engineering::routing::RouteTerms;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    /// Six corners of a staircase are 540°: the fifth bend gets a box, and one bend lies behind it.
    #[test]
    fn pull_boxes_stand_where_the_fifth_bend_would_be() {
        let stairs: Vec<PlanPoint> = (0..8).map(|n| at(f64::from((n + 1) / 2), f64::from(n / 2))).collect();
        assert_eq!(bends_deg(&stairs).len(), 6);
        assert_eq!(pull_points(&stairs), [5]);
        assert_eq!(pull_points(&stairs[..6]), Vec::<usize>::new(), "four bends are 360°");
        let slanted = [at(0.0, 0.0), at(1.0, 0.0), at(2.0, 1.0)];
        assert!((bends_deg(&slanted)[0].1 - 45.0).abs() < 1e-9);
    }

    #[test]
    fn ends_lie_on_the_devices() {
        let sheet = Sheet::new(SheetId(1), "S");
        let floor = Floor::of(&sheet, &RouteTerms::default());
        let cell = |column, row| Cell { column, row };
        let (start, end) = (at(-1.9, -1.6), at(-0.1, -0.2));
        let cells = [cell(0, 0), cell(1, 0), cell(2, 0), cell(3, 0), cell(3, 1), cell(3, 2), cell(3, 3)];
        let devices = [(cells[0], start), (cells[6], end)];
        let [path] = &paths_of(&floor, &[&cells], &devices, Angles::Square)[..] else { panic!("one leg") };
        assert_eq!(path, &[start, at(-0.1, -1.6), end]);
        assert!((length_ft(path) - (1.8 + 1.4)).abs() < 1e-9);
        let devices = [(cells[0], start), (cells[3], at(-0.1, -1.8))];
        let straight = paths_of(&floor, &[&cells[..4]], &devices, Angles::Square);
        assert_eq!(straight, [[start, at(-0.1, -1.6)]], "one leg lies on one line");
    }

    /// A branch between cells lies where its lines cross: both legs meet there.
    #[test]
    fn legs_of_a_tree_meet() {
        let sheet = Sheet::new(SheetId(1), "S");
        let floor = Floor::of(&sheet, &RouteTerms::default());
        let cell = |column, row| Cell { column, row };
        let across = [cell(0, 1), cell(1, 1), cell(2, 1)];
        let onward = [cell(2, 1), cell(3, 1), cell(4, 1)];
        let up = [cell(2, 1), cell(2, 2), cell(2, 3)];
        let devices =
            [(cell(0, 1), at(-1.8, -1.3)), (cell(4, 1), at(0.3, -1.2)), (cell(2, 3), at(-0.8, -0.2))];
        let paths = paths_of(&floor, &[&across, &onward, &up], &devices, Angles::Square);
        assert_eq!(paths[0], [at(-1.8, -1.3), at(-0.8, -1.3)]);
        assert_eq!(paths[1], [at(-0.8, -1.3), at(0.3, -1.3)]);
        assert_eq!(paths[2], [at(-0.8, -1.3), at(-0.8, -0.2)]);
    }
}
