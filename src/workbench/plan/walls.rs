//! Walls as bodies: their corners, what openings leave of them, and how they join.

use super::geometry::{distance, nearest_on};
use crate::domain::{Opening, Sheet, Wall};
use crate::units::PlanPoint;

/// Walls whose ends are this near to another wall's center line, beyond half its thickness, join it.
const JOIN_FT: f64 = 0.05;

/// Returns the corners of a wall: along its left face from the first end, back along its right face.
pub fn wall_body(wall: &Wall) -> [PlanPoint; 4] {
    let length = wall.length_ft();
    let (ux, uy) = if length > 0.0 {
        ((wall.to.x - wall.from.x) / length, (wall.to.y - wall.from.y) / length)
    } else {
        (1.0, 0.0)
    };
    let half = wall.thickness_ft / 2.0;
    let off = |at: PlanPoint, by: f64| PlanPoint { x: at.x - uy * by, y: at.y + ux * by };
    [off(wall.from, half), off(wall.to, half), off(wall.to, -half), off(wall.from, -half)]
}

/// Returns the solid parts of every wall of a sheet: cut at openings, reaching to the far side of what they join.
pub fn solid_walls(sheet: &Sheet) -> Vec<Wall> {
    let walls: Vec<&Wall> = sheet.walls.values().map(AsRef::as_ref).collect();
    let mut solid = Vec::with_capacity(walls.len());
    for wall in &walls {
        let reach = |at: PlanPoint| {
            let joined = walls.iter().filter(|other| other.id != wall.id && joins(at, other));
            joined.map(|other| other.thickness_ft / 2.0).fold(0.0, f64::max)
        };
        let length = wall.length_ft();
        let mut cuts: Vec<(f64, f64)> =
            sheet.openings.values().filter(|opening| opening.wall == wall.id).map(|o| span(o)).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut start = -reach(wall.from);
        let end = length + reach(wall.to);
        for (from, to) in cuts {
            if from > start {
                solid.push(part(wall, start, from.min(end)));
            }
            start = start.max(to);
        }
        if start < end {
            solid.push(part(wall, start, end));
        }
    }
    solid
}

fn joins(at: PlanPoint, other: &Wall) -> bool {
    distance(nearest_on(other.from, other.to, at), at) <= other.thickness_ft / 2.0 + JOIN_FT
}

fn span(opening: &Opening) -> (f64, f64) {
    (opening.along_ft - opening.width_ft / 2.0, opening.along_ft + opening.width_ft / 2.0)
}

fn part(wall: &Wall, from: f64, to: f64) -> Wall {
    Wall { from: wall.point_at(from), to: wall.point_at(to), ..wall.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, OpeningId, OpeningKind, SheetId, WallId};
    use std::sync::Arc;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn wall(id: u64, from: PlanPoint, to: PlanPoint) -> Wall {
        Wall { id: WallId(id), from, to, thickness_ft: 1.0, facts: Facts::new() }
    }

    #[test]
    fn a_wall_has_its_faces_half_a_thickness_away() {
        let body = wall_body(&wall(1, at(0.0, 0.0), at(10.0, 0.0)));
        assert_eq!(body, [at(0.0, 0.5), at(10.0, 0.5), at(10.0, -0.5), at(0.0, -0.5)]);
    }

    #[test]
    fn openings_cut_and_corners_are_filled() {
        let mut sheet = Sheet::new(SheetId(9), "Level 1");
        for wall in [wall(1, at(0.0, 0.0), at(20.0, 0.0)), wall(2, at(0.0, 0.0), at(0.0, 10.0))] {
            sheet.walls.insert(wall.id, Arc::new(wall));
        }
        let door = Opening {
            id: OpeningId(3),
            kind: OpeningKind::Door,
            wall: WallId(1),
            along_ft: 10.0,
            width_ft: 3.0,
            hinge_far: false,
            swings_right: false,
            facts: Facts::new(),
        };
        sheet.openings.insert(door.id, Arc::new(door));
        let solid = solid_walls(&sheet);
        let ends: Vec<(PlanPoint, PlanPoint)> = solid.iter().map(|w| (w.from, w.to)).collect();
        assert_eq!(
            ends,
            [(at(-0.5, 0.0), at(8.5, 0.0)), (at(11.5, 0.0), at(20.0, 0.0)), (at(0.0, -0.5), at(0.0, 10.0)),]
        );
    }
}
