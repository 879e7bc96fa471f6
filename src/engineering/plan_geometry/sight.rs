//! What stands between two points of a sheet: walls, where no opening lets sight through.
//!
//! A door counts as closed; windows and openings without a door let sight through, and so do walls that are said to be low.
//! An end that lies in the thickness of a wall is on it, not behind it. Equipment and furniture are no walls.

use crate::domain::{OpeningKind, Sheet, Wall, WallId, facts};
use crate::engineering::plan_geometry::Segment;
use crate::units::PlanPoint;

/// A wall between two points, and where the line meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blocked {
    pub wall: WallId,
    pub at: PlanPoint,
}

/// Returns the wall that is first on the straight way from one point to another, if one is.
pub fn blocked_by(sheet: &Sheet, from: PlanPoint, to: PlanPoint) -> Option<Blocked> {
    let way = Segment { from, to };
    let meets = sheet.walls.values().filter_map(|wall| Some((met(sheet, wall, way)?, wall.id)));
    let (along, wall) = meets.min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(Blocked { wall, at: way.point_at(along, 0.0) })
}

/// Returns how far along a way a wall stops it.
fn met(sheet: &Sheet, wall: &Wall, way: Segment) -> Option<f64> {
    let line = Segment { from: wall.from, to: wall.to };
    let along = way.crossed_at(line)?;
    let on_wall = |end: PlanPoint| line.distance_to(end) <= wall.thickness_ft / 2.0;
    if on_wall(way.from) || on_wall(way.to) || wall.facts.yes_or_assumed(&facts::plan::LOW_WALL) == Some(true)
    {
        return None;
    }
    let place = line.along_and_left(way.point_at(along, 0.0)).0;
    let opens = |kind: OpeningKind| match kind {
        OpeningKind::Window | OpeningKind::Gap => true,
        OpeningKind::Door | OpeningKind::SlidingDoor => false,
    };
    let through = sheet.openings.values().any(|opening| {
        opening.wall == wall.id
            && opens(opening.kind)
            && (place - opening.along_ft).abs() <= opening.width_ft / 2.0
    });
    (!through).then_some(along)
}
