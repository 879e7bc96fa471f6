//! Curved walls: two arcs about one center, close together, as short straight walls along the circle between them.

use super::{FoundWall, RecognizeOptions};
use crate::domain::Underlay;
use crate::domain::drawing::{Drawing, Shape, Vertex};
use crate::units::PlanPoint;
use std::f64::consts::{PI, TAU};

/// Centers nearer than this are one.
const SAME_CENTER_FT: f64 = 0.05;
/// Nearer arcs are one line drawn twice.
const THINNEST_FT: f64 = 0.2;
/// Shorter stretches side by side are no wall.
const SHORTEST_FT: f64 = 1.0;
/// A straight piece turns by so much at most.
const PIECE_DEG: f64 = 15.0;

/// An arc in plan feet, counterclockwise, in radians.
#[derive(Clone, Copy, Debug)]
struct Turn {
    center: PlanPoint,
    radius: f64,
    from: f64,
    sweep: f64,
}

/// Returns the walls between arcs on some layers; each pair of arcs once, the nearest first.
pub(super) fn curved(
    drawing: &Drawing,
    underlay: &Underlay,
    layers: &[usize],
    options: &RecognizeOptions,
) -> Vec<FoundWall> {
    let turns = turns(drawing, underlay, layers);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (first, a) in turns.iter().enumerate() {
        for (second, b) in turns.iter().enumerate().skip(first + 1) {
            let gap = (a.radius - b.radius).abs();
            let apart = (a.center.x - b.center.x).hypot(a.center.y - b.center.y);
            if apart <= SAME_CENTER_FT && gap >= THINNEST_FT && gap <= options.thickest_ft {
                pairs.push((gap, first, second));
            }
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = vec![false; turns.len()];
    let mut walls = Vec::new();
    for (gap, first, second) in pairs {
        let (Some(a), Some(b)) = (turns.get(first), turns.get(second)) else { continue };
        if [first, second].iter().any(|place| taken.get(*place).copied().unwrap_or(true)) {
            continue;
        }
        let middle = (a.radius + b.radius) / 2.0;
        let stretches: Vec<[f64; 2]> =
            beside(a, b).into_iter().filter(|[from, to]| (to - from) * middle >= SHORTEST_FT).collect();
        for [from, to] in &stretches {
            walls.extend(chain(a.center, middle, [*from, *to], gap));
        }
        if !stretches.is_empty() {
            [first, second].iter().for_each(|place| {
                if let Some(taken) = taken.get_mut(*place) {
                    *taken = true;
                }
            });
        }
    }
    walls
}

/// Returns the straight walls along a stretch of a circle.
fn chain(center: PlanPoint, radius: f64, [from, to]: [f64; 2], thickness_ft: f64) -> Vec<FoundWall> {
    let pieces = ((to - from).to_degrees() / PIECE_DEG).ceil().max(1.0) as usize;
    let at = |piece: usize| {
        let angle = from + (to - from) * piece as f64 / pieces as f64;
        PlanPoint { x: center.x + radius * angle.cos(), y: center.y + radius * angle.sin() }
    };
    let wall = |piece| FoundWall { from: at(piece), to: at(piece + 1), thickness_ft, openings: Vec::new() };
    (0..pieces).map(wall).collect()
}

/// Returns where both arcs are, by angle.
fn beside(a: &Turn, b: &Turn) -> Vec<[f64; 2]> {
    let shared = |turns: i32| {
        let start = b.from + TAU * f64::from(turns);
        [a.from.max(start), (a.from + a.sweep).min(start + b.sweep)]
    };
    (-1..=1).map(shared).filter(|[from, to]| to > from).collect()
}

fn turns(drawing: &Drawing, underlay: &Underlay, layers: &[usize]) -> Vec<Turn> {
    let mut turns = Vec::new();
    for entity in drawing.entities.iter().filter(|entity| layers.contains(&entity.layer)) {
        match &entity.shape {
            Shape::Arc { center, radius, start_deg, sweep_deg } => {
                let on = |degrees: f64| {
                    let (sin, cos) = degrees.to_radians().sin_cos();
                    PlanPoint { x: center.x + radius * cos, y: center.y + radius * sin }
                };
                let (first, last) = (on(*start_deg), on(start_deg + sweep_deg));
                turns.extend(turn(underlay, *center, [first, last], sweep_deg.to_radians()));
            }
            Shape::Polyline { vertices, closed } => {
                let close = vertices.first().filter(|_| *closed && vertices.len() > 2);
                for (a, b) in vertices.iter().zip(vertices.iter().skip(1).chain(close)) {
                    turns.extend(bulged(underlay, a, b));
                }
            }
            _ => {}
        }
    }
    turns
}

fn bulged(underlay: &Underlay, a: &Vertex, b: &Vertex) -> Option<Turn> {
    let bulge = a.bulge;
    if bulge.abs() < 1e-9 {
        return None;
    }
    let (dx, dy) = (b.at.x - a.at.x, b.at.y - a.at.y);
    let off = (1.0 - bulge * bulge) / (4.0 * bulge);
    let center = PlanPoint { x: (a.at.x + b.at.x) / 2.0 - dy * off, y: (a.at.y + b.at.y) / 2.0 + dx * off };
    turn(underlay, center, [a.at, b.at], 4.0 * bulge.atan())
}

/// Returns an arc in plan feet, from one of its ends to the other; negative where it runs clockwise.
fn turn(underlay: &Underlay, center: PlanPoint, ends: [PlanPoint; 2], sweep: f64) -> Option<Turn> {
    let center = underlay.to_plan(center);
    let first = if sweep < 0.0 { ends[1] } else { ends[0] };
    let first = underlay.to_plan(first);
    let radius = (first.x - center.x).hypot(first.y - center.y);
    let from = (first.y - center.y).atan2(first.x - center.x);
    let sweep = sweep.abs().min(TAU);
    (radius.is_finite() && radius > THINNEST_FT && sweep > PI / 180.0).then_some(Turn {
        center,
        radius,
        from,
        sweep,
    })
}
