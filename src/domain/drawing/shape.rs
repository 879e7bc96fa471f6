//! Shapes: exact where CAD is exact, so that snaps find centers and ends rather than corners of an approximation.

use crate::units::{PlanPoint, PlanRect};

/// A corner of a polyline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    pub at: PlanPoint,
    /// Tangent of a quarter of the angle of the arc to the next corner; 0 for a straight leg, positive to the left.
    pub bulge: f64,
}

/// Where a text hangs at its point: 0, 0 is lower left, 1, 1 is upper right, of its box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Align {
    pub x: f64,
    pub y: f64,
}

/// What can be drawn. Angles are in degrees, counterclockwise from the x axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A point.
    Mark(PlanPoint),
    Line {
        from: PlanPoint,
        to: PlanPoint,
    },
    Polyline {
        vertices: Vec<Vertex>,
        closed: bool,
    },
    /// An arc; a sweep of 360 is a circle.
    Arc {
        center: PlanPoint,
        radius: f64,
        start_deg: f64,
        sweep_deg: f64,
    },
    /// An arc of an ellipse by its parameter; `major` is the vector from the center to the end of the long axis.
    Ellipse {
        center: PlanPoint,
        major: PlanPoint,
        ratio: f64,
        start_deg: f64,
        sweep_deg: f64,
    },
    /// A curve that is kept as the points of an approximation.
    Curve {
        points: Vec<PlanPoint>,
        closed: bool,
    },
    /// An area, even-odd.
    Fill {
        rings: Vec<Vec<PlanPoint>>,
    },
    /// Lines of text, separated by line feeds.
    Text {
        at: PlanPoint,
        height: f64,
        rotation_deg: f64,
        align: Align,
        text: String,
    },
}

impl Shape {
    /// Returns the smallest rectangle around the shape; around a text, an estimate by the number of its letters. Nothing for a
    /// shape without a point.
    pub fn bounds(&self) -> Option<PlanRect> {
        let points: Vec<PlanPoint> = match self {
            Self::Fill { rings } => rings.iter().flatten().copied().collect(),
            Self::Text { at, height, rotation_deg, align, text } => {
                text_corners(*at, *height, *rotation_deg, *align, text)
            }
            Self::Mark(_)
            | Self::Line { .. }
            | Self::Polyline { .. }
            | Self::Arc { .. }
            | Self::Ellipse { .. }
            | Self::Curve { .. } => self.flatten(0.0),
        };
        let finite = points.into_iter().filter(|p| p.x.is_finite() && p.y.is_finite());
        finite.map(|p| PlanRect { min: p, max: p }).reduce(|a, b| PlanRect {
            min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
            max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
        })
    }
}

/// Width of a letter as a share of its height, on average.
const LETTER_WIDTH: f64 = 0.6;
/// Distance of two lines as a share of the height.
const LINE_STEP: f64 = 1.5;

fn text_corners(at: PlanPoint, height: f64, rotation_deg: f64, align: Align, text: &str) -> Vec<PlanPoint> {
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let lines = text.lines().count().max(1);
    let width = longest as f64 * height * LETTER_WIDTH;
    let tall = height * (1.0 + (lines - 1) as f64 * LINE_STEP);
    let (sin, cos) = rotation_deg.to_radians().sin_cos();
    let corner = |x: f64, y: f64| {
        let (x, y) = ((x - align.x) * width, (y - align.y) * tall);
        PlanPoint { x: at.x + x * cos - y * sin, y: at.y + x * sin + y * cos }
    };
    vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]
}
