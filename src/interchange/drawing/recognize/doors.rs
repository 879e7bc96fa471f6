//! Door leaves by their swings, and what an opening between two stretches of wall is.

use super::FoundOpening;
use super::strokes::{Segment, place_on};
use super::walls::{Piece, place_at};
use crate::domain::drawing::{Drawing, Shape};
use crate::domain::{OpeningKind, Underlay};
use crate::units::PlanPoint;

/// A quarter of a circle: what a door leaf draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Leaf {
    pub hinge: PlanPoint,
    pub width_ft: f64,
    /// The middle of the swing.
    pub middle: PlanPoint,
}

/// Leaves of doors, in feet; narrower ones are cupboards, wider ones are driveways.
const LEAF_FT: std::ops::RangeInclusive<f64> = 1.4..=5.0;

/// Returns all door leaves of a drawing, on whatever layer or in whatever block.
pub(super) fn leaves(drawing: &Drawing, underlay: &Underlay) -> Vec<Leaf> {
    let leaf = |center: PlanPoint, radius: f64, start_deg: f64, sweep_deg: f64| {
        let width_ft = radius * underlay.feet_per_unit;
        if !(70.0..=110.0).contains(&sweep_deg.abs()) || !LEAF_FT.contains(&width_ft) {
            return None;
        }
        let (sin, cos) = (start_deg + sweep_deg / 2.0).to_radians().sin_cos();
        let middle = PlanPoint { x: center.x + radius * cos, y: center.y + radius * sin };
        Some(Leaf { hinge: underlay.to_plan(center), width_ft, middle: underlay.to_plan(middle) })
    };
    drawing
        .entities
        .iter()
        .filter_map(|entity| match &entity.shape {
            Shape::Arc { center, radius, start_deg, sweep_deg } => {
                leaf(*center, *radius, *start_deg, *sweep_deg)
            }
            _ => None,
        })
        .collect()
}

/// An opening with how well it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    pub opening: FoundOpening,
    /// A leaf swings in it, or lines of a window run through it.
    pub is_certain: bool,
}

/// How far a hinge may be from the jamb.
const NEAR_JAMB_FT: f64 = 1.0;

/// Returns what the gap of a wall between two places along it is.
pub(super) fn opening_in(wall: &Piece, start: f64, end: f64, leaves: &[Leaf], windows: &[Segment]) -> Known {
    let width = end - start;
    let middle = f64::midpoint(start, end);
    let off = wall.thickness_ft / 2.0 + NEAR_JAMB_FT;
    let door = leaves.iter().find_map(|leaf| {
        let (along, aside) = place_at(wall, leaf.hinge);
        let far = (along - end).abs() < NEAR_JAMB_FT;
        let near = (along - start).abs() < NEAR_JAMB_FT;
        // A pair of leaves shares the gap.
        let fits =
            [leaf.width_ft, 2.0 * leaf.width_ft].iter().any(|leaf| (leaf - width).abs() < 0.15 * width + 0.3);
        let (_, swing) = place_at(wall, leaf.middle);
        (aside.abs() < off && (near || far) && fits).then_some((far && !near, swing < 0.0))
    });
    let opening = |kind, hinge_far, swings_right| FoundOpening {
        kind,
        along_ft: middle,
        width_ft: width,
        hinge_far,
        swings_right,
    };
    if let Some((hinge_far, swings_right)) = door {
        return Known { opening: opening(OpeningKind::Door, hinge_far, swings_right), is_certain: true };
    }
    let glazed = windows.iter().any(|line| {
        let ((a, off_a), (b, off_b)) =
            (place_on(wall.direction, line.from), place_on(wall.direction, line.to));
        let beside = (off_a - wall.offset).abs().max((off_b - wall.offset).abs());
        let (from, to) = (a.min(b), a.max(b));
        beside < wall.thickness_ft / 2.0 + 0.3 && to.min(end) - from.max(start) > 0.6 * width
    });
    if glazed {
        return Known { opening: opening(OpeningKind::Window, false, false), is_certain: true };
    }
    Known { opening: opening(OpeningKind::Gap, false, false), is_certain: false }
}
