//! Blocks that show only a part of themselves: the boundaries that a spatial filter puts around an insert (`XCLIP`).
//!
//! A filter is known by its owners: the dictionary of filters, the insert's own dictionary, the insert. Its boundary becomes an
//! outline in the block's own coordinates. A clip that shows what is outside is written as an outline around everything with the
//! hole cut in, and needs nothing of its own.

use super::reading::Reading;
use super::record::Record;
use super::sections::Sections;
use crate::domain::drawing::{Affine, Shape};
use crate::units::{PlanPoint, PlanRect};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use std::collections::BTreeMap;

/// Owners between a filter and its insert, at most.
const OWNERS: usize = 8;
/// Boundaries with more corners are no clips that anybody drew.
const MOST_CORNERS: usize = 4096;
/// Curves that are cut leave their outline by this share of their size at most.
const TOLERANCE: f64 = 1e-4;

/// The boundaries of a file by the handle of their insert.
#[derive(Debug, Default)]
pub(super) struct Clips(BTreeMap<String, Vec<PlanPoint>>);

impl Clips {
    pub fn of(reading: &Reading<'_, '_>, sections: &Sections) -> Self {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut filters: Vec<(String, Vec<PlanPoint>)> = Vec::new();
        for place in &sections.objects {
            let record = Record::read(&reading.source, place, reading.letters);
            let Some(owner) = handle(&record, 330) else { continue };
            if record.kind == "DICTIONARY" {
                owners.extend(handle(&record, 5).map(|own| (own, owner)));
            } else if let Some(outline) = outline(&record) {
                filters.push((owner, outline));
            }
        }
        let insert_of = |mut at: String| {
            for _ in 0..OWNERS {
                match owners.get(&at) {
                    Some(owner) => at.clone_from(owner),
                    None => break,
                }
            }
            at
        };
        Self(filters.into_iter().map(|(owner, outline)| (insert_of(owner), outline)).collect())
    }

    /// Returns the boundary of an insert in the coordinates of its block.
    pub fn get(&self, insert: &str) -> Option<&[PlanPoint]> {
        self.0.get(insert).map(Vec::as_slice)
    }
}

/// Returns a handle in the form in which handles are compared.
pub(super) fn handle(record: &Record<'_>, code: i32) -> Option<String> {
    record.name(code).map(|handle| handle.to_ascii_uppercase())
}

/// Returns the boundary of a filter that is switched on, in the coordinates of the block; two points are opposite corners.
fn outline(record: &Record<'_>) -> Option<Vec<PlanPoint>> {
    let corners = match record.points(10).as_slice() {
        [a, b] => vec![*a, PlanPoint { x: b.x, y: a.y }, *b, PlanPoint { x: a.x, y: b.y }],
        corners => corners.to_vec(),
    };
    if record.flags(71) == 0 || !(3..=MOST_CORNERS).contains(&corners.len()) {
        return None;
    }
    // Behind the depths of the clip stand two matrices of three rows: from the plan to the block, from the plan to the boundary.
    let numbers = record.reals(40);
    let matrices = numbers.get(numbers.len().checked_sub(24)?..)?;
    let to_block = affine(matrices.get(..12)?)?;
    let to_plan = inverse(affine(matrices.get(12..)?)?)?;
    let map = to_plan.then(to_block);
    let corners: Vec<PlanPoint> = corners.into_iter().map(|corner| map.apply(corner)).collect();
    corners.iter().all(|p| p.x.is_finite() && p.y.is_finite()).then_some(corners)
}

fn affine(rows: &[f64]) -> Option<Affine> {
    let [xx, xy, _, dx, yx, yy, _, dy, ..] = *rows else { return None };
    Some(Affine { xx, xy, yx, yy, dx, dy })
}

fn inverse(of: Affine) -> Option<Affine> {
    let det = of.xx * of.yy - of.xy * of.yx;
    if det == 0.0 || !det.is_finite() {
        return None;
    }
    let turned =
        Affine { xx: of.yy / det, xy: -of.xy / det, yx: -of.yx / det, yy: of.xx / det, dx: 0.0, dy: 0.0 };
    let moved = turned.apply(PlanPoint { x: of.dx, y: of.dy });
    Some(Affine { dx: -moved.x, dy: -moved.y, ..turned })
}

/// What may be seen: inside an outline, even-odd.
#[derive(Clone, Debug)]
pub(super) struct Window {
    outline: Vec<PlanPoint>,
    bounds: PlanRect,
}

impl Window {
    /// Returns the window of a boundary under a map; nothing where it has no extent.
    pub fn new(outline: &[PlanPoint], map: Affine) -> Option<Self> {
        let outline: Vec<PlanPoint> = outline.iter().map(|corner| map.apply(*corner)).collect();
        let bounds = Shape::Curve { points: outline.clone(), closed: true }.bounds()?;
        Some(Self { outline, bounds })
    }

    /// Returns what cutting a point of a shape costs, in points of the budget.
    pub fn cost(&self) -> usize {
        1 + self.outline.len() / 4
    }

