//! What a page draws, taken down as shapes instead of pixels.

use crate::domain::drawing::{Align, DrawingEntity, Shape, Vertex};
use crate::interchange::drawing::DrawingReport;
use crate::interchange::drawing::limits::Watch;
use crate::units::PlanPoint;
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::{BezPath, PathEl, Point};

/// How far a straight piece may leave its curve, in points of paper.
const TOLERANCE: f64 = 0.05;
/// Height of a capital letter as a share of the font size.
const CAPITAL: f64 = 0.7;
/// Units of a font's outlines in one font size.
const EM: f64 = 1000.0;

/// How much of each kind a page holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub paths: usize,
    curved: usize,
    texts: usize,
    unreadable: usize,
    images: usize,
    left_out: usize,
}

/// Shapes taken down from a page.
#[derive(Debug)]
pub(super) struct Lines {
    pub entities: Vec<DrawingEntity>,
    pub counts: Counts,
    left: usize,
    size: [f64; 2],
}

impl Lines {
    pub fn new(points: usize, size: [f64; 2]) -> Self {
        Self { entities: Vec::new(), counts: Counts::default(), left: points, size }
    }

    /// Writes the counts into the report.
    pub fn account(&self, report: &mut DrawingReport) {
        let counts = self.counts;
        for (kind, count) in
            [("PATH", counts.paths), ("TEXT", counts.texts + counts.unreadable), ("IMAGE", counts.images)]
        {
            if count > 0 {
                report.entities.insert(kind.to_owned(), count);
            }
        }
        report.drawn = counts.paths - counts.curved - counts.left_out + counts.texts;
        if counts.curved > 0 {
            report.approximated.insert("curves".to_owned(), counts.curved);
        }
        for (what, count) in [
            ("PATH: the page is too large", counts.left_out),
            ("TEXT: letters without a meaning", counts.unreadable),
            ("IMAGE: pictures on a page of lines", counts.images),
        ] {
            if count > 0 {
                report.skipped.insert(what.to_owned(), count);
            }
        }
    }

    /// Returns whether a piece touches the page; what lies beside it is cut off in print.
    fn touches(&self, points: &[PlanPoint]) -> bool {
        let [width, height] = self.size;
        let inside = |range: [f64; 2], most: f64| {
            let [low, high] = range;
            high >= 0.0 && low <= most
        };
        let range = |axis: fn(&PlanPoint) -> f64| {
            points.iter().map(axis).fold([f64::INFINITY, f64::NEG_INFINITY], |[a, b], x| [a.min(x), b.max(x)])
        };
        inside(range(|p| p.x), width) && inside(range(|p| p.y), height)
    }

    fn path(&mut self, path: &BezPath, color: Option<[u8; 3]>, is_fill: bool, dashes: Vec<f64>) {
        self.counts.paths += 1;
        let pieces = pieces_of(path);
        let points: usize = pieces.iter().map(|piece| piece.points.len()).sum();
        if points > self.left {
            self.counts.left_out += 1;
            return;
        }
        self.left -= points;
        let is_curve = |el: &PathEl| matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..));
        self.counts.curved += usize::from(path.elements().iter().any(is_curve));
        let entity = |shape| DrawingEntity { layer: 0, color, dashes: dashes.clone(), shape };
        if is_fill {
            let rings: Vec<Vec<PlanPoint>> = pieces.into_iter().map(|piece| piece.points).collect();
            if rings.iter().any(|ring| ring.len() > 2 && self.touches(ring)) {
                self.entities.push(entity(Shape::Fill { rings }));
            }
            return;
        }
        for piece in pieces {
            if self.touches(&piece.points) {
                self.entities.push(entity(piece.shape()));
            }
        }
    }
}

/// A stretch of a path without a jump.
struct Piece {
    points: Vec<PlanPoint>,
    closed: bool,
}

impl Piece {
    fn shape(self) -> Shape {
        if let ([from, to], false) = (self.points.as_slice(), self.closed) {
            return Shape::Line { from: *from, to: *to };
        }
        let vertices = self.points.into_iter().map(|at| Vertex { at, bulge: 0.0 }).collect();
        Shape::Polyline { vertices, closed: self.closed }
    }
}

fn pieces_of(path: &BezPath) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let plan = |p: Point| PlanPoint { x: p.x, y: p.y };
    hayro::kurbo::flatten(path, TOLERANCE, |el| match el {
        PathEl::MoveTo(p) => pieces.push(Piece { points: vec![plan(p)], closed: false }),
        PathEl::ClosePath => {
            if let Some(piece) = pieces.last_mut() {
                piece.closed = true;
            }
        }
        PathEl::LineTo(p) => {
            if let Some(piece) = pieces.last_mut() {
                piece.points.push(plan(p));
            }
        }
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
    });
    pieces.retain(|piece| {
        piece.points.len() > 1 && piece.points.iter().all(|p| p.x.is_finite() && p.y.is_finite())
    });
    pieces
}

/// Takes down what a page draws.
pub(super) struct Collector<'l, 'w> {
    pub lines: &'l mut Lines,
    pub watch: Watch<'w>,
    pub stopped: bool,
}

impl Collector<'_, '_> {
    fn goes_on(&mut self) -> bool {
        self.stopped = self.stopped || self.watch.go_on().is_err();
        !self.stopped
    }
}

fn color_of(paint: &Paint<'_>) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, _] = color.to_rgba().to_rgba8();
            Some([r, g, b])
        }
        Paint::Pattern(_) => None,
    }
}

impl<'a> Device<'a> for Collector<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.goes_on() {
            return;
        }
        let placed = props.transform * path.clone();
        let color = color_of(&props.paint);
        match mode {
            DrawMode::Fill(_) => self.lines.path(&placed, color, true, Vec::new()),
            DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => {
                let [a, b, ..] = props.transform.as_coeffs();
                let scale = a.hypot(b);
                let dashes: Vec<f64> =
                    stroke.dash_array.iter().map(|dash| f64::from(*dash) * scale).collect();
                let dashes = if dashes.len() % 2 == 1 { dashes.repeat(2) } else { dashes };
                self.lines.path(&placed, color, false, dashes);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.goes_on() || matches!(mode, DrawMode::Invisible) {
            return;
        }
        let mut text = String::new();
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => text.push(letter),
                Some(BfString::String(letters)) => text.push_str(&letters),
                None => {}
            }
        }
        let Some(first) = run.glyphs().first() else { return };
        if text.trim().is_empty() {
            self.lines.counts.unreadable += usize::from(text.is_empty());
            return;
        }
        let map = props.transform * first.transform();
        let at = map * Point::ZERO;
        let [along, up] = [map * Point::new(EM, 0.0) - at, map * Point::new(0.0, EM) - at];
        self.lines.counts.texts += 1;
        self.lines.entities.push(DrawingEntity {
            layer: 0,
            color: color_of(&props.paint),
            dashes: Vec::new(),
            shape: Shape::Text {
                at: PlanPoint { x: at.x, y: at.y },
                height: up.hypot() * CAPITAL,
                rotation_deg: along.y.atan2(along.x).to_degrees(),
                align: Align::default(),
                text,
            },
        });
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.lines.counts.images += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
