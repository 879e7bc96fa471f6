//! What a drawing says about itself beside its shapes: units of the header, dimensions, blocks in their places.
//!
//! Nothing here is believed; it is evidence for a guess, and help for recognizing doors.

use crate::units::PlanPoint;
use std::ops::Range;

/// Facts of a drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawingFacts {
    /// `$INSUNITS`: 1 inches, 2 feet, 4 millimeters, 5 centimeters, 6 meters; 0 says nothing.
    pub header_units: Option<i64>,
    /// `$MEASUREMENT`: 0 imperial, 1 metric.
    pub measurement: Option<i64>,
    /// `$LUNITS`: 3 engineering, 4 architectural.
    pub length_form: Option<i64>,
    pub dimensions: Vec<DimensionFact>,
    /// Blocks placed in model space.
    pub blocks: Vec<PlacedBlock>,
    /// Feet of one unit, where the format fixes it: a page of a PDF is measured in points of paper.
    pub paper_unit_ft: Option<f64>,
}

/// A dimension line: what it measures and what it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DimensionFact {
    /// In drawing units.
    pub measured: f64,
    /// A text somebody wrote over the number.
    pub written: Option<String>,
    /// The style's form: 2 decimal, 3 engineering, 4 architectural, 5 fractional.
    pub form: Option<i64>,
    /// The number that is written for one unit.
    pub factor: f64,
    /// The style's text around the number, `<>mm`.
    pub around: String,
}

/// A block where it was placed.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedBlock {
    pub name: String,
    pub at: PlanPoint,
    /// Places of its shapes among the drawing's entities.
    pub entities: Range<usize>,
}
