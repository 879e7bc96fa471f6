//! Lengths, areas and points of the floor plan. Plan space is in feet, y up, `f64` throughout.

use crate::units::electrical::quantity;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

quantity!(
    /// Length, in feet.
    Feet, "ft"
);
quantity!(
    /// Length, in inches.
    Inches, "in"
);
quantity!(
    /// Area, in square inches.
    SquareInches, "in²"
);

impl From<Inches> for Feet {
    fn from(length: Inches) -> Self {
        Feet(length.0 / 12.0)
    }
}

/// A point in plan space, in feet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanPoint {
    pub x: f64,
    pub y: f64,
}

/// An axis-parallel rectangle in plan space, in feet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanRect {
    pub min: PlanPoint,
    pub max: PlanPoint,
}
