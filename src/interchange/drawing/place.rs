//! A drawing that was read, put under a sheet.

use super::ReadDrawing;
use super::scale::{ScaleGuess, corner_origin, usual_origin};
use crate::domain::{ScaleBasis, Underlay};
use crate::units::PlanPoint;

named_enum!(
    /// Where a drawing comes to lie on the plan.
    PlaceChoice {
        /// At its own origin, unless it lies far from it.
        Usual = "as drawn",
        /// Its origin at the origin of the plan, however far away it is drawn.
        OwnOrigin = "own origin",
        /// Its lower left corner at the origin of the plan.
        Corner = "lower left corner",
    }
);

/// Returns the underlay of a drawing with a scale and a place.
pub fn underlay_of(
    read: &ReadDrawing,
    file: (&str, &str),
    page: u32,
    scale: (f64, ScaleBasis),
    place: PlaceChoice,
) -> Underlay {
    let ((file_name, content_hash), (feet_per_unit, scale_basis)) = (file, scale);
    let origin = match place {
        PlaceChoice::Usual => usual_origin(read, feet_per_unit),
        PlaceChoice::OwnOrigin => PlanPoint::default(),
        PlaceChoice::Corner => corner_origin(read, feet_per_unit),
    };
    Underlay { page, scale_basis, origin, ..Underlay::new(file_name, content_hash, feet_per_unit) }
}

impl ScaleGuess {
    /// Returns the scale as an underlay keeps it.
    pub const fn basis(&self) -> (f64, ScaleBasis) {
        (self.feet_per_unit, ScaleBasis::Guessed)
    }
}
