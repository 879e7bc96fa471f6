//! Curves as straight pieces, within a tolerance.

use super::{Shape, Vertex};
use crate::units::PlanPoint;

/// Pieces of a full turn at most and at least.
const MOST_PIECES: f64 = 720.0;
const LEAST_PIECES: f64 = 8.0;
/// Pieces of a full turn where no tolerance is given.
const USUAL_PIECES: f64 = 72.0;

impl Shape {
    /// Returns the points of the shape's outline joined by straight pieces that leave it by the tolerance at most, in drawing
    /// units; 0 means 5° a piece. A closed shape ends at its first point. A fill and a text have none.
    pub fn flatten(&self, tolerance: f64) -> Vec<PlanPoint> {
        match self {
            Self::Mark(at) => vec![*at],
            Self::Line { from, to } => vec![*from, *to],
            Self::Polyline { vertices, closed } => polyline(vertices, *closed, tolerance),
            Self::Arc { center, radius, start_deg, sweep_deg } => {
                let x = PlanPoint { x: *radius, y: 0.0 };
                let y = PlanPoint { x: 0.0, y: *radius };
                turn(*center, x, y, *start_deg, *sweep_deg, tolerance)
            }
            Self::Ellipse { center, major, ratio, start_deg, sweep_deg } => {
                let minor = PlanPoint { x: -major.y * ratio, y: major.x * ratio };
                turn(*center, *major, minor, *start_deg, *sweep_deg, tolerance)
            }
            Self::Curve { points, closed } => {
                let close = points.first().filter(|_| *closed);
                points.iter().chain(close).copied().collect()
            }
            Self::Fill { .. } | Self::Text { .. } => Vec::new(),
        }
    }
}

fn polyline(vertices: &[Vertex], closed: bool, tolerance: f64) -> Vec<PlanPoint> {
    let mut points: Vec<PlanPoint> = vertices.first().map(|v| v.at).into_iter().collect();
    let close = vertices.first().filter(|_| closed && vertices.len() > 1);
    let nexts = vertices.iter().skip(1).chain(close);
    for (from, to) in vertices.iter().zip(nexts) {
        if from.bulge.abs() < 1e-9 {
            points.push(to.at);
            continue;
        }
        let arc = bulge_arc(from.at, to.at, from.bulge);
        points.extend(arc.flatten(tolerance).into_iter().skip(1));
        // The arc's last point is the corner up to rounding; the corner itself is exact.
        if let Some(last) = points.last_mut() {
            *last = to.at;
        }
    }
    points
}

/// Returns the arc of a leg of a polyline.
fn bulge_arc(from: PlanPoint, to: PlanPoint, bulge: f64) -> Shape {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let offset = (1.0 - bulge * bulge) / (4.0 * bulge);
    let center = PlanPoint { x: (from.x + to.x) / 2.0 - dy * offset, y: (from.y + to.y) / 2.0 + dx * offset };
    Shape::Arc {
        center,
        radius: (from.x - center.x).hypot(from.y - center.y),
        start_deg: (from.y - center.y).atan2(from.x - center.x).to_degrees(),
        sweep_deg: (4.0 * bulge.atan()).to_degrees(),
    }
}

fn turn(
    center: PlanPoint,
    x: PlanPoint,
    y: PlanPoint,
    start_deg: f64,
    sweep_deg: f64,
    tolerance: f64,
) -> Vec<PlanPoint> {
    let radius = x.x.hypot(x.y).max(y.x.hypot(y.y));
    // The sagitta of a piece of angle a is r (1 − cos a/2).
    let whole = if tolerance > 0.0 && radius > tolerance {
        (std::f64::consts::PI / (1.0 - tolerance / radius).acos()).clamp(LEAST_PIECES, MOST_PIECES)
    } else if tolerance > 0.0 {
        LEAST_PIECES
    } else {
        USUAL_PIECES
    };
    let pieces = (whole * sweep_deg.abs() / 360.0).ceil().clamp(1.0, MOST_PIECES);
    (0..=pieces as usize)
        .map(|piece| {
            let (sin, cos) = (start_deg + sweep_deg * piece as f64 / pieces).to_radians().sin_cos();
            PlanPoint { x: center.x + x.x * cos + y.x * sin, y: center.y + x.y * cos + y.y * sin }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn a_bulge_of_one_is_a_half_circle_to_the_left_hand() {
        let vertices = vec![Vertex { at: at(0.0, 0.0), bulge: 1.0 }, Vertex { at: at(2.0, 0.0), bulge: 0.0 }];
        let points = Shape::Polyline { vertices, closed: false }.flatten(0.001);
        let lowest = points.iter().map(|p| p.y).fold(f64::INFINITY, f64::min);
        assert!((lowest + 1.0).abs() < 0.001, "{lowest}");
        assert!(points.iter().all(|p| ((p.x - 1.0).hypot(p.y) - 1.0).abs() < 1e-9));
        assert_eq!(points.last(), Some(&at(2.0, 0.0)));
    }

    #[test]
    fn pieces_stay_within_the_tolerance() {
        for (radius, tolerance) in [(1.0, 0.01), (500.0, 0.5), (0.001, 0.5)] {
            let circle = Shape::Arc { center: at(3.0, 4.0), radius, start_deg: 0.0, sweep_deg: 360.0 };
            let points = circle.flatten(tolerance);
            for two in points.windows(2) {
                let [a, b] = two else { continue };
                let middle = at((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
                assert!(radius - (middle.x - 3.0).hypot(middle.y - 4.0) <= tolerance + 1e-9);
            }
        }
    }

    #[test]
    fn a_closed_polyline_ends_where_it_began() {
        let vertices = [at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0)].map(|at| Vertex { at, bulge: 0.0 });
        let points = Shape::Polyline { vertices: vertices.to_vec(), closed: true }.flatten(0.0);
        assert_eq!(points.len(), 4);
        assert_eq!(points.first(), points.last());
    }
}
