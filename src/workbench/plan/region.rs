//! Closed regions between walls: the outline around a point, along the walls' center lines.
//!
//! Walls that nearly meet are taken to meet; a gap no wider than a door is bridged; a wall that ends in the open bounds nothing.
//! Every wall is cut where others meet it, and each side of each piece is followed, always by the sharpest turn to the left hand.

use super::geometry::{area_of, crossing, distance, foot_on};
use crate::domain::Sheet;
use crate::units::PlanPoint;
use std::collections::BTreeMap;

/// Ends this much short of another wall, beyond half its thickness, still meet it, in feet.
const MEET_FT: f64 = 0.25;
/// Gaps up to this width between walls in one line are doorways.
const DOORWAY_FT: f64 = 4.5;
/// Points nearer than this are one.
const SAME_FT: f64 = 0.02;
/// Smaller regions are slots between walls.
const LEAST_FT2: f64 = 4.0;

type Piece = (PlanPoint, PlanPoint);

/// Returns the outlines of all closed regions, none of which holds another's walls as its own.
pub fn regions(sheet: &Sheet) -> Vec<Vec<PlanPoint>> {
    let graph = Graph::of(&cut(&bridged(sheet)));
    graph.faces()
}

/// Returns the smallest region around a point.
pub fn region_at(regions: &[Vec<PlanPoint>], at: PlanPoint) -> Option<&Vec<PlanPoint>> {
    let around = regions.iter().filter(|outline| at.lies_in(outline));
    around.min_by(|a, b| area_of(a).total_cmp(&area_of(b)))
}

/// Returns the center lines, drawn out to the walls they nearly meet and over doorways.
fn bridged(sheet: &Sheet) -> Vec<Piece> {
    let walls: Vec<(Piece, f64)> =
        sheet.walls.values().map(|wall| ((wall.from, wall.to), wall.thickness_ft / 2.0)).collect();
    let mut pieces = Vec::new();
    for (place, ((from, to), _)) in walls.iter().enumerate() {
        let others: Vec<&(Piece, f64)> =
            walls.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, wall)| wall).collect();
        pieces.push((reached(*from, *to, &others), reached(*to, *from, &others)));
        // A doorway joins two ends that look at each other along one line; each pair once.
        for (end, away) in [(*from, *to), (*to, *from)] {
            for ((a, b), _) in walls.iter().skip(place + 1) {
                for (other, beyond) in [(*a, *b), (*b, *a)] {
                    if looks_at(end, away, other, beyond) {
                        pieces.push((end, other));
                    }
                }
            }
        }
    }
    pieces
}

/// Returns an end of a wall, moved onto the wall that it nearly meets.
fn reached(end: PlanPoint, away: PlanPoint, others: &[&(Piece, f64)]) -> PlanPoint {
    let mut best: Option<(f64, PlanPoint)> = None;
    for ((a, b), half) in others {
        for corner in [a, b] {
            let far = distance(end, *corner);
            // An end that touches another end is that end, even if the lines cross elsewhere.
            if far <= SAME_FT && best.is_none_or(|(known, _)| far < known) {
                best = Some((far, *corner));
            }
        }
        let reach = half + MEET_FT;
        let Some((foot, share)) = foot_on(*a, *b, end) else { continue };
        let slack = reach / distance(*a, *b).max(SAME_FT);
        if distance(foot, end) > reach || !(-slack..=1.0 + slack).contains(&share) {
            continue;
        }
        let at = meeting((away, end), (*a, *b)).filter(|at| distance(*at, end) <= 2.0 * reach);
        let Some(at) = at else { continue };
        let far = distance(at, end);
        if best.is_none_or(|(known, _)| far < known) {
            best = Some((far, at));
        }
    }
    best.map_or(end, |(_, at)| at)
}

/// Returns where two lines meet, however far they are drawn out.
fn meeting(a: Piece, b: Piece) -> Option<PlanPoint> {
    let (rx, ry) = (a.1.x - a.0.x, a.1.y - a.0.y);
    let (sx, sy) = (b.1.x - b.0.x, b.1.y - b.0.y);
    let cross = rx * sy - ry * sx;
    if cross.abs() < 1e-3 * rx.hypot(ry) * sx.hypot(sy) {
        return None;
    }
    let t = ((b.0.x - a.0.x) * sy - (b.0.y - a.0.y) * sx) / cross;
    Some(PlanPoint { x: a.0.x + rx * t, y: a.0.y + ry * t })
}

/// Whether two ends face each other along one line over a doorway.
fn looks_at(end: PlanPoint, away: PlanPoint, other: PlanPoint, beyond: PlanPoint) -> bool {
    let gap = distance(end, other);
    if gap <= SAME_FT || gap > DOORWAY_FT {
        return false;
    }
    let along = |from: PlanPoint, to: PlanPoint| {
        let length = distance(from, to).max(SAME_FT);
        ((to.x - from.x) / length, (to.y - from.y) / length)
    };
    let (out, over, back) = (along(away, end), along(end, other), along(other, beyond));
    let same = |a: (f64, f64), b: (f64, f64)| a.0 * b.0 + a.1 * b.1 > 0.999;
    same(out, over) && same(over, back)
}

