//! Plane geometry of the canvas: distances, crossings, rectangles, areas.

use crate::units::{PlanPoint, PlanRect};

/// Returns the distance of two points, in feet.
pub fn distance(a: PlanPoint, b: PlanPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Returns the point of a straight piece that is nearest to another point.
pub fn nearest_on(from: PlanPoint, to: PlanPoint, at: PlanPoint) -> PlanPoint {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    if square <= 0.0 {
        return from;
    }
    let share = (((at.x - from.x) * dx + (at.y - from.y) * dy) / square).clamp(0.0, 1.0);
    PlanPoint { x: from.x + dx * share, y: from.y + dy * share }
}

/// Returns the foot of the perpendicular from a point on the line through two others, whether or not it lies between them.
pub fn foot_on(from: PlanPoint, to: PlanPoint, at: PlanPoint) -> Option<(PlanPoint, f64)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    if square <= 0.0 {
        return None;
    }
    let share = ((at.x - from.x) * dx + (at.y - from.y) * dy) / square;
    Some((PlanPoint { x: from.x + dx * share, y: from.y + dy * share }, share))
}

/// Returns where two straight pieces cross; nothing for parallel ones and for those that end before.
pub fn crossing(a: (PlanPoint, PlanPoint), b: (PlanPoint, PlanPoint)) -> Option<PlanPoint> {
    const SLACK: f64 = 1e-9;
    let (rx, ry) = (a.1.x - a.0.x, a.1.y - a.0.y);
    let (sx, sy) = (b.1.x - b.0.x, b.1.y - b.0.y);
    let cross = rx * sy - ry * sx;
    if cross.abs() <= SLACK * (rx.hypot(ry) * sx.hypot(sy)) {
        return None;
    }
    let (qx, qy) = (b.0.x - a.0.x, b.0.y - a.0.y);
    let (t, u) = ((qx * sy - qy * sx) / cross, (qx * ry - qy * rx) / cross);
    let between = -SLACK..=1.0 + SLACK;
    (between.contains(&t) && between.contains(&u)).then(|| PlanPoint { x: a.0.x + rx * t, y: a.0.y + ry * t })
}

/// Returns the smallest rectangle around points; nothing without any.
pub fn rect_of(points: impl IntoIterator<Item = PlanPoint>) -> Option<PlanRect> {
    points.into_iter().map(|at| PlanRect { min: at, max: at }).reduce(join)
}

/// Returns the smallest rectangle around two others.
pub fn join(a: PlanRect, b: PlanRect) -> PlanRect {
    PlanRect {
        min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    }
}

/// Returns a rectangle with so many feet more on every side.
pub fn grown(rect: PlanRect, by: f64) -> PlanRect {
    PlanRect {
        min: PlanPoint { x: rect.min.x - by, y: rect.min.y - by },
        max: PlanPoint { x: rect.max.x + by, y: rect.max.y + by },
    }
}

/// Returns the rectangle of two opposite corners.
pub fn rect_between(a: PlanPoint, b: PlanPoint) -> PlanRect {
    join(PlanRect { min: a, max: a }, PlanRect { min: b, max: b })
}

/// Returns whether a rectangle holds another.
pub fn holds(outer: PlanRect, inner: PlanRect) -> bool {
    outer.min.x <= inner.min.x
        && outer.min.y <= inner.min.y
        && outer.max.x >= inner.max.x
        && outer.max.y >= inner.max.y
}

/// Returns whether two rectangles share a point.
pub fn meet(a: PlanRect, b: PlanRect) -> bool {
    a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y
}

/// Returns whether a straight piece has a point in a rectangle.
pub fn touches(rect: PlanRect, from: PlanPoint, to: PlanPoint) -> bool {
    let inside = |at: PlanPoint| holds(rect, PlanRect { min: at, max: at });
    if inside(from) || inside(to) {
        return true;
    }
    let corners = corners(rect);
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    sides.into_iter().any(|(a, b)| crossing((from, to), (*a, *b)).is_some())
}

/// Returns the corners of a rectangle, counterclockwise from the lower left one.
pub fn corners(rect: PlanRect) -> [PlanPoint; 4] {
    let (min, max) = (rect.min, rect.max);
    [min, PlanPoint { x: max.x, y: min.y }, max, PlanPoint { x: min.x, y: max.y }]
}

/// Returns the area of a closed outline in square feet, whichever way it goes round.
pub fn area_of(outline: &[PlanPoint]) -> f64 {
    // From the first corner, so that far from the origin no digits are lost.
    let Some(origin) = outline.first() else { return 0.0 };
    let pairs = outline.iter().zip(outline.iter().cycle().skip(1));
    let twice: f64 =
        pairs.map(|(a, b)| (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)).sum();
    twice.abs() / 2.0
}

