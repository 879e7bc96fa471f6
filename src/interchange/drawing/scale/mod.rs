//! How long a unit of a drawing is: a guess with its evidence, and what two known points say.
//!
//! Headers lie, so the header is one voice among several: how dimensions are written, what they measure, how wide doors
//! are, how large rooms are said to be, how large the whole would be. Nothing is taken for certain but two points.

mod evidence;
mod lengths;
mod unit;

#[cfg(test)]
mod tests;

pub use lengths::length_in_feet;
pub use unit::DrawingUnit;

use crate::interchange::drawing::ReadDrawing;
use crate::units::PlanPoint;
use evidence::{Voice, voices};

/// What a unit of the drawing is taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleGuess {
    /// Nothing where no unit explains it: a page at a scale, an image.
    pub unit: Option<DrawingUnit>,
    pub feet_per_unit: f64,
    /// Sentences, the most telling first.
    pub evidence: Vec<String>,
    /// Something beside the header speaks for it and nothing of weight against it.
    pub is_sure: bool,
}

/// How much better than the second the first has to be.
const CLEAR_LEAD: f64 = 1.5;

/// Guesses the unit of a drawing.
pub fn guess_scale(read: &ReadDrawing) -> ScaleGuess {
    if let Some(guess) = evidence::of_paper(read) {
        return guess;
    }
    if read.picture.is_some() {
        return of_picture(read);
    }
    let voices = voices(read);
    let score =
        |unit: DrawingUnit| voices.iter().map(|voice| voice.weight_for(unit)).sum::<f64>() + unit.prior();
    let mut ranked: Vec<(DrawingUnit, f64)> =
        DrawingUnit::ALL.iter().map(|unit| (*unit, score(*unit))).collect();
    // The order of the list decides between equals.
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let (unit, best) = ranked.first().copied().unwrap_or((DrawingUnit::Inches, 0.0));
    let second = ranked.get(1).map_or(f64::NEG_INFINITY, |(_, score)| *score);
    let mut evidence: Vec<&Voice> = voices.iter().filter(|voice| !voice.text.is_empty()).collect();
    evidence.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
    let mut evidence: Vec<String> = evidence.into_iter().map(|voice| voice.text.clone()).collect();
    let beside_header = voices.iter().any(|voice| !voice.is_header && voice.weight_for(unit) >= 1.0);
    let is_sure = beside_header && best - second >= CLEAR_LEAD;
    if !is_sure {
        evidence.push(format!("Not certain: check {} with two points", unit.name()));
    }
    ScaleGuess { unit: Some(unit), feet_per_unit: unit.feet(), evidence, is_sure }
}

/// How wide an image is taken to be until somebody says better.
const PICTURE_FT: f64 = 100.0;

fn of_picture(read: &ReadDrawing) -> ScaleGuess {
    let width = read.report.extents.map_or(1.0, |extents| (extents.max.x - extents.min.x).max(1.0));
    ScaleGuess {
        unit: None,
        feet_per_unit: PICTURE_FT / width,
        evidence: vec![
            "An image has no scale: set it by two points".to_owned(),
            format!("Until then its {width:.0} pixels are taken for {PICTURE_FT:.0} ft"),
        ],
        is_sure: false,
    }
}

/// Returns the feet of a unit by two points of the drawing and the distance between them.
pub fn calibrate(from: PlanPoint, to: PlanPoint, distance_ft: f64) -> Option<f64> {
    let apart = (to.x - from.x).hypot(to.y - from.y);
    let feet = distance_ft / apart;
    (apart > 0.0 && distance_ft > 0.0 && feet.is_finite() && feet > 0.0).then_some(feet)
}

/// How many times its size a drawing may be off the origin before it is moved there.
const FAR: f64 = 10.0;

/// Returns the plan point of the drawing's origin: its own, unless the drawing lies far from it; then its lower left corner
/// comes to the origin of the plan.
pub fn usual_origin(read: &ReadDrawing, feet_per_unit: f64) -> PlanPoint {
    let Some(extents) = read.report.extents.or(read.report.drawn_extents) else {
        return PlanPoint::default();
    };
    let size = (extents.max.x - extents.min.x).max(extents.max.y - extents.min.y).max(1.0);
    let off = extents.min.x.abs().max(extents.min.y.abs());
    if off > FAR * size { corner_origin(read, feet_per_unit) } else { PlanPoint::default() }
}

/// Returns the plan point of the drawing's origin that brings its lower left corner to the origin of the plan.
pub fn corner_origin(read: &ReadDrawing, feet_per_unit: f64) -> PlanPoint {
    let extents = read.report.extents.or(read.report.drawn_extents).unwrap_or_default();
    PlanPoint { x: -extents.min.x * feet_per_unit, y: -extents.min.y * feet_per_unit }
}
