//! The boundary of a hatch as closed rings of points, and where a line runs inside them.

use super::hatches::boundary_tags;
use super::record::Record;
use super::spline::Spline;
use super::tag::Tag;
use crate::domain::drawing::{Affine, Shape, Vertex};
use crate::units::PlanPoint;
use std::iter::Peekable;

/// A path that is a polyline.
const POLYLINE: i64 = 2;

/// Returns the rings of all paths. A path that does not close is closed.
pub(super) fn boundary_rings(record: &Record<'_>) -> Vec<Vec<PlanPoint>> {
    let mut tags = boundary_tags(record).peekable();
    let mut rings = Vec::new();
    while let Some(tag) = tags.next() {
        if tag.code != 92 {
            continue;
        }
        let ring =
            if tag.whole().unwrap_or(0) & POLYLINE != 0 { polyline(&mut tags) } else { edges(&mut tags) };
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

/// Takes the tag of a code if it is next.
fn next_real<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>, code: i32) -> Option<f64> {
    tags.next_if(|tag| tag.code == code)?.real()
}

fn next_point<'r, 'a: 'r>(
    tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>,
    code: i32,
) -> Option<PlanPoint> {
    let x = next_real(tags, code)?;
    Some(PlanPoint { x, y: next_real(tags, code + 10).unwrap_or(0.0) })
}

fn polyline<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    while tags.next_if(|tag| matches!(tag.code, 72 | 73 | 93)).is_some() {}
    let mut vertices = Vec::new();
    while let Some(at) = next_point(tags, 10) {
        vertices.push(Vertex { at, bulge: next_real(tags, 42).unwrap_or(0.0) });
    }
    let mut points = Shape::Polyline { vertices, closed: true }.flatten(0.0);
    points.pop();
    points
}

fn edges<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    let mut ring: Vec<PlanPoint> = Vec::new();
    tags.next_if(|tag| tag.code == 93);
    while let Some(tag) = tags.next_if(|tag| tag.code == 72) {
        let points = match tag.whole() {
            Some(1) => line(tags),
            Some(2) => arc(tags),
            Some(3) => ellipse(tags),
            Some(4) => spline(tags),
            _ => return Vec::new(),
        };
        append(&mut ring, points);
    }
    ring
}

/// Appends an edge, turned round where its other end is the nearer one: writers do not agree on directions.
fn append(ring: &mut Vec<PlanPoint>, mut edge: Vec<PlanPoint>) {
    let far = |a: &PlanPoint, b: &PlanPoint| (a.x - b.x).hypot(a.y - b.y);
    if let (Some(last), Some(first), Some(end)) = (ring.last(), edge.first(), edge.last())
        && far(last, end) < far(last, first)
    {
        edge.reverse();
    }
    let same = ring.last().zip(edge.first()).is_some_and(|(a, b)| far(a, b) < 1e-9);
    ring.extend(edge.into_iter().skip(usize::from(same)));
}

fn line<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    [next_point(tags, 10), next_point(tags, 11)].into_iter().flatten().collect()
}

/// Start and end of an arc, counted the other way round where it runs clockwise.
fn turn<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> (f64, f64) {
    let start = next_real(tags, 50).unwrap_or(0.0);
    let end = next_real(tags, 51).unwrap_or(360.0);
    let counterclockwise = next_real(tags, 73).unwrap_or(1.0) != 0.0;
    let sweep = (end - start).rem_euclid(360.0);
    let sweep = if sweep == 0.0 { 360.0 } else { sweep };
    if counterclockwise { (start, sweep) } else { (-start, -sweep) }
}

fn arc<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    let Some(center) = next_point(tags, 10) else { return Vec::new() };
    let radius = next_real(tags, 40).unwrap_or(0.0);
    let (start_deg, sweep_deg) = turn(tags);
    Shape::Arc { center, radius, start_deg, sweep_deg }.flatten(0.0)
}

fn ellipse<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    let (Some(center), Some(major)) = (next_point(tags, 10), next_point(tags, 11)) else { return Vec::new() };
    let ratio = next_real(tags, 40).unwrap_or(1.0);
    let (start_deg, sweep_deg) = turn(tags);
    Shape::Ellipse { center, major, ratio, start_deg, sweep_deg }.under(Affine::IDENTITY).flatten(0.0)
}

fn spline<'r, 'a: 'r>(tags: &mut Peekable<impl Iterator<Item = &'r Tag<'a>>>) -> Vec<PlanPoint> {
    let degree = next_real(tags, 94).unwrap_or(3.0) as usize;
    while tags.next_if(|tag| matches!(tag.code, 73 | 74 | 95 | 96)).is_some() {}
    let mut spline = Spline { degree, ..Spline::default() };
    while let Some(knot) = next_real(tags, 40) {
        spline.knots.push(knot);
    }
    while let Some(control) = next_point(tags, 10) {
        spline.controls.push(control);
        spline.weights.extend(next_real(tags, 42));
    }
    let mut fits = Vec::new();
    // Fit points and tangents since 2010; the number at 97 is also that of source objects, which end the path.
    if tags.peek().is_some_and(|tag| tag.code == 97) {
        let count = tags.next_if(|tag| tag.code == 97).and_then(Tag::whole).unwrap_or(0);
        for _ in 0..count.clamp(0, 100_000) {
            let Some(fit) = next_point(tags, 11) else { break };
            fits.push(fit);
        }
        while tags.next_if(|tag| matches!(tag.code, 12 | 22 | 13 | 23)).is_some() {}
    }
    let points = spline.points();
    if points.is_empty() { fits } else { points }
}

/// Returns the stretches of a line inside the rings, even-odd, as distances along it. The line has a direction by sine and
/// cosine and lies at a height across it.
pub(super) fn inside_pieces(rings: &[Vec<PlanPoint>], sin: f64, cos: f64, height: f64) -> Vec<[f64; 2]> {
    let mut crossings = Vec::new();
    for ring in rings {
        let nexts = ring.iter().cycle().skip(1);
        for (from, to) in ring.iter().zip(nexts) {
            let (a, b) = (from.y * cos - from.x * sin - height, to.y * cos - to.x * sin - height);
            if (a > 0.0) == (b > 0.0) {
                continue;
            }
            let share = a / (a - b);
            let point = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
            let [x, y] = point;
            crossings.push(x * cos + y * sin);
        }
    }
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).filter_map(|pair| <[f64; 2]>::try_from(pair).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_runs_inside_a_ring_and_not_in_its_hole() {
        let square = |from: f64, to: f64| {
            [(from, from), (to, from), (to, to), (from, to)].map(|(x, y)| PlanPoint { x, y }).to_vec()
        };
        let rings = [square(0.0, 10.0), square(4.0, 6.0)];
        assert_eq!(inside_pieces(&rings, 0.0, 1.0, 5.0), [[0.0, 4.0], [6.0, 10.0]]);
        assert_eq!(inside_pieces(&rings, 0.0, 1.0, 1.0), [[0.0, 10.0]]);
        assert!(inside_pieces(&rings, 0.0, 1.0, 11.0).is_empty());
    }
}
