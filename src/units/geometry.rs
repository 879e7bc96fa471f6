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

impl PlanPoint {
    /// Returns whether the point lies in a closed outline or on its edge. Fewer than three corners enclose nothing.
    pub fn lies_in(self, outline: &[Self]) -> bool {
        if outline.len() < 3 {
            return false;
        }
        let ends = outline.iter().zip(outline.iter().cycle().skip(1));
        let mut inside = false;
        for (from, to) in ends {
            if self.lies_between(*from, *to) {
                return true;
            }
            // Even-odd: a ray to the right crosses the outline an odd number of times from inside.
            if (from.y > self.y) != (to.y > self.y) {
                let x = from.x + (self.y - from.y) / (to.y - from.y) * (to.x - from.x);
                inside ^= self.x < x;
            }
        }
        inside
    }

    /// Returns whether the point lies on a straight edge, to a millionth of a foot.
    fn lies_between(self, from: Self, to: Self) -> bool {
        const NEAR_FT: f64 = 1e-6;
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        if length <= NEAR_FT {
            return (self.x - from.x).hypot(self.y - from.y) <= NEAR_FT;
        }
        let off = (dx * (self.y - from.y) - dy * (self.x - from.x)) / length;
        let along = (dx * (self.x - from.x) + dy * (self.y - from.y)) / length;
        off.abs() <= NEAR_FT && (-NEAR_FT..=length + NEAR_FT).contains(&along)
    }
}

/// An axis-parallel rectangle in plan space, in feet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanRect {
    pub min: PlanPoint,
    pub max: PlanPoint,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn a_point_lies_in_an_outline_with_a_notch() {
        // An L: the square from 0 to 10 without its upper right quarter.
        let outline =
            [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 5.0), at(5.0, 5.0), at(5.0, 10.0), at(0.0, 10.0)];
        for inside in [at(1.0, 1.0), at(9.0, 4.0), at(4.0, 9.0)] {
            assert!(inside.lies_in(&outline), "{inside:?}");
        }
        for edge in [at(0.0, 0.0), at(10.0, 2.0), at(7.0, 5.0), at(5.0, 7.0)] {
            assert!(edge.lies_in(&outline), "{edge:?}");
        }
        for outside in [at(7.0, 7.0), at(-1.0, 5.0), at(11.0, 5.0), at(5.0, -0.1)] {
            assert!(!outside.lies_in(&outline), "{outside:?}");
        }
        assert!(!at(1.0, 0.0).lies_in(&outline[..2]));
    }
}
