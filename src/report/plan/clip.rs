//! Cuts lines and areas of a page at the edges of a rectangle, so that an architect's drawing ends where the sheet does.

use crate::domain::drawing::each_dash;
use crate::report::page::Area;
use crate::units::{PlanPoint, PlanRect};

type At = (f32, f32);

/// Returns the parts of a line through points that lie in a rectangle: whole, or its dashes, lengths of dash and gap by turns and a
/// dot so long.
pub(super) fn line_within(points: &[At], dashes: (&[f64], f64), area: Area) -> Vec<Vec<At>> {
    let place = |x: f32, y: f32| PlanPoint { x: f64::from(x), y: f64::from(y) };
    let within = PlanRect { min: place(area.x, area.y), max: place(area.right(), area.bottom()) };
    let at = |point: PlanPoint| (point.x as f32, point.y as f32);
    let points = points.iter().map(|(x, y)| place(*x, *y));
    let mut parts: Vec<Vec<At>> = Vec::new();
    // What goes around corners is one line, not one for each of its pieces.
    each_dash(points, dashes, within, &mut |from, to| {
        let (from, to) = (at(from), at(to));
        match parts.last_mut().filter(|part| part.last() == Some(&from)) {
            Some(part) => part.push(to),
            None => parts.push(vec![from, to]),
        }
    });
    parts
}

/// Returns the part of a closed outline in a rectangle; empty where they share nothing.
pub(super) fn ring_within(ring: &[At], area: Area) -> Vec<At> {
    // Side by side: what lies beyond is cut off, and the cut follows the side.
    let sides: [fn(At, Area) -> f32; 4] = [
        |at, area| at.0 - area.x,
        |at, area| area.right() - at.0,
        |at, area| at.1 - area.y,
        |at, area| area.bottom() - at.1,
    ];
    let mut left: Vec<At> = ring.to_vec();
    for inside in sides {
        let mut kept = Vec::with_capacity(left.len() + 4);
        for (from, to) in left.iter().zip(left.iter().cycle().skip(1)) {
            let (a, b) = (inside(*from, area), inside(*to, area));
            if a >= 0.0 {
                kept.push(*from);
            }
            if (a >= 0.0) != (b >= 0.0) {
                let share = a / (a - b);
                kept.push((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share));
            }
        }
        left = kept;
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Area = Area { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };

    const WHOLE: (&[f64], f64) = (&[], 0.0);

    #[test]
    fn a_dash_around_a_corner_is_one_line() {
        let found = line_within(&[(1.0, 1.0), (4.0, 1.0), (4.0, 4.0)], (&[2.0, 0.5], 0.1), SHEET);
        let wanted = [
            vec![(1.0, 1.0), (3.0, 1.0)],
            vec![(3.5, 1.0), (4.0, 1.0), (4.0, 2.5)],
            vec![(4.0, 3.0), (4.0, 4.0)],
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let parts = line_within(&[(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)], WHOLE, SHEET);
        assert_eq!(parts, [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0)]]);
        let through = line_within(&[(-5.0, 5.0), (15.0, 5.0)], WHOLE, SHEET);
        assert_eq!(through, [vec![(0.0, 5.0), (10.0, 5.0)]]);
        assert_eq!(line_within(&[(1.0, 1.0), (2.0, 2.0), (3.0, 2.0)], WHOLE, SHEET).len(), 1);
        assert!(line_within(&[(11.0, -5.0), (20.0, 20.0)], WHOLE, SHEET).is_empty());
    }

    #[test]
    fn an_area_is_cut_to_what_the_sheet_has_of_it() {
        let area = |ring: &[At]| -> f32 {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f32>().abs() / 2.0
        };
        let square = [(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)];
        assert!((area(&ring_within(&square, SHEET)) - 25.0).abs() < 1e-4);
        let around = [(-5.0, -5.0), (25.0, -5.0), (25.0, 25.0), (-5.0, 25.0)];
        assert!((area(&ring_within(&around, SHEET)) - 100.0).abs() < 1e-3);
        assert!(ring_within(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], SHEET).is_empty());
    }
}
