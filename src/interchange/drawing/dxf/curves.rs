//! Points, lines, circles, arcs, ellipses and splines.

use super::made::Made;
use super::plane::plane_of;
use super::record::Record;
use super::spline::Spline;
use crate::domain::drawing::{Affine, Shape};
use crate::units::PlanPoint;

pub(super) fn point(record: &Record<'_>) -> Made {
    record.point(10).map_or_else(Made::incomplete, |at| Made::exact(vec![Shape::Mark(at)]))
}

pub(super) fn line(record: &Record<'_>) -> Made {
    match (record.point(10), record.point(11)) {
        (Some(from), Some(to)) => Made::exact(vec![Shape::Line { from, to }]),
        (Some(at), None) | (None, Some(at)) => Made::nearly(vec![Shape::Mark(at)], "lines with one end"),
        (None, None) => Made::incomplete(),
    }
}

pub(super) fn circle(record: &Record<'_>) -> Made {
    arc_of(record, 0.0, 360.0)
}

pub(super) fn arc(record: &Record<'_>) -> Made {
    let (start, end) = (record.real(50).unwrap_or(0.0), record.real(51).unwrap_or(360.0));
    let sweep = (end - start).rem_euclid(360.0);
    arc_of(record, start, if sweep == 0.0 { 360.0 } else { sweep })
}

fn arc_of(record: &Record<'_>, start_deg: f64, sweep_deg: f64) -> Made {
    let (Some(center), Some(radius)) = (record.point(10), record.real(40)) else { return Made::incomplete() };
    if radius == 0.0 {
        return Made::nearly(vec![Shape::Mark(plane_of(record).apply(center))], "circles without a radius");
    }
    let shape = Shape::Arc { center, radius: radius.abs(), start_deg, sweep_deg };
    Made::exact(vec![shape.under(plane_of(record))])
}

/// Center and long axis are in the coordinates of the drawing; the extrusion only says which way the arc runs.
pub(super) fn ellipse(record: &Record<'_>) -> Made {
    let (Some(center), Some(major)) = (record.point(10), record.point(11)) else { return Made::incomplete() };
    let ratio = record.real(40).unwrap_or(1.0).abs();
    let start = record.real(41).unwrap_or(0.0);
    let end = record.real(42).unwrap_or(std::f64::consts::TAU);
    let sweep = (end - start).rem_euclid(std::f64::consts::TAU);
    let sweep = if sweep < 1e-9 { std::f64::consts::TAU } else { sweep };
    let sign = if record.real(230).is_some_and(|z| z < 0.0) { -1.0 } else { 1.0 };
    let shape = Shape::Ellipse {
        center,
        major,
        ratio,
        start_deg: sign * start.to_degrees(),
        sweep_deg: sign * sweep.to_degrees(),
    };
    // Axes of a short first radius are put right.
    Made::exact(vec![shape.under(Affine::IDENTITY)])
}

pub(super) fn spline(record: &Record<'_>) -> Made {
    let closed = record.flags(70) & 1 != 0;
    let spline = Spline {
        degree: usize::try_from(record.whole(71).unwrap_or(3)).unwrap_or(3),
        knots: record.reals(40),
        weights: record.reals(41),
        controls: record.points(10),
    };
    let mut points = spline.points();
    if points.len() < 2 {
        points = through(&record.points(11), closed);
    }
    if points.len() < 2 {
        return Made::incomplete();
    }
    let ends_meet = match (points.first(), points.last()) {
        (Some(a), Some(b)) => (a.x - b.x).hypot(a.y - b.y) < 1e-9,
        _ => false,
    };
    Made::nearly(vec![Shape::Curve { points, closed: closed && !ends_meet }], "splines")
}

/// Pieces from one fit point to the next.
const FIT_PIECES: usize = 8;

/// Returns a smooth curve through points (Catmull-Rom); the one AutoCAD means is not in the file.
fn through(fits: &[PlanPoint], closed: bool) -> Vec<PlanPoint> {
    let count = fits.len();
    if count < 3 {
        return fits.to_vec();
    }
    let at = |place: isize| {
        let last = count as isize - 1;
        let place = if closed { place.rem_euclid(count as isize) } else { place.clamp(0, last) };
        fits.get(place as usize).copied().unwrap_or_default()
    };
    let legs = if closed { count } else { count - 1 };
    let mut points = vec![at(0)];
    for leg in 0..legs as isize {
        let [a, b, c, d] = [at(leg - 1), at(leg), at(leg + 1), at(leg + 2)];
        for piece in 1..=FIT_PIECES {
            let t = piece as f64 / FIT_PIECES as f64;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            points.push(PlanPoint { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
        }
    }
    points
}