/// Cuts pieces where others cross or meet them.
fn cut(pieces: &[Piece]) -> Vec<Piece> {
    let mut cut = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let mut shares = vec![0.0, 1.0];
        for (other_place, other) in pieces.iter().enumerate() {
            if other_place == place {
                continue;
            }
            let ends = [other.0, other.1].map(|end| foot_on(piece.0, piece.1, end));
            let on = ends.iter().zip([other.0, other.1]).filter_map(|(foot, end)| {
                foot.filter(|(foot, _)| distance(*foot, end) <= SAME_FT).map(|(_, share)| share)
            });
            shares.extend(on);
            shares.extend(
                crossing(*piece, *other).and_then(|at| foot_on(piece.0, piece.1, at)).map(|(_, s)| s),
            );
        }
        shares.retain(|share| (0.0..=1.0).contains(share));
        shares.sort_by(f64::total_cmp);
        let at = |share: f64| PlanPoint {
            x: piece.0.x + (piece.1.x - piece.0.x) * share,
            y: piece.0.y + (piece.1.y - piece.0.y) * share,
        };
        for (a, b) in shares.iter().zip(shares.iter().skip(1)) {
            if distance(at(*a), at(*b)) > SAME_FT {
                cut.push((at(*a), at(*b)));
            }
        }
    }
    cut
}

/// Corners and the ways between them.
struct Graph {
    corners: Vec<PlanPoint>,
    /// From each corner to its neighbors, by direction.
    ways: Vec<Vec<usize>>,
}

impl Graph {
    fn of(pieces: &[Piece]) -> Self {
        let mut graph = Self { corners: Vec::new(), ways: Vec::new() };
        let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (from, to) in pieces {
            let (a, b) = (graph.corner(*from, &mut cells), graph.corner(*to, &mut cells));
            if a != b && !graph.ways.get(a).is_some_and(|ways| ways.contains(&b)) {
                for (here, there) in [(a, b), (b, a)] {
                    if let Some(ways) = graph.ways.get_mut(here) {
                        ways.push(there);
                    }
                }
            }
        }
        graph.trim();
        graph.sort();
        graph
    }

    fn corner(&mut self, at: PlanPoint, cells: &mut BTreeMap<(i64, i64), Vec<usize>>) -> usize {
        let cell = |value: f64| (value / (4.0 * SAME_FT)).floor() as i64;
        let (x, y) = (cell(at.x), cell(at.y));
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let near = around.filter_map(|cell| cells.get(&cell)).flatten();
        let known = near.copied().find(|place| {
            self.corners.get(*place).is_some_and(|corner| distance(*corner, at) <= 2.0 * SAME_FT)
        });
        known.unwrap_or_else(|| {
            let place = self.corners.len();
            self.corners.push(at);
            self.ways.push(Vec::new());
            cells.entry((x, y)).or_default().push(place);
            place
        })
    }

    /// Takes away what ends in the open, again and again.
    fn trim(&mut self) {
        let mut open: Vec<usize> = (0..self.ways.len()).filter(|place| self.degree(*place) == 1).collect();
        while let Some(place) = open.pop() {
            let Some(neighbor) = self.ways.get_mut(place).and_then(Vec::pop) else { continue };
            if let Some(back) = self.ways.get_mut(neighbor) {
                back.retain(|other| *other != place);
            }
            if self.degree(neighbor) == 1 {
                open.push(neighbor);
            }
        }
    }

    fn degree(&self, place: usize) -> usize {
        self.ways.get(place).map_or(0, Vec::len)
    }

    fn angle(&self, from: usize, to: usize) -> f64 {
        let pair = self.corners.get(from).zip(self.corners.get(to));
        pair.map_or(0.0, |(a, b)| (b.y - a.y).atan2(b.x - a.x))
    }

    fn sort(&mut self) {
        for place in 0..self.ways.len() {
            let mut ways = self.ways.get(place).cloned().unwrap_or_default();
            ways.sort_by(|a, b| self.angle(place, *a).total_cmp(&self.angle(place, *b)));
            if let Some(kept) = self.ways.get_mut(place) {
                *kept = ways;
            }
        }
    }

    /// Returns the way behind the one from `from` to `here`: the first clockwise from the way back.
    fn next(&self, from: usize, here: usize) -> Option<usize> {
        let ways = self.ways.get(here)?;
        let back = ways.iter().position(|way| *way == from)?;
        ways.get((back + ways.len() - 1) % ways.len()).copied()
    }

