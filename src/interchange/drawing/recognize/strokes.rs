//! Straight lines of chosen layers in plan feet, and what lies on one line joined to strokes.

use crate::domain::Underlay;
use crate::domain::drawing::{Drawing, Shape};
use crate::units::PlanPoint;

/// A straight line in plan feet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Segment {
    pub from: PlanPoint,
    pub to: PlanPoint,
}

/// A stretch of a line that is known by its direction and its distance from the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// Direction of the line in steps of a tenth of a degree, below 1800.
    pub direction: u16,
    /// Distance of the line from the origin, to the left of its direction.
    pub offset: f64,
    /// From where to where along the direction.
    pub start: f64,
    pub end: f64,
}

/// Shorter lines say nothing.
const SHORTEST_FT: f64 = 0.04;
/// Lines so near to each other are one.
const SAME_LINE_FT: f64 = 0.02;
/// Strokes with a smaller gap between them are one.
const SAME_STROKE_FT: f64 = 0.05;
/// Steps in half a turn.
const STEPS: f64 = 1800.0;

/// Returns the straight lines on some layers.
pub(super) fn lines_on(drawing: &Drawing, underlay: &Underlay, layers: &[usize]) -> Vec<Segment> {
    let mut lines = Vec::new();
    let mut add = |from: PlanPoint, to: PlanPoint| {
        let (from, to) = (underlay.to_plan(from), underlay.to_plan(to));
        if (to.x - from.x).hypot(to.y - from.y) >= SHORTEST_FT {
            lines.push(Segment { from, to });
        }
    };
    for entity in drawing.entities.iter().filter(|entity| layers.contains(&entity.layer)) {
        match &entity.shape {
            Shape::Line { from, to } => add(*from, *to),
            Shape::Polyline { vertices, closed } => {
                let close = vertices.first().filter(|_| *closed && vertices.len() > 2);
                for (a, b) in vertices.iter().zip(vertices.iter().skip(1).chain(close)) {
                    if a.bulge == 0.0 {
                        add(a.at, b.at);
                    }
                }
            }
            Shape::Fill { rings } => {
                // Walls are drawn as filled bands too; a solid wall is its outline.
                for ring in rings.iter().filter(|ring| ring.len() > 2) {
                    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                        add(*a, *b);
                    }
                }
            }
            Shape::Mark(_)
            | Shape::Arc { .. }
            | Shape::Ellipse { .. }
            | Shape::Curve { .. }
            | Shape::Text { .. } => {}
        }
    }
    lines
}

/// Sine and cosine of a direction.
pub(super) fn axes_of(direction: u16) -> (f64, f64) {
    match direction {
        0 => (0.0, 1.0),
        900 => (1.0, 0.0),
        other => (f64::from(other) / STEPS * std::f64::consts::PI).sin_cos(),
    }
}

/// Returns the plan point of a place on a line.
pub(super) fn point_on(direction: u16, along: f64, offset: f64) -> PlanPoint {
    let (sin, cos) = axes_of(direction);
    PlanPoint { x: along * cos - offset * sin, y: along * sin + offset * cos }
}

/// Returns a point by its place along a direction and its distance from the line through the origin.
pub(super) fn place_on(direction: u16, at: PlanPoint) -> (f64, f64) {
    let (sin, cos) = axes_of(direction);
    (at.x * cos + at.y * sin, at.y * cos - at.x * sin)
}

fn stroke_of(line: &Segment) -> Stroke {
    let angle = (line.to.y - line.from.y).atan2(line.to.x - line.from.x);
    let steps = (angle / std::f64::consts::PI * STEPS).round().rem_euclid(STEPS) as u16;
    let direction = if f64::from(steps) >= STEPS { 0 } else { steps };
    let ((a, off_a), (b, off_b)) = (place_on(direction, line.from), place_on(direction, line.to));
    Stroke { direction, offset: (off_a + off_b) / 2.0, start: a.min(b), end: a.max(b) }
}

/// Joins what lies on one line: overlaps, repeats and stretches that touch.
pub(super) fn joined(lines: &[Segment]) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = lines.iter().map(stroke_of).collect();
    strokes.sort_by(|a, b| {
        a.direction.cmp(&b.direction).then(a.offset.total_cmp(&b.offset)).then(a.start.total_cmp(&b.start))
    });
    // Lines within the tolerance get the offset of the first of them, so that sorting by start works within a line.
    let mut line: Option<(u16, f64)> = None;
    for stroke in &mut strokes {
        match line {
            Some((direction, offset))
                if direction == stroke.direction && stroke.offset - offset < SAME_LINE_FT =>
            {
                stroke.offset = offset;
            }
            _ => line = Some((stroke.direction, stroke.offset)),
        }
    }
    strokes.sort_by(|a, b| {
        a.direction.cmp(&b.direction).then(a.offset.total_cmp(&b.offset)).then(a.start.total_cmp(&b.start))
    });
    let mut joined: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        match joined.last_mut() {
            Some(last)
                if last.direction == stroke.direction
                    && last.offset == stroke.offset
                    && stroke.start <= last.end + SAME_STROKE_FT =>
            {
                last.end = last.end.max(stroke.end);
            }
            _ => joined.push(stroke),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Segment {
        Segment { from: PlanPoint { x: x1, y: y1 }, to: PlanPoint { x: x2, y: y2 } }
    }

    #[test]
    fn what_lies_on_one_line_is_one_stroke_whichever_way_it_was_drawn() {
        let strokes = joined(&[
            line(0.0, 1.0, 4.0, 1.0),
            line(7.0, 1.001, 3.0, 1.001),
            line(9.0, 1.0, 10.0, 1.0),
            line(2.0, 0.0, 2.0, 5.0),
        ]);
        let ends: Vec<(u16, f64, f64)> = strokes.iter().map(|s| (s.direction, s.start, s.end)).collect();
        assert_eq!(ends, [(0, 0.0, 7.0), (0, 9.0, 10.0), (900, 0.0, 5.0)]);
        let upright = strokes.last().expect("three");
        assert_eq!(point_on(900, 1.0, upright.offset), PlanPoint { x: 2.0, y: 1.0 });
    }
}
