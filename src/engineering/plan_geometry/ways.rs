//! The doors and gaps of a room, and whether a leaf opens into it.

use crate::domain::{Opening, OpeningKind, Room, Sheet};
use crate::engineering::plan_geometry::Segment;
use crate::units::PlanPoint;

/// So far beyond the face of a wall a room is looked for.
const BEYOND_FT: f64 = 0.5;

/// A way in and out of a room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way<'s> {
    pub opening: &'s Opening,
    /// The middle of it on the center line of its wall.
    pub at: PlanPoint,
    /// Whether the leaf swings into the room; nothing slides or stands open into it.
    pub opens_in: bool,
}

/// Returns the doors and gaps of a room, in the order of their ids.
pub fn ways_of<'s>(sheet: &'s Sheet, room: &Room) -> Vec<Way<'s>> {
    let way = |opening: &'s Opening| {
        let wall = sheet.walls.get(&opening.wall)?;
        let line = Segment { from: wall.from, to: wall.to };
        let beyond =
            |side: f64| line.point_at(opening.along_ft, side * (wall.thickness_ft / 2.0 + BEYOND_FT));
        let (left, right) = (beyond(1.0).lies_in(&room.outline), beyond(-1.0).lies_in(&room.outline));
        let swings = match opening.kind {
            OpeningKind::Window => return None,
            OpeningKind::Door => true,
            OpeningKind::SlidingDoor | OpeningKind::Gap => false,
        };
        let opens_in = swings && if opening.swings_right { right } else { left };
        (left || right).then(|| Way { opening, at: line.point_at(opening.along_ft, 0.0), opens_in })
    };
    sheet.openings.values().filter_map(|opening| way(opening)).collect()
}
