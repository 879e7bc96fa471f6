//! A room's outline as the Code walks it: wall spaces along the floor, around corners, broken by doors and by what stands there
//! for good.
//!
//! A side of the outline is wall where a wall runs along it, however the outline was drawn: at the faces, the center lines or
//! the backs of the walls. Lengths are those of the faces inside. Windows break nothing.

use crate::domain::{Area, AreaKind, Opening, OpeningKind, Room, Sheet, Wall};
use crate::engineering::plan_geometry::outline::{Bounds, counterclockwise, sides};
use crate::engineering::plan_geometry::{Segment, clipped_below};
use crate::units::PlanPoint;

/// A wall so much farther from a side than half its thickness is no wall of it.
const BESIDE_FT: f64 = 0.3;
/// Walls that end so near to a corner reach it.
const TO_CORNER_FT: f64 = 0.75;
/// What stands so near to a wall stands at it.
const AT_WALL_FT: f64 = 0.5;
/// With so much wall behind it a sink or a range does not part a counter.
const BEHIND_FT: f64 = 1.0;
/// A counter is no deeper: its end against a side wall is no longer than this.
const RETURN_FT: f64 = 2.2;
/// Farther from an outline nothing is looked at.
const AROUND_FT: f64 = 2.0;
/// Sines of angles below it are none.
const PARALLEL: f64 = 0.02;

/// The floor line of a room.
#[derive(Clone, Debug, PartialEq)]
pub struct WallLine {
    pub spaces: Vec<WallSpace>,
    /// Corners of the faces of the walls, counterclockwise; where no wall runs, of the outline as it is drawn.
    pub clear: Vec<PlanPoint>,
    /// Whether any wall runs along the outline.
    pub has_walls: bool,
    /// Whether one can get in: by a door, a gap, or where there is no wall.
    pub has_way_in: bool,
}

/// A stretch of wall that nothing breaks along the floor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WallSpace {
    /// Along the faces of the walls, one after the other around corners.
    pub parts: Vec<Segment>,
}

/// What of a sheet can be along an outline.
pub(super) struct Near<'s> {
    pub walls: Vec<&'s Wall>,
    areas: Vec<&'s Area>,
    openings: Vec<&'s Opening>,
}

impl<'s> Near<'s> {
    pub fn of(sheet: &'s Sheet, outline: &[PlanPoint]) -> Self {
        let around = Bounds::of(outline);
        let walls = sheet.walls.values().map(AsRef::as_ref);
        let walls: Vec<&Wall> = walls
            .filter(|wall| {
                around.meets(&Bounds::of(&[wall.from, wall.to]), wall.thickness_ft / 2.0 + AROUND_FT)
            })
            .collect();
        let areas = sheet.areas.values().map(AsRef::as_ref);
        let areas = areas.filter(|area| around.meets(&Bounds::of(&area.outline), AROUND_FT)).collect();
        let openings = sheet.openings.values().map(AsRef::as_ref);
        let openings = openings.filter(|opening| walls.iter().any(|wall| wall.id == opening.wall)).collect();
        Self { walls, areas, openings }
    }
}

/// A side of the outline with what runs along it.
struct Side {
    line: Segment,
    /// From the side to the face of its wall, to the left: into the room.
    face_ft: f64,
    /// Stretches of wall along the side.
    solid: Vec<(f64, f64)>,
    walled: bool,
    opened: bool,
}

impl WallLine {
    /// Walks along the walls of a room.
    pub fn of(sheet: &Sheet, room: &Room) -> Self {
        let outline = counterclockwise(&room.outline);
        let near = Near::of(sheet, &outline);
        let found: Vec<Side> = sides(&outline).map(|line| Side::of(&near, line)).collect();
        let clear = faces(&found);
        Self {
            spaces: spaces(&found, &clear),
            has_walls: found.iter().any(|side| side.walled),
            has_way_in: found.iter().any(|side| side.opened),
            clear,
        }
    }
}

/// Returns the walls behind a counter, apart where a sink or a range stands between, in stretches around corners. Where an end of
/// the counter stands against a wall at its side, that wall is none behind it.
pub fn counter_lines(sheet: &Sheet, room: &Room, counter: &Area) -> Vec<WallSpace> {
    let outline = counterclockwise(&room.outline);
    let near = Near::of(sheet, &outline);
    let mut found: Vec<Side> = sides(&outline).map(|line| Side::walls(&near, line)).collect();
    let breaking = |area: &&&Area| matches!(area.kind, AreaKind::Sink | AreaKind::Range);
    for side in &mut found {
        let Some((from, to)) = taken(side.line, side.face_ft, counter, AT_WALL_FT) else {
            side.solid.clear();
            continue;
        };
        side.solid = without(&side.solid, (f64::NEG_INFINITY, from));
        side.solid = without(&side.solid, (to, f64::INFINITY));
        for area in near.areas.iter().filter(breaking) {
            // With a foot behind it the wall goes on (Figure 210.52(C)(1)).
            if let Some(gap) = taken(side.line, side.face_ft, area, BEHIND_FT) {
                side.solid = without(&side.solid, gap);
            }
        }
    }
    let clear = faces(&found);
    let mut lines = spaces(&found, &clear);
    for line in &mut lines {
        let returns = |part: Option<&Segment>| part.is_some_and(|part| part.length_ft() <= RETURN_FT);
        if line.parts.len() > 1 && returns(line.parts.first()) {
            line.parts.remove(0);
        }
        if line.parts.len() > 1 && returns(line.parts.last()) {
            line.parts.pop();
        }
    }
    lines
}