/// Returns the length of a path in feet.
pub fn length_of(path: &[PlanPoint]) -> f64 {
    path.iter().zip(path.iter().skip(1)).map(|(a, b)| distance(*a, *b)).sum()
}

/// Returns where a name stands in an outline: its centroid where that lies inside, else the middle of its rectangle.
pub fn middle_of(outline: &[PlanPoint]) -> Option<PlanPoint> {
    let rect = rect_of(outline.iter().copied())?;
    let middle = PlanPoint { x: (rect.min.x + rect.max.x) / 2.0, y: (rect.min.y + rect.max.y) / 2.0 };
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        let (ax, ay, bx, by) = (a.x - middle.x, a.y - middle.y, b.x - middle.x, b.y - middle.y);
        let cross = ax * by - bx * ay;
        twice += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if twice.abs() < 1e-9 {
        return Some(middle);
    }
    let centroid = PlanPoint { x: middle.x + x / (3.0 * twice), y: middle.y + y / (3.0 * twice) };
    Some(if centroid.lies_in(outline) { centroid } else { middle })
}

/// Returns a point turned about another by degrees, counterclockwise.
pub fn turned(at: PlanPoint, about: PlanPoint, degrees: f64) -> PlanPoint {
    // Quarter turns are exact, so that what was square stays square.
    let (sin, cos) = match degrees.rem_euclid(360.0) {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        180.0 => (0.0, -1.0),
        270.0 => (-1.0, 0.0),
        other => other.to_radians().sin_cos(),
    };
    let (x, y) = (at.x - about.x, at.y - about.y);
    PlanPoint { x: about.x + x * cos - y * sin, y: about.y + x * sin + y * cos }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn pieces_cross_where_they_meet_and_nowhere_else() {
        let cross = crossing((at(0.0, 0.0), at(4.0, 4.0)), (at(0.0, 4.0), at(4.0, 0.0)));
        assert!(cross.is_some_and(|p| distance(p, at(2.0, 2.0)) < 1e-12));
        assert_eq!(crossing((at(0.0, 0.0), at(1.0, 1.0)), (at(0.0, 4.0), at(4.0, 0.0))), None);
        assert_eq!(crossing((at(0.0, 0.0), at(4.0, 0.0)), (at(0.0, 1.0), at(4.0, 1.0))), None);
        // An end that touches counts.
        assert!(crossing((at(0.0, 0.0), at(4.0, 0.0)), (at(2.0, 0.0), at(2.0, 9.0))).is_some());
    }

    #[test]
    fn areas_and_lengths_by_hand() {
        let l = [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 5.0), at(5.0, 5.0), at(5.0, 10.0), at(0.0, 10.0)];
        assert!((area_of(&l) - 75.0).abs() < 1e-12);
        let far: Vec<PlanPoint> = l.iter().map(|p| at(p.x + 1e6, p.y - 1e6)).collect();
        assert!((area_of(&far) - 75.0).abs() < 1e-9);
        assert!((length_of(&l) - 30.0).abs() < 1e-12);
        // The centroid of an L: (3·50·… ) by two rectangles: 50 at (5, 2.5), 25 at (2.5, 7.5).
        let middle = middle_of(&l).expect("has corners");
        assert!(
            distance(middle, at((50.0 * 5.0 + 25.0 * 2.5) / 75.0, (50.0 * 2.5 + 25.0 * 7.5) / 75.0)) < 1e-9
        );
    }

    #[test]
    fn a_rectangle_is_touched_by_what_crosses_it_without_an_end_inside() {
        let rect = PlanRect { min: at(0.0, 0.0), max: at(10.0, 10.0) };
        assert!(touches(rect, at(-5.0, 5.0), at(15.0, 5.0)));
        assert!(touches(rect, at(1.0, 1.0), at(2.0, 2.0)));
        assert!(!touches(rect, at(-5.0, 11.0), at(15.0, 11.0)));
        assert!(!touches(rect, at(-5.0, 2.0), at(2.0, -6.0)));
    }

    #[test]
    fn four_quarter_turns_are_none() {
        let (point, about) = (at(3.1, 4.7), at(1.3, -2.2));
        let round = (0..4).fold(point, |p, _| turned(p, about, 90.0));
        assert!(distance(round, point) < 1e-12);
        assert!(
            distance(turned(at(1.0, 0.0), at(0.0, 0.0), 45.0), at(0.5_f64.sqrt(), 0.5_f64.sqrt())) < 1e-12
        );
    }
}
