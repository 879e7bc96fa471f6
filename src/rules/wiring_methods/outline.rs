//! Whether a path on the plan touches a room: it begins or bends inside, or crosses the outline.

use crate::units::PlanPoint;

/// Returns whether a polyline lies in or crosses a closed outline; an outline of fewer than three points holds nothing.
pub(super) fn crosses(path: &[PlanPoint], outline: &[PlanPoint]) -> bool {
    if outline.len() < 3 {
        return false;
    }
    path.iter().any(|point| point.lies_in(outline))
        || path.windows(2).any(|two| match two {
            [from, to] => sides(outline).any(|side| meet((*from, *to), side)),
            _ => false,
        })
}

fn sides(outline: &[PlanPoint]) -> impl Iterator<Item = (PlanPoint, PlanPoint)> + '_ {
    let next = outline.iter().cycle().skip(1);
    outline.iter().copied().zip(next.copied())
}

fn meet((a, b): (PlanPoint, PlanPoint), (c, d): (PlanPoint, PlanPoint)) -> bool {
    let side =
        |p: PlanPoint, q: PlanPoint, r: PlanPoint| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_touches_what_it_enters_or_crosses() {
        let points =
            |of: &[(f64, f64)]| of.iter().map(|(x, y)| PlanPoint { x: *x, y: *y }).collect::<Vec<_>>();
        let room = points(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        let touches = |path: &[(f64, f64)]| crosses(&points(path), &room);
        assert!(touches(&[(5.0, 5.0), (20.0, 5.0)]), "begins inside");
        assert!(touches(&[(-5.0, 5.0), (20.0, 5.0)]), "crosses");
        assert!(!touches(&[(-5.0, 12.0), (20.0, 12.0)]), "passes by");
        assert!(!touches(&[]));
        assert!(!crosses(&points(&[(5.0, 5.0)]), &points(&[(0.0, 0.0), (10.0, 0.0)])), "no room");
    }
}
