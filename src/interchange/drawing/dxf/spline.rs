//! Points of a rational B-spline, by de Boor's algorithm.

use crate::units::PlanPoint;

/// A spline by its controls. Knots that do not fit are replaced by even ones that touch both ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Spline {
    pub degree: usize,
    pub knots: Vec<f64>,
    pub weights: Vec<f64>,
    pub controls: Vec<PlanPoint>,
}

/// Pieces from one knot to the next.
const PIECES: usize = 8;
/// Highest degree that is computed; CAD programs stop at 11.
const MOST_DEGREE: usize = 25;

/// A control with its weight, in homogeneous coordinates.
type Weighted = [f64; 3];

impl Spline {
    /// Returns points along the curve, from its first to its last; none without controls.
    pub fn points(&self) -> Vec<PlanPoint> {
        let count = self.controls.len();
        if count < 2 || self.degree == 0 || self.degree > MOST_DEGREE {
            return if self.degree == 1 { self.controls.clone() } else { Vec::new() };
        }
        let degree = self.degree.min(count - 1);
        let knots = self.fitting_knots(degree);
        let weighted = self.weighted();
        let (Some(first), Some(last)) = (knots.get(degree), knots.get(count)) else { return Vec::new() };
        let mut points = Vec::new();
        for pair in knots.get(degree..=count).unwrap_or_default().windows(2) {
            let [from, to] = pair else { continue };
            if to <= from {
                continue;
            }
            for piece in 0..PIECES {
                let t = from + (to - from) * piece as f64 / PIECES as f64;
                points.extend(de_boor(&knots, &weighted, degree, t));
            }
        }
        if last > first {
            points.extend(de_boor(&knots, &weighted, degree, *last));
        }
        points
    }

    fn weighted(&self) -> Vec<Weighted> {
        let fits = self.weights.len() == self.controls.len() && self.weights.iter().all(|w| *w > 0.0);
        let weight = |place: usize| self.weights.get(place).copied().filter(|_| fits).unwrap_or(1.0);
        self.controls
            .iter()
            .enumerate()
            .map(|(place, p)| [p.x * weight(place), p.y * weight(place), weight(place)])
            .collect()
    }

    fn fitting_knots(&self, degree: usize) -> Vec<f64> {
        let wanted = self.controls.len() + degree + 1;
        let rises = self.knots.windows(2).all(|pair| matches!(pair, [a, b] if a <= b));
        let spread = self.knots.first() < self.knots.last();
        if self.knots.len() == wanted && rises && spread && degree == self.degree {
            return self.knots.clone();
        }
        let inner = self.controls.len() - degree;
        (0..wanted).map(|place| place.saturating_sub(degree).min(inner) as f64).collect()
    }
}

fn de_boor(knots: &[f64], controls: &[Weighted], degree: usize, t: f64) -> Option<PlanPoint> {
    let highest = controls.len() - 1;
    let mut span = degree;
    while span < highest && knots.get(span + 1).is_some_and(|knot| *knot <= t) {
        span += 1;
    }
    let mut row: Vec<Weighted> = controls.get(span - degree..=span)?.to_vec();
    for level in 1..=degree {
        for place in (level..=degree).rev() {
            let low = *knots.get(span - degree + place)?;
            let high = *knots.get(span + 1 + place - level)?;
            let share = if high > low { (t - low) / (high - low) } else { 0.0 };
            let (before, here) = (*row.get(place - 1)?, *row.get(place)?);
            let mixed = |axis: usize| Some(before.get(axis)? * (1.0 - share) + here.get(axis)? * share);
            let mixed = [mixed(0)?, mixed(1)?, mixed(2)?];
            *row.get_mut(place)? = mixed;
        }
    }
    let [x, y, weight] = *row.last()?;
    (weight != 0.0).then(|| PlanPoint { x: x / weight, y: y / weight })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    #[test]
    fn a_rational_quadratic_is_a_circle() {
        // The textbook quarter circle: weights 1, √½, 1.
        let spline = Spline {
            degree: 2,
            knots: vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0],
            weights: vec![1.0, 0.5f64.sqrt(), 1.0],
            controls: vec![at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)],
        };
        let points = spline.points();
        assert_eq!(points.len(), 9);
        assert!(points.iter().all(|p| (p.x.hypot(p.y) - 1.0).abs() < 1e-12), "{points:?}");
        assert_eq!(points.last(), Some(&at(0.0, 1.0)));
    }

    #[test]
    fn a_cubic_without_knots_is_a_bezier_curve() {
        let controls = vec![at(0.0, 0.0), at(0.0, 3.0), at(3.0, 3.0), at(3.0, 0.0)];
        let points = Spline { degree: 3, controls, ..Spline::default() }.points();
        // Bernstein at one half: (0 + 3·0 + 3·3 + 3) / 8 and (0 + 3·3 + 3·3 + 0) / 8.
        let middle = points.get(4).copied().expect("a middle");
        assert!((middle.x - 1.5).abs() < 1e-12 && (middle.y - 2.25).abs() < 1e-12, "{middle:?}");
        assert_eq!((points.first(), points.last()), (Some(&at(0.0, 0.0)), Some(&at(3.0, 0.0))));
    }

    #[test]
    fn nonsense_is_no_curve() {
        for (degree, controls) in [(0, 3), (3, 0), (3, 1), (200, 4)] {
            let controls = (0..controls).map(|x| at(f64::from(x), 0.0)).collect();
            assert!(Spline { degree, controls, ..Spline::default() }.points().is_empty());
        }
    }
}
