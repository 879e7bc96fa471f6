//! Closed outlines: their area, how far a point is from them, whether two share ground.
//!
//! An outline is a list of corners without the first again at the end, in either direction.

use crate::engineering::plan_geometry::Segment;
use crate::engineering::plan_geometry::segment::NEAR_FT;
use crate::units::PlanPoint;

/// Returns the sides of an outline.
pub(super) fn sides(outline: &[PlanPoint]) -> impl Iterator<Item = Segment> {
    outline.iter().zip(outline.iter().cycle().skip(1)).map(|(from, to)| Segment { from: *from, to: *to })
}

/// The rectangle around points.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    min: PlanPoint,
    max: PlanPoint,
}

impl Bounds {
    /// Returns the rectangle around points; around none nothing is.
    pub fn of(points: &[PlanPoint]) -> Self {
        let none = Self {
            min: PlanPoint { x: f64::INFINITY, y: f64::INFINITY },
            max: PlanPoint { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY },
        };
        points.iter().fold(none, |all, at| Self {
            min: PlanPoint { x: all.min.x.min(at.x), y: all.min.y.min(at.y) },
            max: PlanPoint { x: all.max.x.max(at.x), y: all.max.y.max(at.y) },
        })
    }

    /// Returns whether another rectangle is nearer than so many feet.
    pub fn meets(&self, other: &Self, within_ft: f64) -> bool {
        other.min.x <= self.max.x + within_ft
            && other.max.x >= self.min.x - within_ft
            && other.min.y <= self.max.y + within_ft
            && other.max.y >= self.min.y - within_ft
    }
}

/// Returns the area of an outline with its sign: positive where the corners go counterclockwise.
pub(super) fn signed_area(outline: &[PlanPoint]) -> f64 {
    sides(outline).map(|side| side.from.x * side.to.y - side.to.x * side.from.y).sum::<f64>() / 2.0
}

/// Returns the area of an outline in square feet.
pub fn area_ft2(outline: &[PlanPoint]) -> f64 {
    signed_area(outline).abs()
}

/// Returns the corners counterclockwise, without those that lie on the one before.
pub(super) fn counterclockwise(outline: &[PlanPoint]) -> Vec<PlanPoint> {
    let mut corners: Vec<PlanPoint> = Vec::with_capacity(outline.len());
    let is_new = |last: Option<&PlanPoint>, at: &PlanPoint| {
        last.is_none_or(|last| (last.x - at.x).hypot(last.y - at.y) > NEAR_FT)
    };
    for corner in outline {
        if is_new(corners.last(), corner) {
            corners.push(*corner);
        }
    }
    while corners.len() > 1 && corners.first().is_some_and(|first| !is_new(corners.last(), first)) {
        corners.pop();
    }
    if signed_area(&corners) < 0.0 {
        corners.reverse();
    }
    corners
}

/// Returns the distance of a point from the ground inside an outline in feet: 0 on it.
pub fn distance_to(outline: &[PlanPoint], at: PlanPoint) -> f64 {
    if at.lies_in(outline) {
        return 0.0;
    }
    sides(outline).map(|side| side.distance_to(at)).fold(f64::INFINITY, f64::min)
}

/// Returns the point of the ground inside an outline that is nearest to a point; `None` of an outline without corners.
pub fn nearest_on(outline: &[PlanPoint], at: PlanPoint) -> Option<PlanPoint> {
    if at.lies_in(outline) {
        return Some(at);
    }
    let nearest = sides(outline).min_by(|a, b| a.distance_to(at).total_cmp(&b.distance_to(at)))?;
    Some(nearest.point_at(nearest.along_and_left(at).0.clamp(0.0, nearest.length_ft()), 0.0))
}

/// Returns what of an outline lies to the right of a line through a segment, shifted to the left by so many feet.
pub fn clipped_below(outline: &[PlanPoint], line: Segment, left_ft: f64) -> Vec<PlanPoint> {
    let height = |at: PlanPoint| line.along_and_left(at).1 - left_ft;
    let mut kept = Vec::new();
    for side in sides(outline) {
        let (from, to) = (height(side.from), height(side.to));
        if from <= 0.0 {
            kept.push(side.from);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            let share = from / (from - to);
            kept.push(PlanPoint {
                x: side.from.x + (side.to.x - side.from.x) * share,
                y: side.from.y + (side.to.y - side.from.y) * share,
            });
        }
    }
    kept
}

/// Returns whether two outlines share ground; a common edge is none. The first has to be convex.
pub fn overlap(convex: &[PlanPoint], other: &[PlanPoint]) -> bool {
    let mut shared = other.to_vec();
    for side in sides(&counterclockwise(convex)) {
        // The inside is to the left of each side: to the right of the side turned around.
        shared = clipped_below(&shared, Segment { from: side.to, to: side.from }, 0.0);
    }
    area_ft2(&shared) > NEAR_FT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(corners: &[(f64, f64)]) -> Vec<PlanPoint> {
        corners.iter().map(|(x, y)| PlanPoint { x: *x, y: *y }).collect()
    }

    #[test]
    fn areas_and_distances() {
        let l = outline(&[(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (5.0, 5.0), (5.0, 10.0), (0.0, 10.0)]);
        assert_eq!(area_ft2(&l), 75.0);
        let mut turned = l.clone();
        turned.reverse();
        assert_eq!((area_ft2(&turned), counterclockwise(&turned).len()), (75.0, 6));
        assert!(signed_area(&counterclockwise(&turned)) > 0.0);
        let from = |x, y| distance_to(&l, PlanPoint { x, y });
        assert_eq!([from(1.0, 1.0), from(8.0, 9.0), from(13.0, -4.0)], [0.0, 3.0, 5.0]);
        let near = |x, y| nearest_on(&l, PlanPoint { x, y });
        assert_eq!(
            [near(1.0, 1.0), near(8.0, 9.0)],
            [Some(PlanPoint { x: 1.0, y: 1.0 }), Some(PlanPoint { x: 5.0, y: 9.0 })]
        );
    }

    #[test]
    fn outlines_share_ground_or_touch() {
        let square = outline(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]);
        let moved = |dx: f64| -> Vec<PlanPoint> {
            square.iter().map(|at| PlanPoint { x: at.x + dx, y: at.y }).collect()
        };
        assert!(overlap(&square, &moved(3.9)) && !overlap(&square, &moved(4.0)) && overlap(&square, &square));
        let around = outline(&[(-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0)]);
        assert!(overlap(&square, &around) && overlap(&around, &square));
        let below = clipped_below(
            &square,
            Segment { from: PlanPoint { x: 0.0, y: 0.0 }, to: PlanPoint { x: 1.0, y: 0.0 } },
            1.0,
        );
        assert_eq!(area_ft2(&below), 4.0);
    }
}
