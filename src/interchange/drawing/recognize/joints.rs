//! Walls drawn to where their axes meet: faces end at corners of other faces, half a thickness short or over.

use super::FoundWall;
use crate::units::PlanPoint;

/// How much farther than half of both thicknesses an end may be from the other axis.
const SLACK_FT: f64 = 0.4;

/// Moves every end of a wall onto the axis of a wall that it nearly meets.
pub(super) fn meet(walls: &mut [FoundWall]) {
    let before = walls.to_vec();
    for (place, wall) in walls.iter_mut().enumerate() {
        let others =
            || before.iter().enumerate().filter(move |(other, _)| *other != place).map(|(_, other)| other);
        let from = nearest(wall.from, wall.to, wall.thickness_ft, others());
        let to = nearest(wall.to, wall.from, wall.thickness_ft, others());
        if let Some(to) = to {
            wall.to = to;
        }
        if let Some(from) = from {
            let shift = toward(wall.from, from, wall.to);
            for opening in &mut wall.openings {
                opening.along_ft += shift;
            }
            wall.from = from;
        }
    }
}

/// Returns by how much a wall grows when its first end moves.
fn toward(old: PlanPoint, new: PlanPoint, end: PlanPoint) -> f64 {
    (end.x - new.x).hypot(end.y - new.y) - (end.x - old.x).hypot(end.y - old.y)
}

/// Returns where the axis of a wall, near its end, crosses that of the nearest other wall which is there.
fn nearest<'w>(
    end: PlanPoint,
    other_end: PlanPoint,
    thickness_ft: f64,
    others: impl Iterator<Item = &'w FoundWall>,
) -> Option<PlanPoint> {
    let crossings = others.filter_map(|other| {
        let reach = (thickness_ft + other.thickness_ft) / 2.0 + SLACK_FT;
        let at = crossing([other_end, end], [other.from, other.to])?;
        let far = (at.x - end.x).hypot(at.y - end.y);
        (far <= reach && off_segment(at, other) <= reach).then_some((far, at))
    });
    crossings.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, at)| at)
}

/// Returns how far beyond the ends of a wall a point of its axis lies.
fn off_segment(at: PlanPoint, wall: &FoundWall) -> f64 {
    let (dx, dy) = (wall.to.x - wall.from.x, wall.to.y - wall.from.y);
    let length = dx.hypot(dy).max(1e-9);
    let along = ((at.x - wall.from.x) * dx + (at.y - wall.from.y) * dy) / length;
    (-along).max(along - length).max(0.0)
}

/// Returns where two lines cross; nothing when they are nearly parallel.
pub(super) fn crossing([a, b]: [PlanPoint; 2], [c, d]: [PlanPoint; 2]) -> Option<PlanPoint> {
    let (ux, uy) = (b.x - a.x, b.y - a.y);
    let (vx, vy) = (d.x - c.x, d.y - c.y);
    let cross = ux * vy - uy * vx;
    if cross.abs() < 0.02 * ux.hypot(uy) * vx.hypot(vy) || cross == 0.0 {
        return None;
    }
    let share = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
    Some(PlanPoint { x: a.x + ux * share, y: a.y + uy * share })
}