impl WallSpace {
    /// Returns its length in feet, around corners.
    pub fn length_ft(&self) -> f64 {
        self.parts.iter().map(|part| part.length_ft()).sum()
    }

    /// Returns the point so many feet from its beginning.
    pub fn point_at(&self, along_ft: f64) -> PlanPoint {
        let mut left = along_ft;
        let mut at = PlanPoint::default();
        for part in &self.parts {
            at = part.point_at(left.min(part.length_ft()).max(0.0), 0.0);
            left -= part.length_ft();
            if left <= 0.0 {
                break;
            }
        }
        at
    }

    /// Returns the place along it that is nearest to a point and how far away it is, both in feet.
    pub fn nearest(&self, at: PlanPoint) -> Option<(f64, f64)> {
        let mut before = 0.0;
        let mut best: Option<(f64, f64)> = None;
        for part in &self.parts {
            let along = part.along_and_left(at).0.clamp(0.0, part.length_ft());
            let distance = part.distance_to(at);
            if best.is_none_or(|(_, least)| distance < least) {
                best = Some((before + along, distance));
            }
            before += part.length_ft();
        }
        best
    }
}

impl Side {
    /// The walls of a side without what stands at them for good.
    fn of(near: &Near<'_>, line: Segment) -> Self {
        let mut side = Self::walls(near, line);
        for area in near.areas.iter().filter(|area| stands_for_good(area.kind)) {
            if let Some(taken) = taken(line, side.face_ft, area, AT_WALL_FT) {
                side.solid = without(&side.solid, taken);
            }
        }
        side
    }

    /// The walls of a side between its doors and gaps.
    fn walls(near: &Near<'_>, line: Segment) -> Self {
        let beside: Vec<(&Wall, (f64, f64), f64)> = (near.walls.iter())
            .filter_map(|wall| {
                let (stretch, face) = beside(line, wall)?;
                Some((*wall, stretch, face))
            })
            .collect();
        let longest = beside.iter().max_by(|a, b| (a.1.1 - a.1.0).total_cmp(&(b.1.1 - b.1.0)));
        let face_ft = longest.map_or(0.0, |(_, _, face)| face.max(0.0));
        let mut solid = joined(beside.iter().map(|(_, stretch, _)| *stretch).collect());
        let covered: f64 = solid.iter().map(|(from, to)| to - from).sum();
        let mut opened = covered < line.length_ft() - 2.0 * TO_CORNER_FT;
        reach_corners(&mut solid, line.length_ft());
        for (wall, stretch, _) in &beside {
            let of_wall = |opening: &&Opening| opening.wall == wall.id && breaks(opening.kind);
            for opening in near.openings.iter().copied().filter(of_wall) {
                let (middle, _) = line.along_and_left(wall.point_at(opening.along_ft));
                let (from, to) = (middle - opening.width_ft / 2.0, middle + opening.width_ft / 2.0);
                if to > stretch.0 && from < stretch.1 {
                    opened = true;
                    solid = without(&solid, (from, to));
                }
            }
        }
        Self { line, face_ft, solid, walled: !beside.is_empty(), opened }
    }
}

/// Returns the stretch of a side that a wall runs along, and how far the wall's face in the room is to the left of the side.
pub(super) fn beside(line: Segment, wall: &Wall) -> Option<((f64, f64), f64)> {
    let (from, to) = (line.along_and_left(wall.from), line.along_and_left(wall.to));
    let (length, rise) = ((to.0 - from.0).hypot(to.1 - from.1), to.1 - from.1);
    let half = wall.thickness_ft / 2.0;
    let off = f64::midpoint(from.1, to.1);
    if rise.abs() > PARALLEL * length || off.abs() > half + BESIDE_FT {
        return None;
    }
    let stretch = (from.0.min(to.0).max(0.0), from.0.max(to.0).min(line.length_ft()));
    (stretch.1 - stretch.0 > 1e-6).then_some((stretch, off + half))
}

const fn breaks(kind: OpeningKind) -> bool {
    match kind {
        OpeningKind::Door | OpeningKind::SlidingDoor | OpeningKind::Gap => true,
        OpeningKind::Window => false,
    }
}

