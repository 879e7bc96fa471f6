//! A line cut into its dashes, for whoever can only draw whole ones.

use crate::units::{PlanPoint, PlanRect};

/// A stretch with more patterns than these is drawn whole: nobody could tell its dashes apart.
const MOST: f64 = 20_000.0;

/// Hands out the dashes of a path as far as they may lie in a rectangle. Lengths of dash and gap are by turns, in the units of the
/// points, and run on over corners; a dash of no length is a dot, `dot` long. What is no pattern is one dash from corner to corner.
pub fn each_dash(
    points: impl Iterator<Item = PlanPoint>,
    (dashes, dot): (&[f64], f64),
    within: PlanRect,
    each: &mut dyn FnMut(PlanPoint, PlanPoint),
) {
    let period: f64 = dashes.iter().sum();
    let is_pattern = dashes.len() >= 2 && dashes.iter().all(|part| *part >= 0.0) && period > 0.0;
    let is_pattern = is_pattern && period.is_finite();
    // How far along the path the corner lies.
    let mut along = 0.0;
    let mut before: Option<PlanPoint> = None;
    for to in points {
        let Some(from) = before.replace(to) else { continue };
        let length = (to.x - from.x).hypot(to.y - from.y);
        let Some((enters, leaves)) = shares_within(from, to, within) else {
            along += length;
            continue;
        };
        let at = |far: f64| {
            let share = if length > 0.0 { far / length } else { 0.0 };
            PlanPoint { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
        };
        let (mut here, end) = (enters * length, leaves * length);
        // So far out that a pattern is lost in the last digit of a place, there is none to be seen either.
        let can_be_seen = (end - here) / period <= MOST && along + length + period / 1e6 > along + length;
        if is_pattern && can_be_seen {
            let mut left = (along + here).rem_euclid(period);
            let mut part = 0;
            // A dot that lies just here is still to come.
            while let Some(long) =
                dashes.get(part).filter(|long| left > **long || left == **long && **long > 0.0)
            {
                left -= long;
                part += 1;
            }
            part %= dashes.len();
            while here < end {
                let long = dashes.get(part).copied().unwrap_or(0.0);
                let next = here + (long - left).max(0.0);
                if part % 2 == 0 {
                    let until = if long > 0.0 { next } else { here + dot };
                    each(at(here), at(until.min(end)));
                }
                (here, left) = (next, 0.0);
                part = (part + 1) % dashes.len();
            }
        } else {
            each(at(here), at(end));
        }
        along += length;
    }
}

/// Returns where a straight line enters and leaves a rectangle, as shares of its length.
fn shares_within(from: PlanPoint, to: PlanPoint, area: PlanRect) -> Option<(f64, f64)> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (start, end, low, high) in
        [(from.x, to.x, area.min.x, area.max.x), (from.y, to.y, area.min.y, area.max.y)]
    {
        let step = end - start;
        if step == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (first, second) = ((low - start) / step, (high - start) / step);
        enters = enters.max(first.min(second));
        leaves = leaves.min(first.max(second));
    }
    (enters <= leaves).then_some((enters, leaves))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(points: &[(f64, f64)], dashes: &[f64], (low, high): (f64, f64)) -> Vec<[f64; 4]> {
        let at = |x: f64, y: f64| PlanPoint { x, y };
        let within = PlanRect { min: at(low, low), max: at(high, high) };
        let mut found = Vec::new();
        each_dash(points.iter().map(|(x, y)| at(*x, *y)), (dashes, 0.1), within, &mut |a, b| {
            found.push([a.x, a.y, b.x, b.y].map(|value| (value * 1e6).round() / 1e6));
        });
        found
    }

    #[test]
    fn dashes_run_on_over_corners_and_begin_alike_wherever_one_looks() {
        let path = [(0.0, 0.0), (5.0, 0.0), (5.0, 4.0)];
        let all = cut(&path, &[2.0, 1.0], (-9.0, 9.0));
        let wanted = [[0.0, 0.0, 2.0, 0.0], [3.0, 0.0, 5.0, 0.0], [5.0, 1.0, 5.0, 3.0]];
        assert_eq!(all, wanted, "the corner lies in a gap");
        // A window on the line shows the same dashes, cut at its edges.
        assert_eq!(cut(&path, &[2.0, 1.0], (3.5, 4.5)), Vec::<[f64; 4]>::new());
        assert_eq!(
            cut(&[(0.0, 4.0), (9.0, 4.0)], &[2.0, 1.0], (3.5, 7.0)),
            [[3.5, 4.0, 5.0, 4.0], [6.0, 4.0, 7.0, 4.0]]
        );
        // Dash, gap, dot, gap.
        let dots = cut(&[(0.0, 0.0), (10.0, 0.0)], &[3.0, 1.0, 0.0, 1.0], (-20.0, 20.0));
        assert_eq!(dots[1], [4.0, 0.0, 4.1, 0.0]);
        assert_eq!(dots.len(), 4);
        // Dots alone begin with one, and a short line has it too.
        assert_eq!(cut(&[(0.0, 0.0), (7.0, 0.0)], &[0.0, 3.0], (-9.0, 9.0)).len(), 3);
        assert_eq!(cut(&[(0.0, 0.0), (1.0, 0.0)], &[0.0, 3.0], (-9.0, 9.0)), [[0.0, 0.0, 0.1, 0.0]]);
    }

    #[test]
    fn what_comes_from_too_far_is_drawn_whole_and_comes_to_an_end() {
        for far in [1e12, 1e17, 1e19, 1e300] {
            let found = cut(&[(-far, 0.0), (far, 0.0)], &[3.0, 1.5], (-750.0, 750.0));
            assert!((1..=400).contains(&found.len()), "{far}: {}", found.len());
        }
        assert_eq!(cut(&[(0.0, 0.0), (9.0, 0.0)], &[1e-9, 1e-9], (-9.0, 9.0)).len(), 1, "too fine");
    }

    #[test]
    fn what_is_no_pattern_is_drawn_whole() {
        for dashes in [&[][..], &[2.0], &[0.0, 0.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0], &[2.0, -1.0]] {
            assert_eq!(cut(&[(0.0, 0.0), (8.0, 0.0)], dashes, (-9.0, 9.0)), [[0.0, 0.0, 8.0, 0.0]]);
        }
    }
}
