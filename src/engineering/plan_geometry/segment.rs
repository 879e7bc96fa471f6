//! A straight line between two points of the plan, and what is near it. Lengths are feet.

use crate::units::PlanPoint;

/// Below this, in feet, two points are one.
pub(super) const NEAR_FT: f64 = 1e-6;

/// Returns the distance of two points in feet.
pub fn distance_ft(a: PlanPoint, b: PlanPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// A straight line between two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    pub from: PlanPoint,
    pub to: PlanPoint,
}

impl Segment {
    /// Returns the length in feet.
    pub fn length_ft(self) -> f64 {
        distance_ft(self.from, self.to)
    }

    /// Returns the direction as a vector of length 1; of no length it points to the right.
    pub fn direction(self) -> PlanPoint {
        let length = self.length_ft();
        if length <= NEAR_FT {
            return PlanPoint { x: 1.0, y: 0.0 };
        }
        PlanPoint { x: (self.to.x - self.from.x) / length, y: (self.to.y - self.from.y) / length }
    }

    /// Returns how far a point lies along the line from its first end, and how far to the left of it, in feet.
    pub fn along_and_left(self, at: PlanPoint) -> (f64, f64) {
        let d = self.direction();
        let (x, y) = (at.x - self.from.x, at.y - self.from.y);
        (x * d.x + y * d.y, d.x * y - d.y * x)
    }

    /// Returns the point so many feet along the line and so many to the left of it.
    pub fn point_at(self, along_ft: f64, left_ft: f64) -> PlanPoint {
        let d = self.direction();
        PlanPoint {
            x: self.from.x + d.x * along_ft - d.y * left_ft,
            y: self.from.y + d.y * along_ft + d.x * left_ft,
        }
    }

    /// Returns the distance of a point from the line in feet.
    pub fn distance_to(self, at: PlanPoint) -> f64 {
        let (along, left) = self.along_and_left(at);
        let beyond = (-along).max(along - self.length_ft()).max(0.0);
        beyond.hypot(left)
    }

    /// Returns how far along this line another one crosses it, in feet; nothing where they do not meet or are parallel.
    pub fn crossed_at(self, other: Self) -> Option<f64> {
        let (a, b) = (self.direction(), other.direction());
        let cross = a.x * b.y - a.y * b.x;
        if cross.abs() <= 1e-12 {
            return None;
        }
        let (x, y) = (other.from.x - self.from.x, other.from.y - self.from.y);
        let (along, along_other) = ((x * b.y - y * b.x) / cross, (x * a.y - y * a.x) / cross);
        let on = |along: f64, line: Self| (-NEAR_FT..=line.length_ft() + NEAR_FT).contains(&along);
        (on(along, self) && on(along_other, other)).then_some(along)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn points_are_near_lines() {
        let line = Segment { from: at(0.0, 0.0), to: at(10.0, 0.0) };
        assert_eq!(line.along_and_left(at(4.0, 3.0)), (4.0, 3.0));
        assert_eq!(line.along_and_left(at(4.0, -3.0)), (4.0, -3.0));
        assert_eq!(line.point_at(4.0, 3.0), at(4.0, 3.0));
        assert_eq!(
            [at(5.0, 2.0), at(13.0, 4.0), at(-3.0, 0.0)].map(|p| line.distance_to(p)),
            [2.0, 5.0, 3.0]
        );
        let up = Segment { from: at(2.0, 5.0), to: at(2.0, 1.0) };
        assert_eq!(
            up.along_and_left(at(3.0, 4.0)),
            (1.0, 1.0),
            "left of the way down is to the right on paper"
        );
    }

    #[test]
    fn lines_cross_or_do_not() {
        let line = Segment { from: at(0.0, 0.0), to: at(10.0, 0.0) };
        assert_eq!(line.crossed_at(Segment { from: at(4.0, -1.0), to: at(4.0, 1.0) }), Some(4.0));
        assert_eq!(line.crossed_at(Segment { from: at(4.0, 0.5), to: at(4.0, 1.0) }), None);
        assert_eq!(line.crossed_at(Segment { from: at(12.0, -1.0), to: at(12.0, 1.0) }), None);
        assert_eq!(line.crossed_at(Segment { from: at(0.0, 1.0), to: at(10.0, 1.0) }), None);
    }
}
