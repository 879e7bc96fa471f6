//! Mean, low end and share of many scores, each with the interval in which it lies with 95 % confidence.

use crate::hrm::{Estimate, mean_estimate, share_estimate};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Samples drawn again from the scores for the interval of the 5th percentile.
const RESAMPLES: usize = 400;
/// What counts as balanced.
const BALANCED: f64 = 0.95;

/// Scores in a few numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub mean: Estimate,
    /// 5 % of the scores are below.
    pub p5: Estimate,
    /// Share of the scores above 0.95.
    pub above: Estimate,
}

impl Summary {
    /// Sums scores up; the same scores give the same numbers.
    pub fn of(mut scores: Vec<f64>) -> Self {
        scores.sort_by(f64::total_cmp);
        let above = scores.iter().filter(|score| **score > BALANCED).count();
        Self {
            mean: mean_estimate(&scores),
            p5: low_end(&scores),
            above: share_estimate(above, scores.len()),
        }
    }
}

/// Estimates the value below which 5 % of the sorted scores are, by drawing from them again and again.
fn low_end(sorted: &[f64]) -> Estimate {
    let count = sorted.len();
    let place = |of: usize| (of as f64 * 0.05) as usize;
    let value = sorted.get(place(count)).copied().unwrap_or(0.0);
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut draw = || {
        let mut sample: Vec<usize> = (0..count).map(|_| rng.random_range(0..count)).collect();
        let at = place(count);
        sample.sort_unstable();
        sample.get(at).map_or(0.0, |index| sorted[*index])
    };
    let mut seen: Vec<f64> = (0..RESAMPLES).map(|_| draw()).collect();
    seen.sort_by(f64::total_cmp);
    let at = |share: f64| seen.get((RESAMPLES as f64 * share) as usize).copied().unwrap_or(0.0);
    Estimate { value, low: at(0.025), high: at(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_scores_give_known_numbers() {
        let summary = Summary::of((1..=100).map(|n| f64::from(n) / 100.0).collect());
        assert!((summary.mean.value - 0.505).abs() < 1e-12);
        assert!((summary.p5.value - 0.06).abs() < 1e-12, "five of a hundred are below");
        assert!((summary.above.value - 0.05).abs() < 1e-12);
        // The fifth of a hundred lies between the 2nd and the 11th in 95 of 100 samples (binomial order statistics).
        assert!((0.01..0.06).contains(&summary.p5.low) && (0.06..=0.12).contains(&summary.p5.high));
    }
}
