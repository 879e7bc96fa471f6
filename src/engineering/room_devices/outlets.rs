//! Receptacles: along wall spaces, over counters, beside basins.

use crate::domain::symbols::{Symbol, at_wall};
use crate::domain::{Area, AreaKind, Room, Sheet, Wall};
use crate::engineering::plan_geometry::{Segment, WallLine, distance_ft};
use crate::units::PlanPoint;

/// Where a device at a wall stands: its point, and how far it is turned.
pub type AtWall = (PlanPoint, f64);

/// Shorter wall spaces need no receptacle (210.52(A)(2)).
const LEAST_WALL_FT: f64 = 2.0;
/// A basin's receptacle is within so many feet of its edge (210.52(D)); half of it is usual.
const BESIDE_BASIN_FT: f64 = 1.5;
/// A counter stands so near to its wall.
const AT_WALL_FT: f64 = 1.0;

/// Returns receptacles along the walls of a room, at most so many feet from one to the next and half of it from an end.
pub fn along_walls(sheet: &Sheet, room: &Room, symbol: &Symbol, every_ft: f64) -> Vec<AtWall> {
    let mut places = Vec::new();
    for space in WallLine::of(sheet, room).spaces {
        let length = space.length_ft();
        if length < LEAST_WALL_FT {
            continue;
        }
        let count = (length / every_ft - 1e-9).ceil().max(1.0);
        for number in 0..count as usize {
            let along = (number as f64 + 0.5) * length / count;
            places.extend(on_part(symbol, &space.parts, along));
        }
    }
    places
}

/// Returns the place so many feet along the parts of a wall space. The outline is walked with the room at the left.
fn on_part(symbol: &Symbol, parts: &[Segment], along_ft: f64) -> Option<AtWall> {
    let mut left = along_ft;
    for part in parts {
        if left <= part.length_ft() {
            let direction = part.direction();
            let into = PlanPoint { x: -direction.y, y: direction.x };
            return Some(at_wall(symbol, part.point_at(left, 0.0), into));
        }
        left -= part.length_ft();
    }
    None
}

/// Returns receptacles over the counters of a room, at the wall behind them.
pub fn over_counters(sheet: &Sheet, room: &Room, symbol: &Symbol, every_ft: f64) -> Vec<AtWall> {
    let mut places = Vec::new();
    for counter in of_kind(sheet, room, AreaKind::Counter) {
        let Some((wall, middle)) = behind(sheet, counter) else { continue };
        let line = Segment { from: wall.from, to: wall.to };
        let along: Vec<f64> = counter.outline.iter().map(|p| line.along_and_left(*p).0).collect();
        let (from, to) =
            along.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        let count = ((to - from) / every_ft - 1e-9).ceil().max(1.0);
        for number in 0..count as usize {
            let at = from + (number as f64 + 0.5) * (to - from) / count;
            places.push(on_face(symbol, wall, at, middle));
        }
    }
    places
}

/// Returns a receptacle beside each basin of a room, at the wall behind it.
pub fn beside_basins(sheet: &Sheet, room: &Room, symbol: &Symbol) -> Vec<AtWall> {
    let mut places = Vec::new();
    for basin in of_kind(sheet, room, AreaKind::Basin) {
        let Some((wall, middle)) = behind(sheet, basin) else { continue };
        let line = Segment { from: wall.from, to: wall.to };
        let along: Vec<f64> = basin.outline.iter().map(|p| line.along_and_left(*p).0).collect();
        let (from, to) =
            along.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        // On the side with room; of two the one that comes first along the wall.
        let sides =
            [from - BESIDE_BASIN_FT, to + BESIDE_BASIN_FT].map(|at| on_face(symbol, wall, at, middle));
        places.extend(sides.into_iter().find(|(at, _)| at.lies_in(&room.outline)));
    }
    places
}

fn of_kind<'s>(sheet: &'s Sheet, room: &'s Room, kind: AreaKind) -> impl Iterator<Item = &'s Area> {
    let areas = sheet.areas.values().map(AsRef::as_ref);
    areas.filter(move |area| area.kind == kind && center(area).is_some_and(|at| at.lies_in(&room.outline)))
}

fn center(area: &Area) -> Option<PlanPoint> {
    let count = area.outline.len();
    (count > 0).then(|| PlanPoint {
        x: area.outline.iter().map(|p| p.x).sum::<f64>() / count as f64,
        y: area.outline.iter().map(|p| p.y).sum::<f64>() / count as f64,
    })
}

/// Returns the wall along which an area stands: the one that most of its edge is near to; and the area's middle.
fn behind<'s>(sheet: &'s Sheet, area: &Area) -> Option<(&'s Wall, PlanPoint)> {
    let middle = center(area)?;
    let reach = |wall: &Wall| {
        let line = Segment { from: wall.from, to: wall.to };
        let near = |p: &&PlanPoint| line.distance_to(**p) <= wall.thickness_ft / 2.0 + AT_WALL_FT;
        let at: Vec<f64> = area.outline.iter().filter(near).map(|p| line.along_and_left(*p).0).collect();
        let (from, to) =
            at.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        to - from
    };
    let walls = sheet.walls.values().map(AsRef::as_ref).map(|wall| (reach(wall), wall));
    let best = walls.filter(|(reach, _)| *reach > 0.0).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((best.1, middle))
}

/// Returns the place on the face of a wall, so far along it, on the side of a point.
pub fn on_face(symbol: &Symbol, wall: &Wall, along_ft: f64, side_of: PlanPoint) -> AtWall {
    let line = Segment { from: wall.from, to: wall.to };
    let side = if line.along_and_left(side_of).1 < 0.0 { -1.0 } else { 1.0 };
    let direction = line.direction();
    let into = PlanPoint { x: -direction.y * side, y: direction.x * side };
    at_wall(symbol, line.point_at(along_ft, side * wall.thickness_ft / 2.0), into)
}

/// Returns whether a place is nearer than a foot to one of others.
pub fn is_near(at: PlanPoint, others: &[AtWall]) -> bool {
    const NEAR_FT: f64 = 1.0;
    others.iter().any(|(other, _)| distance_ft(*other, at) < NEAR_FT)
}
