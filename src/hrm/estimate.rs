//! How sure a score is: 95 % intervals that are the same every time.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// A score with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Returns `{"value": …, "ci95": [low, high]}`.
    pub fn to_json(&self) -> Value {
        json!({ "value": json_number(self.value), "ci95": [json_number(self.low), json_number(self.high)] })
    }
}

/// Returns a number without the dust of binary fractions: six decimals, and whole numbers without a point.
pub(in crate::hrm) fn json_number(value: f64) -> Value {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 { json!(rounded as i64) } else { json!(rounded) }
}

/// Returns the mean of estimates, each counting alike; of none, 0.
pub(in crate::hrm) fn overall_estimate(of: impl Iterator<Item = Estimate>) -> Estimate {
    let of: Vec<Estimate> = of.collect();
    let mean = |part: fn(&Estimate) -> f64| of.iter().map(part).sum::<f64>() / of.len().max(1) as f64;
    Estimate { value: mean(|e| e.value), low: mean(|e| e.low), high: mean(|e| e.high) }
}

/// Samples drawn again of a sample.
const RESAMPLES: usize = 1000;
const SEED: u64 = 95;
/// Of a normal distribution: 95 % lie within so many standard deviations.
const Z: f64 = 1.959_963_984_540_054;

/// Estimates a share by Wilson's score interval, which holds near 0 and 1 too. All of nothing is 0, and may be anything.
pub fn share_estimate(hits: usize, of: usize) -> Estimate {
    if of == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, share) = (of as f64, hits as f64 / of as f64);
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Estimate { value: share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// Estimates a mean by drawing from the values again and again, with a seed of its own. The mean of nothing is 0.
pub fn mean_estimate(values: &[f64]) -> Estimate {
    if values.is_empty() {
        return Estimate { value: 0.0, low: 0.0, high: 0.0 };
    }
    let count = values.len();
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut draw = || {
        let sum: f64 = (0..count).map(|_| values[rng.random_range(0..count)]).sum();
        sum / count as f64
    };
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| draw()).collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means[(share * (RESAMPLES - 1) as f64).round() as usize];
    Estimate { value: values.iter().sum::<f64>() / count as f64, low: at(0.025), high: at(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wilson's interval for 8 of 10 and 0 of 20, as published tables have it.
    #[test]
    fn shares_have_wilsons_interval() {
        for (hits, of, low, high) in [(8, 10, 0.4902, 0.9433), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0)] {
            let estimate = share_estimate(hits, of);
            assert!((estimate.low - low).abs() < 1e-4 && (estimate.high - high).abs() < 1e-4, "{estimate:?}");
        }
        assert_eq!(share_estimate(0, 0).high, 1.0);
    }

    /// Beside the normal interval, which a thousand even values follow closely.
    #[test]
    fn means_are_drawn_again() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) / 1000.0).collect();
        let estimate = mean_estimate(&values);
        let half = Z * (1.0 / 12.0_f64).sqrt() / 1000.0_f64.sqrt();
        assert!((estimate.value - 0.4995).abs() < 1e-12);
        assert!((estimate.low - (0.4995 - half)).abs() < 0.003, "{estimate:?}");
        assert!((estimate.high - (0.4995 + half)).abs() < 0.003, "{estimate:?}");
        assert_eq!(estimate, mean_estimate(&values));
        assert_eq!(mean_estimate(&[0.25; 4]).high, 0.25);
    }
}
