//! Mean, low end and share of many scores, each with the interval in which it lies with 95 % confidence.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Samples drawn again from the scores for the interval of the 5th percentile.
const RESAMPLES: usize = 400;
/// What counts as balanced.
const BALANCED: f64 = 0.95;

/// A number with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub ci95: [f64; 2],
}

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
    /// Sums scores up; the same scores give the same numbers. No scores give zeros.
    pub fn of(mut scores: Vec<f64>) -> Self {
        scores.sort_by(f64::total_cmp);
        let n = scores.len().max(1) as f64;
        let mean = scores.iter().sum::<f64>() / n;
        let variance = scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let half = 1.96 * (variance / n).sqrt();
        let share = scores.iter().filter(|score| **score > BALANCED).count() as f64 / n;
        Self {
            mean: Estimate { value: mean, ci95: [mean - half, mean + half] },
            p5: Estimate { value: percentile(&scores), ci95: resampled(&scores) },
            above: Estimate { value: share, ci95: wilson(share, n) },
        }
    }
}

fn percentile(sorted: &[f64]) -> f64 {
    sorted.get((sorted.len() as f64 * 0.05) as usize).copied().unwrap_or(0.0)
}

/// Returns the middle 95 % of the percentile over samples drawn with replacement.
fn resampled(sorted: &[f64]) -> [f64; 2] {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let count = sorted.len();
    let mut seen: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let mut sample: Vec<usize> = (0..count).map(|_| rng.random_range(0..count)).collect();
            sample.sort_unstable();
            sample.get((count as f64 * 0.05) as usize).map_or(0.0, |index| sorted[*index])
        })
        .collect();
    seen.sort_by(f64::total_cmp);
    let at = |share: f64| seen.get((RESAMPLES as f64 * share) as usize).copied().unwrap_or(0.0);
    [at(0.025), at(0.975)]
}

/// Wilson's interval of a share, which stays within 0 and 1.
fn wilson(share: f64, n: f64) -> [f64; 2] {
    let z2 = 1.96_f64 * 1.96;
    let middle = share + z2 / (2.0 * n);
    let half = 1.96 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    [(middle - half) / (1.0 + z2 / n), (middle + half) / (1.0 + z2 / n)].map(|bound| bound.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 81 of 263: the published example of method 3 in Newcombe (1998).
    #[test]
    fn the_share_has_wilsons_interval() {
        let [low, high] = wilson(81.0 / 263.0, 263.0);
        assert!((low - 0.2553).abs() < 5e-4 && (high - 0.3662).abs() < 5e-4, "{low} {high}");
    }

    #[test]
    fn known_scores_give_known_numbers() {
        let summary = Summary::of((1..=100).map(|n| f64::from(n) / 100.0).collect());
        assert!((summary.mean.value - 0.505).abs() < 1e-12);
        assert!((summary.p5.value - 0.06).abs() < 1e-12, "five of a hundred are below");
        assert!((summary.above.value - 0.05).abs() < 1e-12);
        // Standard deviation of 1 … 100 is 29.0115; of the mean a tenth of that.
        assert!((summary.mean.ci95[1] - 0.505 - 1.96 * 0.029_011_5).abs() < 1e-6);
        assert!(summary.p5.ci95[0] < 0.06 && summary.p5.ci95[1] > 0.06);
    }
}
