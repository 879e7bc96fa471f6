//! Where a device lands: on the face of the nearest wall, turned to it, or where the pointer is.

use super::geometry::{distance, nearest_on};
use crate::domain::symbols::{Mount, Symbol, at_wall};
use crate::domain::{Sheet, Wall, WallId};
use crate::units::PlanPoint;

/// A wall draws devices to it from so far, in feet, or from the reach of the pointer where that is more.
const REACH_FT: f64 = 2.0;

/// Where a device stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DevicePlace {
    pub at: PlanPoint,
    pub rotation_deg: f64,
    /// The wall it is at.
    pub wall: Option<WallId>,
}

/// Returns where a device with a symbol lands when it is put at a point. `turned_deg` is how it stands away from walls.
pub fn place_for(
    sheet: &Sheet,
    symbol: &Symbol,
    at: PlanPoint,
    (reach_ft, turned_deg): (f64, f64),
) -> DevicePlace {
    let free = DevicePlace { at, rotation_deg: turned_deg, wall: None };
    if symbol.mount != Mount::Wall {
        return free;
    }
    let reach = reach_ft.max(REACH_FT);
    let walls = sheet.walls.values().filter(|wall| wall.length_ft() > 0.0);
    let near =
        walls.map(|wall| (distance(nearest_on(wall.from, wall.to, at), at) - wall.thickness_ft / 2.0, wall));
    let nearest = near.filter(|(far, _)| *far <= reach).min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map_or(free, |(_, wall)| on_wall(symbol, wall, at))
}

/// Returns the place on the face of a wall that is nearest to a point, on the side the point is on.
pub fn on_wall(symbol: &Symbol, wall: &Wall, at: PlanPoint) -> DevicePlace {
    let length = wall.length_ft().max(f64::MIN_POSITIVE);
    let (ux, uy) = ((wall.to.x - wall.from.x) / length, (wall.to.y - wall.from.y) / length);
    let on = nearest_on(wall.from, wall.to, at);
    let left = (at.x - wall.from.x) * -uy + (at.y - wall.from.y) * ux;
    let side = if left < 0.0 { -1.0 } else { 1.0 };
    let into = PlanPoint { x: -uy * side, y: ux * side };
    let half = wall.thickness_ft / 2.0;
    let face = PlanPoint { x: on.x + into.x * half, y: on.y + into.y * half };
    let (at, rotation_deg) = at_wall(symbol, face, into);
    DevicePlace { at, rotation_deg, wall: Some(wall.id) }
}