    /// Returns what of a shape is inside, and whether that is only nearly so.
    pub fn cut(&self, shape: Shape) -> (Vec<Shape>, Option<&'static str>) {
        let Some(bounds) = shape.bounds() else { return (vec![shape], None) };
        if !meet(&bounds, &self.bounds) {
            return (Vec::new(), None);
        }
        match &shape {
            Shape::Mark(at) => (if self.contains(*at) { vec![shape] } else { Vec::new() }, None),
            Shape::Text { at, .. } => {
                let PlanRect { min, max } = bounds;
                let corners = [min, max, PlanPoint { x: min.x, y: max.y }, PlanPoint { x: max.x, y: min.y }];
                let inside = corners.iter().filter(|corner| self.contains(**corner)).count();
                let seen = inside == 4 || self.contains(*at);
                let nearly = (inside > 0 && inside < 4).then_some("texts at the edge of a clipped block");
                (if seen { vec![shape] } else { Vec::new() }, nearly)
            }
            Shape::Fill { rings } => (self.area(rings), None),
            _ => self.line(shape, &bounds),
        }
    }

    /// Even-odd, as fills are.
    fn contains(&self, at: PlanPoint) -> bool {
        self.edges().fold(false, |inside, (a, b)| {
            let spans = (a.y > at.y) != (b.y > at.y);
            inside != (spans && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
        })
    }

    fn edges(&self) -> impl Iterator<Item = (PlanPoint, PlanPoint)> {
        self.outline.iter().copied().zip(self.outline.iter().copied().cycle().skip(1))
    }

    fn area(&self, rings: &[Vec<PlanPoint>]) -> Vec<Shape> {
        let pair = |p: &PlanPoint| [p.x, p.y];
        let finite = |ring: &&Vec<PlanPoint>| ring.iter().all(|p| p.x.is_finite() && p.y.is_finite());
        let subject: Vec<Vec<[f64; 2]>> =
            rings.iter().filter(finite).map(|ring| ring.iter().map(pair).collect()).collect();
        let window: Vec<[f64; 2]> = self.outline.iter().map(pair).collect();
        let found = subject.overlay(&window, OverlayRule::Intersect, FillRule::EvenOdd);
        let rings: Vec<Vec<PlanPoint>> = found
            .into_iter()
            .flatten()
            .map(|ring| ring.into_iter().map(|[x, y]| PlanPoint { x, y }).collect())
            .collect();
        if rings.is_empty() { Vec::new() } else { vec![Shape::Fill { rings }] }
    }

    fn line(&self, shape: Shape, bounds: &PlanRect) -> (Vec<Shape>, Option<&'static str>) {
        let size = (bounds.max.x - bounds.min.x).hypot(bounds.max.y - bounds.min.y);
        let points = shape.flatten(size * TOLERANCE);
        let (mut paths, mut whole): (Vec<Vec<PlanPoint>>, bool) = (Vec::new(), true);
        for two in points.windows(2) {
            let [a, b] = *two else { continue };
            for [from, to] in self.inside([a, b]) {
                whole &= from == a && to == b;
                match paths.last_mut() {
                    Some(path) if path.last() == Some(&from) => path.push(to),
                    _ => paths.push(vec![from, to]),
                }
            }
        }
        whole &= paths.len() == 1 && paths.first().is_some_and(|path| path.len() == points.len());
        if whole {
            return (vec![shape], None);
        }
        let is_curve = !matches!(shape, Shape::Line { .. });
        let piece = |path: Vec<PlanPoint>| match path.as_slice() {
            [from, to] => Shape::Line { from: *from, to: *to },
            _ => Shape::Curve { points: path, closed: false },
        };
        let pieces: Vec<Shape> = paths.into_iter().map(piece).collect();
        let nearly = (is_curve && !pieces.is_empty()).then_some("curves cut at the edge of a clipped block");
        (pieces, nearly)
    }

    /// Returns the parts of a straight piece that are inside.
    fn inside(&self, [a, b]: [PlanPoint; 2]) -> Vec<[PlanPoint; 2]> {
        let mut cuts: Vec<f64> = self.edges().filter_map(|(c, d)| crossed([a, b], [c, d])).collect();
        cuts.push(0.0);
        cuts.push(1.0);
        cuts.sort_by(f64::total_cmp);
        let at = |share: f64| match share {
            0.0 => a,
            1.0 => b,
            _ => PlanPoint { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share },
        };
        let mut parts: Vec<[f64; 2]> = Vec::new();
        for two in cuts.windows(2) {
            let [from, to] = *two else { continue };
            if to - from <= 1e-12 || !self.contains(at((from + to) / 2.0)) {
                continue;
            }
            match parts.last_mut() {
                Some(part) if part[1] == from => part[1] = to,
                _ => parts.push([from, to]),
            }
        }
        parts.into_iter().map(|[from, to]| [at(from), at(to)]).collect()
    }
}

/// Returns where along the first piece the second crosses it, between its ends.
fn crossed([a, b]: [PlanPoint; 2], [c, d]: [PlanPoint; 2]) -> Option<f64> {
    let (ux, uy) = (b.x - a.x, b.y - a.y);
    let (vx, vy) = (d.x - c.x, d.y - c.y);
    let cross = ux * vy - uy * vx;
    let share = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
    let other = ((c.x - a.x) * uy - (c.y - a.y) * ux) / cross;
    (share > 0.0 && share < 1.0 && (0.0..=1.0).contains(&other)).then_some(share)
}

fn meet(a: &PlanRect, b: &PlanRect) -> bool {
    a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y
}
