//! How sure the model says it is of a size, against how often it is right.

use super::answer::Answer;
use crate::hrm::reliability::likeliest_temperature;

/// Logits of the sizes, and which of them is right.
pub type Sure = (Vec<f64>, usize);

/// Collects what a calibration needs.
pub(super) fn sureness<'a>(answers: impl Iterator<Item = (&'a Answer, usize)>) -> Vec<Sure> {
    answers.map(|(answer, size)| (answer.sizes.clone(), size)).collect()
}

/// Returns how unlikely the right sizes are at a temperature, as a mean of negative logarithms.
fn unlikeliness(sure: &[Sure], temperature: f64) -> f64 {
    let one = |(logits, right): &Sure| {
        let most = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let all: f64 = logits.iter().map(|logit| ((logit - most) / temperature).exp()).sum();
        let own = logits.get(*right).map_or(f64::NEG_INFINITY, |logit| (logit - most) / temperature);
        all.ln() - own
    };
    sure.iter().map(one).sum::<f64>() / sure.len().max(1) as f64
}

/// Returns the temperature at which the right answers are most likely, between 0.2 and 5.
pub fn fitted_temperature(sure: &[Sure]) -> f64 {
    if sure.is_empty() {
        return 1.0;
    }
    likeliest_temperature((0.2, 5.0), |temperature| unlikeliness(sure, temperature))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logits of 2 for the answer of two, right in 73.1 % of the cases: σ(1), so the temperature is 2.
    #[test]
    fn the_temperature_makes_confidence_what_it_is() {
        let sure: Vec<Sure> = (0..1000).map(|n| (vec![2.0, 0.0], usize::from(n >= 731))).collect();
        let temperature = fitted_temperature(&sure);
        assert!((temperature - 2.0).abs() < 0.01, "{temperature}");
        assert_eq!(fitted_temperature(&[]), 1.0);
    }
}
