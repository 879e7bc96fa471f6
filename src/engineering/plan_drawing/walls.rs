//! The building: walls cut at their openings, doors with their swing, windows, areas.

use super::{CadLayer, PlanDrawing};
use crate::domain::drawing::{Shape, Vertex};
use crate::domain::{AreaKind, Opening, OpeningKind, Sheet, Wall};
use crate::units::PlanPoint;

/// Draws walls, doors, windows and areas.
pub(super) fn draw(drawing: &mut PlanDrawing, sheet: &Sheet) {
    for outline in solid_outlines(sheet) {
        drawing.add(CadLayer::Wall, closed(&outline));
    }
    for opening in sheet.openings.values() {
        if let Some(wall) = sheet.walls.get(&opening.wall) {
            draw_opening(drawing, wall, opening);
        }
    }
    for area in sheet.areas.values().filter(|area| is_drawn(area.kind) && area.outline.len() > 2) {
        drawing.add(CadLayer::Floor, closed(&area.outline));
    }
}

/// Zones that steer routes are of this program and not of the building.
const fn is_drawn(kind: AreaKind) -> bool {
    !matches!(kind, AreaKind::NoRoute | AreaKind::PreferredRoute)
}

fn closed(outline: &[PlanPoint]) -> Shape {
    Shape::Polyline {
        vertices: outline.iter().map(|at| Vertex { at: *at, bulge: 0.0 }).collect(),
        closed: true,
    }
}

/// Returns the corners of what openings leave of each wall; ends reach over corners by half of the thickness.
pub fn solid_outlines(sheet: &Sheet) -> Vec<[PlanPoint; 4]> {
    let mut solid = Vec::new();
    for wall in sheet.walls.values() {
        let half = wall.thickness_ft / 2.0;
        let end = wall.length_ft() + half;
        let mut cuts: Vec<(f64, f64)> =
            sheet.openings.values().filter(|opening| opening.wall == wall.id).map(|o| ends(o)).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut start = -half;
        for (from, to) in cuts {
            if from > start {
                solid.push(corners(wall, start, from.min(end)));
            }
            start = start.max(to);
        }
        if start < end {
            solid.push(corners(wall, start, end));
        }
    }
    solid
}

/// Returns where an opening begins and ends along its wall.
fn ends(opening: &Opening) -> (f64, f64) {
    (opening.along_ft - opening.width_ft / 2.0, opening.along_ft + opening.width_ft / 2.0)
}

fn corners(wall: &Wall, from: f64, to: f64) -> [PlanPoint; 4] {
    let half = wall.thickness_ft / 2.0;
    [(from, half), (to, half), (to, -half), (from, -half)].map(|(along, left)| beside(wall, along, left))
}

/// Returns a point so far along a wall and so far to the left of it.
fn beside(wall: &Wall, along: f64, left: f64) -> PlanPoint {
    let length = wall.length_ft();
    let (ux, uy) = if length > 0.0 {
        ((wall.to.x - wall.from.x) / length, (wall.to.y - wall.from.y) / length)
    } else {
        (1.0, 0.0)
    };
    PlanPoint { x: wall.from.x + ux * along - uy * left, y: wall.from.y + uy * along + ux * left }
}

fn draw_opening(drawing: &mut PlanDrawing, wall: &Wall, opening: &Opening) {
    let (start, end) = ends(opening);
    let half = wall.thickness_ft / 2.0;
    match opening.kind {
        OpeningKind::Gap => {}
        OpeningKind::Door => draw_door(drawing, wall, opening),
        OpeningKind::SlidingDoor => {
            let middle = f64::midpoint(start, end);
            let (a, b) = (half / 3.0, -half / 3.0);
            drawing.line(CadLayer::Door, beside(wall, start, a), beside(wall, middle, a));
            drawing.line(CadLayer::Door, beside(wall, middle, b), beside(wall, end, b));
        }
        OpeningKind::Window => {
            for left in [half, 0.0, -half] {
                drawing.line(CadLayer::Glazing, beside(wall, start, left), beside(wall, end, left));
            }
        }
    }
}

fn draw_door(drawing: &mut PlanDrawing, wall: &Wall, opening: &Opening) {
    let (start, end) = ends(opening);
    let (hinge, strike) = if opening.hinge_far { (end, start) } else { (start, end) };
    let side = if opening.swings_right { -1.0 } else { 1.0 };
    let center = beside(wall, hinge, 0.0);
    let leaf = beside(wall, hinge, side * opening.width_ft);
    let shut = beside(wall, strike, 0.0);
    drawing.line(CadLayer::Door, center, leaf);
    let angle = |p: PlanPoint| (p.y - center.y).atan2(p.x - center.x).to_degrees();
    let (from, to) = (angle(shut), angle(leaf));
    // The quarter turn from shut to open, whichever way it goes.
    let sweep = (to - from + 540.0).rem_euclid(360.0) - 180.0;
    let (start_deg, sweep_deg) = if sweep < 0.0 { (to, -sweep) } else { (from, sweep) };
    drawing.add(CadLayer::Door, Shape::Arc { center, radius: opening.width_ft, start_deg, sweep_deg });
}

/// Returns a point in the middle of an outline, inside it where its center of area is not: halfway between two of its sides.
pub(super) fn middle_of(outline: &[PlanPoint]) -> Option<PlanPoint> {
    let (mut doubled, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        let cross = a.x * b.y - b.x * a.y;
        doubled += cross;
        x += (a.x + b.x) * cross;
        y += (a.y + b.y) * cross;
    }
    if outline.len() < 3 || doubled.abs() < 1e-9 {
        return None;
    }
    let center = PlanPoint { x: x / (3.0 * doubled), y: y / (3.0 * doubled) };
    if center.lies_in(outline) {
        return Some(center);
    }
    let mut crossings: Vec<f64> = Vec::new();
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        if (a.y > center.y) != (b.y > center.y) {
            crossings.push(a.x + (center.y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    crossings.sort_by(f64::total_cmp);
    let widest = crossings.chunks_exact(2).filter_map(|pair| match pair {
        [a, b] => Some((b - a, f64::midpoint(*a, *b))),
        _ => None,
    });
    let (_, x) = widest.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(PlanPoint { x, y: center.y })
}