/// Whether nothing can stand along the wall where such an area is; counters have rules of their own.
const fn stands_for_good(kind: AreaKind) -> bool {
    match kind {
        AreaKind::Column
        | AreaKind::Shaft
        | AreaKind::Stair
        | AreaKind::Counter
        | AreaKind::Peninsula
        | AreaKind::Sink
        | AreaKind::Basin
        | AreaKind::Tub
        | AreaKind::Range
        | AreaKind::Storage => true,
        AreaKind::Island
        | AreaKind::Furniture
        | AreaKind::Pool
        | AreaKind::Deck
        | AreaKind::Bed
        | AreaKind::ForeignSystem
        | AreaKind::NoRoute
        | AreaKind::PreferredRoute
        | AreaKind::HotSurface => false,
    }
}

/// Returns the stretch of a side along which an area stands nearer than so many feet to its wall.
fn taken(line: Segment, face_ft: f64, area: &Area, within_ft: f64) -> Option<(f64, f64)> {
    let above = clipped_below(&area.outline, Segment { from: line.to, to: line.from }, AT_WALL_FT);
    let at_wall = clipped_below(&above, line, face_ft + within_ft - 1e-6);
    let along = at_wall.iter().map(|corner| line.along_and_left(*corner).0);
    let (from, to) = along.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), at| (a.min(at), b.max(at)));
    (to > from).then_some((from, to))
}

/// Returns stretches in order, those that touch as one.
fn joined(mut stretches: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match out.last_mut() {
            Some(last) if from <= last.1 + 1e-6 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// Lets walls that end at a corner of the outline go on over it: where their faces meet lies before or behind it.
fn reach_corners(stretches: &mut [(f64, f64)], length_ft: f64) {
    if let Some(first) = stretches.first_mut().filter(|first| first.0 <= TO_CORNER_FT) {
        first.0 = f64::NEG_INFINITY;
    }
    if let Some(last) = stretches.last_mut().filter(|last| last.1 >= length_ft - TO_CORNER_FT) {
        last.1 = f64::INFINITY;
    }
}

fn without(stretches: &[(f64, f64)], gap: (f64, f64)) -> Vec<(f64, f64)> {
    let pieces = stretches.iter().flat_map(|(from, to)| [(*from, to.min(gap.0)), (from.max(gap.1), *to)]);
    pieces.filter(|(from, to)| to - from > 1e-6).collect()
}

/// Returns the corners between the faces of neighboring sides: the first before the first side.
fn faces(sides: &[Side]) -> Vec<PlanPoint> {
    let before = sides.iter().skip(sides.len().saturating_sub(1)).chain(sides);
    before.zip(sides).map(|(before, side)| corner(before, side)).collect()
}

fn corner(before: &Side, side: &Side) -> PlanPoint {
    let (a, b) = (before.line.direction(), side.line.direction());
    let cross = a.x * b.y - a.y * b.x;
    let from = before.line.point_at(0.0, before.face_ft);
    let to = side.line.point_at(0.0, side.face_ft);
    if cross.abs() <= PARALLEL {
        return to;
    }
    let along = ((to.x - from.x) * b.y - (to.y - from.y) * b.x) / cross;
    PlanPoint { x: from.x + a.x * along, y: from.y + a.y * along }
}

/// Returns the stretches of wall along the faces, joined around corners.
fn spaces(sides: &[Side], clear: &[PlanPoint]) -> Vec<WallSpace> {
    let mut found: Vec<WallSpace> = Vec::new();
    let (mut first_reaches, mut open_end) = (false, false);
    let corners = clear.iter().zip(clear.iter().cycle().skip(1));
    for (place, (side, (from, to))) in sides.iter().zip(corners).enumerate() {
        let (begin, end) = (side.line.along_and_left(*from).0, side.line.along_and_left(*to).0);
        let mut reaches = false;
        for (a, b) in &side.solid {
            let (at_begin, at_end) = (*a <= begin + 1e-6, *b >= end - 1e-6);
            let (from, to) = (a.max(begin), b.min(end));
            if to - from <= 1e-6 {
                continue;
            }
            let part = Segment {
                from: side.line.point_at(from, side.face_ft),
                to: side.line.point_at(to, side.face_ft),
            };
            match found.last_mut() {
                Some(last) if at_begin && open_end => last.parts.push(part),
                _ => found.push(WallSpace { parts: vec![part] }),
            }
            first_reaches |= place == 0 && at_begin;
            reaches = at_end;
            open_end = at_end;
        }
        open_end &= reaches;
    }
    if first_reaches
        && open_end
        && found.len() > 1
        && let Some(last) = found.pop()
        && let Some(first) = found.first_mut()
    {
        first.parts.splice(0..0, last.parts);
    }
    found
}
