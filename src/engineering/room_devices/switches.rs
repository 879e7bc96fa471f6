//! Switches beside doors, on the strike side, inside the room.

use super::outlets::{AtWall, on_face};
use crate::domain::symbols::Symbol;
use crate::domain::{Opening, OpeningKind, Room, Sheet, Wall};
use crate::engineering::plan_geometry::Segment;
use crate::units::PlanPoint;

/// From the edge of the door to the middle of the switch.
const BESIDE_FT: f64 = 0.5;
/// A point so far from the face of a wall is in the room.
const INSIDE_FT: f64 = 0.4;

/// Returns a place for a switch at each door of a room, in the order the doors were drawn.
pub fn at_doors(sheet: &Sheet, room: &Room, symbol: &Symbol) -> Vec<AtWall> {
    let doors = sheet.openings.values().filter(|opening| {
        matches!(opening.kind, OpeningKind::Door | OpeningKind::SlidingDoor | OpeningKind::Gap)
    });
    doors.filter_map(|door| beside(sheet, room, symbol, door)).collect()
}

fn beside(sheet: &Sheet, room: &Room, symbol: &Symbol, door: &Opening) -> Option<AtWall> {
    let wall = sheet.walls.get(&door.wall)?;
    let line = Segment { from: wall.from, to: wall.to };
    let off = wall.thickness_ft / 2.0 + INSIDE_FT;
    let inside = [off, -off].map(|left| line.point_at(door.along_ft, left));
    let inside = inside.into_iter().find(|at| at.lies_in(&room.outline))?;
    let (near, far) = (door.along_ft - door.width_ft / 2.0, door.along_ft + door.width_ft / 2.0);
    let (before, behind) = (near - BESIDE_FT, far + BESIDE_FT);
    // The strike is opposite the hinges; where no wall is left there, the hinge side has to do.
    let order = if door.hinge_far { [before, behind] } else { [behind, before] };
    let free = |along: &f64| is_solid(sheet, wall, *along) && in_room(room, line, *along, off, inside);
    order.into_iter().find(free).map(|along| on_face(symbol, wall, along, inside))
}

fn in_room(room: &Room, line: Segment, along: f64, off: f64, inside: PlanPoint) -> bool {
    let side = if line.along_and_left(inside).1 < 0.0 { -off } else { off };
    line.point_at(along, side).lies_in(&room.outline)
}

fn is_solid(sheet: &Sheet, wall: &Wall, along: f64) -> bool {
    let open = sheet
        .openings
        .values()
        .filter(|opening| opening.wall == wall.id)
        .any(|opening| (along - opening.along_ft).abs() < opening.width_ft / 2.0);
    (0.0..=wall.length_ft()).contains(&along) && !open
}