    /// Follows both sides of every way; those that go round to the left are regions.
    fn faces(&self) -> Vec<Vec<PlanPoint>> {
        let mut walked = std::collections::BTreeSet::new();
        let mut faces = Vec::new();
        for (start, ways) in self.ways.iter().enumerate() {
            for first in ways {
                let mut face = Vec::new();
                let (mut from, mut here) = (start, *first);
                while walked.insert((from, here)) {
                    face.extend(self.corners.get(from).copied());
                    let Some(next) = self.next(from, here) else { break };
                    (from, here) = (here, next);
                }
                if signed_area(&face) > LEAST_FT2 {
                    faces.push(straight(face));
                }
            }
        }
        faces
    }
}

fn signed_area(outline: &[PlanPoint]) -> f64 {
    let Some(o) = outline.first() else { return 0.0 };
    let pairs = outline.iter().zip(outline.iter().cycle().skip(1));
    pairs.map(|(a, b)| (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y)).sum::<f64>() / 2.0
}

/// Drops corners that lie on the straight between their neighbors.
fn straight(outline: Vec<PlanPoint>) -> Vec<PlanPoint> {
    let count = outline.len();
    let at = |place: usize| outline.get(place % count.max(1)).copied().unwrap_or_default();
    let bends = |place: &usize| {
        let (a, b, c) = (at(place + count - 1), at(*place), at(place + 1));
        foot_on(a, c, b)
            .is_none_or(|(foot, share)| distance(foot, b) > SAME_FT || !(0.0..=1.0).contains(&share))
    };
    (0..count).filter(bends).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, SheetId, Wall, WallId};
    use crate::workbench::Sample;
    use std::sync::Arc;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn sheet(walls: &[((f64, f64), (f64, f64))]) -> Sheet {
        let mut sheet = Sheet::new(SheetId(1), "Level 1");
        for (id, (from, to)) in (2..).zip(walls) {
            let id = WallId(id);
            let (from, to) = (at(from.0, from.1), at(to.0, to.1));
            let wall = Wall { id, from, to, thickness_ft: 0.5, facts: Facts::new() };
            sheet.walls.insert(id, Arc::new(wall));
        }
        sheet
    }

    fn area_around(sheet: &Sheet, x: f64, y: f64) -> Option<f64> {
        region_at(&regions(sheet), at(x, y)).map(|outline| area_of(outline))
    }

    /// A room of 20 × 10 ft with a partition in the middle, its ends short of the walls' center lines.
    const TWO_ROOMS: [((f64, f64), (f64, f64)); 5] = [
        ((0.0, 0.0), (20.0, 0.0)),
        ((20.0, 0.0), (20.0, 10.0)),
        ((20.0, 10.0), (0.0, 10.0)),
        ((0.0, 10.0), (0.0, 0.0)),
        ((8.0, 0.25), (8.0, 9.75)),
    ];

    #[test]
    fn rooms_on_both_sides_of_a_partition_are_told_apart() {
        let sheet = sheet(&TWO_ROOMS);
        assert!((area_around(&sheet, 4.0, 5.0).expect("closed") - 80.0).abs() < 1e-6);
        assert!((area_around(&sheet, 15.0, 5.0).expect("closed") - 120.0).abs() < 1e-6);
        assert_eq!(area_around(&sheet, 25.0, 5.0), None);
        assert_eq!(regions(&sheet).len(), 2);
    }

    #[test]
    fn a_wall_that_ends_in_the_open_bounds_nothing() {
        let mut walls = TWO_ROOMS.to_vec();
        walls.push(((12.0, 0.0), (12.0, 6.0)));
        assert!((area_around(&sheet(&walls), 15.0, 5.0).expect("closed") - 120.0).abs() < 1e-6);
        walls.remove(0);
        assert_eq!(area_around(&sheet(&walls), 15.0, 5.0), None, "one side is open");
    }

    #[test]
    fn a_doorway_between_two_walls_in_line_is_bridged_and_a_wide_gap_is_not() {
        let doorway = |gap: f64| {
            let mut walls = TWO_ROOMS.to_vec();
            walls.pop();
            walls.push(((8.0, 0.0), (8.0, 3.0)));
            walls.push(((8.0, 3.0 + gap), (8.0, 10.0)));
            area_around(&sheet(&walls), 4.0, 5.0).expect("the whole is closed")
        };
        assert!((doorway(3.0) - 80.0).abs() < 1e-6);
        assert!((doorway(5.0) - 200.0).abs() < 1e-6);
    }

    #[test]
    fn the_rooms_of_riverside_are_where_its_author_drew_them() {
        let project = Sample::Riverside.project().expect("a sample");
        let sheet = project.sheet(SheetId(20)).expect("there");
        let found = regions(sheet);
        let mut missed = Vec::new();
        for room in sheet.rooms.values() {
            let middle = crate::workbench::plan::geometry::middle_of(&room.outline).expect("has corners");
            let area = region_at(&found, middle).map(|outline| area_of(outline));
            let drawn = area_of(&room.outline);
            if !area.is_some_and(|area| (area - drawn).abs() < 0.02 * drawn) {
                missed.push((room.name.clone(), drawn, area));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }
}
