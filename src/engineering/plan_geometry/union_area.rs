//! Ground covered by several outlines, where it is shared counted once.

use crate::domain::{Room, Sheet, Wall};
use crate::engineering::plan_geometry::Segment;
use crate::engineering::plan_geometry::outline::{counterclockwise, sides};
use crate::engineering::plan_geometry::wall_line::{Near, beside};
use crate::units::PlanPoint;

/// Returns the four corners of a wall with its thickness; its ends reach over the corners by half of it.
pub fn wall_outline(wall: &Wall) -> [PlanPoint; 4] {
    let line = Segment { from: wall.from, to: wall.to };
    let (half, length) = (wall.thickness_ft / 2.0, line.length_ft());
    [(-half, -half), (length + half, -half), (length + half, half), (-half, half)]
        .map(|(along, left)| line.point_at(along, left))
}

/// Returns the ground of a room up to the outsides of its walls: its outline, and a strip for each wall along it.
pub fn ground_of(sheet: &Sheet, room: &Room) -> Vec<Vec<PlanPoint>> {
    let outline = counterclockwise(&room.outline);
    let near = Near::of(sheet, &outline);
    let mut ground: Vec<Vec<PlanPoint>> = Vec::new();
    for side in sides(&outline) {
        for wall in &near.walls {
            let Some(((from, to), face)) = beside(side, wall) else { continue };
            let outside = face - wall.thickness_ft;
            if outside < 0.0 {
                let corners = [(from, outside), (to, outside), (to, 0.0), (from, 0.0)];
                ground.push(corners.map(|(along, left)| side.point_at(along, left)).to_vec());
            }
        }
    }
    ground.push(outline);
    ground
}

/// Returns the area that outlines cover together, in square feet.
///
/// The plan is cut into upright strips at every corner and crossing; within a strip what is covered grows evenly, so the
/// middle of the strip says it exactly. Corners and crossings nearer than a tenth of a millimeter are one.
pub fn union_area_ft2(outlines: &[Vec<PlanPoint>]) -> f64 {
    let mut lines: Vec<(usize, Segment)> = Vec::new();
    for (at, outline) in outlines.iter().enumerate().filter(|(_, outline)| outline.len() > 2) {
        lines.extend(sides(outline).map(|side| (at, side)));
    }
    // By their left ends, so that crossings are looked for only among lines that share a strip.
    lines.sort_by(|(_, a), (_, b)| left(a).total_cmp(&left(b)));
    let mut cuts: Vec<f64> = lines.iter().flat_map(|(_, line)| [line.from.x, line.to.x]).collect();
    for (place, (_, line)) in lines.iter().enumerate() {
        let reach = right(line);
        let beside = lines.iter().skip(place + 1).take_while(|(_, other)| left(other) <= reach);
        cuts.extend(beside.filter_map(|(_, other)| Some(line.point_at(line.crossed_at(*other)?, 0.0).x)));
    }
    cuts.sort_by(f64::total_cmp);
    cuts.dedup_by(|b, a| *b - *a < 3e-4);
    let strips = cuts.iter().zip(cuts.iter().skip(1));
    strips.map(|(from, to)| (to - from) * covered(&lines, f64::midpoint(*from, *to))).sum()
}

fn left(line: &Segment) -> f64 {
    line.from.x.min(line.to.x)
}

fn right(line: &Segment) -> f64 {
    line.from.x.max(line.to.x)
}

/// Returns how much of an upright line is covered, in feet.
fn covered(lines: &[(usize, Segment)], x: f64) -> f64 {
    let mut marks: Vec<(f64, usize)> = (lines.iter())
        .take_while(|(_, line)| left(line) <= x)
        .filter(|(_, line)| right(line) > x && line.from.x != line.to.x)
        .map(|(at, line)| {
            let share = (x - line.from.x) / (line.to.x - line.from.x);
            (line.from.y + (line.to.y - line.from.y) * share, *at)
        })
        .collect();
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut inside: Vec<usize> = Vec::new();
    let (mut sum, mut since) = (0.0, 0.0);
    for (y, outline) in marks {
        if inside.is_empty() {
            since = y;
        }
        match inside.iter().position(|other| *other == outline) {
            Some(place) => {
                inside.swap_remove(place);
            }
            None => inside.push(outline),
        }
        if inside.is_empty() {
            sum += y - since;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Vec<PlanPoint> {
        [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            .map(|(x, y)| PlanPoint { x, y })
            .to_vec()
    }

    #[test]
    fn shared_ground_counts_once() {
        let two = [rectangle(0.0, 0.0, 10.0, 10.0), rectangle(5.0, 5.0, 10.0, 10.0)];
        assert!((union_area_ft2(&two) - 175.0).abs() < 1e-6);
        let apart =
            [rectangle(0.0, 0.0, 2.0, 3.0), rectangle(8.0, 1.0, 1.0, 1.0), rectangle(0.0, 0.0, 2.0, 3.0)];
        assert!((union_area_ft2(&apart) - 7.0).abs() < 1e-6);
        let diamond = [(5.0, -2.0), (12.0, 5.0), (5.0, 12.0), (-2.0, 5.0)].map(|(x, y)| PlanPoint { x, y });
        let with = [rectangle(0.0, 0.0, 10.0, 10.0), diamond.to_vec()];
        // Four tips of the diamond stand out: each a right triangle of height 2.
        assert!((union_area_ft2(&with) - 116.0).abs() < 1e-6, "{}", union_area_ft2(&with));
        assert_eq!(union_area_ft2(&[]), 0.0);
    }
}
