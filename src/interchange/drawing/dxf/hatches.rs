//! Hatches: their boundary as rings, filled, or covered with the lines of their pattern.

use super::made::Made;
use super::plane::plane_of;
use super::record::Record;
use super::rings::{boundary_rings, inside_pieces};
use super::tag::Tag;
use crate::domain::drawing::{Shape, Vertex};
use crate::units::PlanPoint;

/// Most lines of one hatch's pattern; beyond it only the outline is drawn.
const MOST_LINES: usize = 4_000;

/// A hatch: what to draw, and the dashes of its pattern lines.
pub(super) fn hatch(record: &Record<'_>) -> Made {
    let rings = boundary_rings(record);
    if rings.is_empty() {
        return Made::Skipped("hatches without a boundary");
    }
    let plane = plane_of(record);
    if record.flags(70) & 1 != 0 {
        let fill = Shape::Fill { rings }.under(plane);
        let gradient = record.flags(450) == 1;
        return if gradient {
            Made::nearly(vec![fill], "gradients as one color")
        } else {
            Made::exact(vec![fill])
        };
    }
    let outline = |ring: &Vec<PlanPoint>| Shape::Polyline {
        vertices: ring.iter().map(|at| Vertex { at: *at, bulge: 0.0 }).collect(),
        closed: true,
    };
    match pattern_lines(record, &rings) {
        Some(lines) if !lines.is_empty() => {
            let shapes = lines.into_iter().map(|[from, to]| Shape::Line { from, to }.under(plane));
            Made::exact(shapes.collect())
        }
        _ => Made::nearly(
            rings.iter().map(|ring| outline(ring).under(plane)).collect(),
            "hatch patterns as outlines",
        ),
    }
}

/// One family of parallel lines of a pattern.
#[derive(Clone, Debug, Default)]
struct Family {
    angle_deg: f64,
    base: PlanPoint,
    step: PlanPoint,
    dashes: Vec<f64>,
}

/// The families stand behind group 78, each opened by its angle at 53.
fn families(record: &Record<'_>) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for tag in record.tags.iter().skip_while(|tag| tag.code != 78) {
        let Some(number) = tag.real() else { continue };
        if tag.code == 53 {
            families.push(Family { angle_deg: number, ..Family::default() });
            continue;
        }
        let Some(family) = families.last_mut() else { continue };
        match tag.code {
            43 => family.base.x = number,
            44 => family.base.y = number,
            45 => family.step.x = number,
            46 => family.step.y = number,
            49 => family.dashes.push(number),
            _ => {}
        }
    }
    families
}

/// Returns the pieces of all pattern lines inside the boundary; nothing when there are too many of them.
fn pattern_lines(record: &Record<'_>, rings: &[Vec<PlanPoint>]) -> Option<Vec<[PlanPoint; 2]>> {
    let mut lines = Vec::new();
    for family in families(record) {
        let (sin, cos) = family.angle_deg.to_radians().sin_cos();
        let across = |p: PlanPoint| p.y * cos - p.x * sin;
        let along = |p: PlanPoint| p.x * cos + p.y * sin;
        let spacing = across(family.step);
        if spacing.abs() < 1e-12 {
            continue;
        }
        let heights = rings.iter().flatten().map(|p| (across(*p) - across(family.base)) / spacing);
        let (low, high) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), h| (a.min(h), b.max(h)));
        if !(high - low).is_finite() || high - low > MOST_LINES as f64 {
            return None;
        }
        let mut number = low.ceil();
        while number <= high {
            let height = across(family.base) + number * spacing;
            let start = along(family.base) + number * along(family.step);
            for [from, to] in inside_pieces(rings, sin, cos, height) {
                for [a, b] in dashed(&family.dashes, start, from, to) {
                    let point = |t: f64| PlanPoint { x: t * cos - height * sin, y: t * sin + height * cos };
                    lines.push([point(a), point(b)]);
                    if lines.len() > MOST_LINES {
                        return None;
                    }
                }
            }
            number += 1.0;
        }
    }
    Some(lines)
}

/// Cuts a stretch into its dashes, counted from where the pattern starts; a dot is a very short dash.
fn dashed(dashes: &[f64], start: f64, from: f64, to: f64) -> Vec<[f64; 2]> {
    let period: f64 = dashes.iter().map(|dash| dash.abs()).sum();
    if period <= 0.0 || (to - from) / period > MOST_LINES as f64 {
        return vec![[from, to]];
    }
    let mut pieces = Vec::new();
    let mut at = start + ((from - start) / period).floor() * period;
    while at < to {
        for dash in dashes {
            let length = if *dash == 0.0 { period / 100.0 } else { dash.abs() };
            let end = at + dash.abs();
            let piece = [at.max(from), (at + length).min(to)];
            if *dash >= 0.0 && piece.first() < piece.last() {
                pieces.push(piece);
            }
            at = end;
        }
    }
    pieces
}

/// Returns the tags of the boundary: behind the number of paths, up to the style.
pub(super) fn boundary_tags<'r, 'a>(record: &'r Record<'a>) -> impl Iterator<Item = &'r Tag<'a>> {
    record.tags.iter().skip_while(|tag| tag.code != 91).skip(1).take_while(|tag| !matches!(tag.code, 75 | 76))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_keep_in_step_with_the_pattern() {
        // Dash 2, gap 1, starting at 0, on the stretch from 1 to 7.
        assert_eq!(dashed(&[2.0, -1.0], 0.0, 1.0, 7.0), [[1.0, 2.0], [3.0, 5.0], [6.0, 7.0]]);
        assert_eq!(dashed(&[], 0.0, 1.0, 7.0), [[1.0, 7.0]]);
    }
}
