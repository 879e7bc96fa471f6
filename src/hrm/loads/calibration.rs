//! How sure the model says it is of a size, against how often it is right.

use super::answer::Answer;

/// Logits of the sizes, and which of them is right.
pub type Sure = (Vec<f64>, usize);

/// Collects what a calibration needs.
pub(super) fn sureness<'a>(answers: impl Iterator<Item = (&'a Answer, usize)>) -> Vec<Sure> {
    answers.map(|(answer, size)| (answer.sizes.clone(), size)).collect()
}

/// One row of a table of reliability: answers whose confidence lies between two bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReliabilityRow {
    pub from: f64,
    pub to: f64,
    pub n: usize,
    /// Mean confidence, and share of right answers.
    pub confidence: f64,
    pub accuracy: f64,
}

/// Confidence against accuracy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    pub rows: Vec<ReliabilityRow>,
    /// Expected calibration error: mean difference of confidence and accuracy, by the answers of each row.
    pub error: f64,
}

/// Rows of the table.
const ROWS: usize = 10;

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

/// Returns the temperature at which the right answers are most likely, by sections of the golden mean between 0.2 and 5.
pub fn fitted_temperature(sure: &[Sure]) -> f64 {
    if sure.is_empty() {
        return 1.0;
    }
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (0.2_f64.ln(), 5.0_f64.ln());
    for _ in 0..40 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if unlikeliness(sure, a.exp()) <= unlikeliness(sure, b.exp()) {
            high = b;
        } else {
            low = a;
        }
    }
    ((low + high) / 2.0).exp()
}

/// Sorts confidences, each with whether the answer is right, into ten rows.
pub fn reliability(answers: &[(f64, bool)]) -> Reliability {
    let mut rows: Vec<ReliabilityRow> = (0..ROWS)
        .map(|row| ReliabilityRow {
            from: row as f64 / ROWS as f64,
            to: (row + 1) as f64 / ROWS as f64,
            ..ReliabilityRow::default()
        })
        .collect();
    for (confidence, right) in answers {
        let place = ((confidence * ROWS as f64) as usize).min(ROWS - 1);
        if let Some(row) = rows.get_mut(place) {
            row.n += 1;
            row.confidence += confidence;
            row.accuracy += f64::from(u8::from(*right));
        }
    }
    rows.retain(|row| row.n > 0);
    let mut error = 0.0;
    for row in &mut rows {
        row.confidence /= row.n as f64;
        row.accuracy /= row.n as f64;
        error += (row.confidence - row.accuracy).abs() * row.n as f64 / answers.len() as f64;
    }
    Reliability { rows, error }
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

    #[test]
    fn the_error_is_the_mean_gap() {
        let mut answers = vec![(0.95, true); 8];
        answers.extend([(0.95, false); 2]);
        answers.extend([(0.55, true); 10]);
        let found = reliability(&answers);
        assert_eq!(found.rows.len(), 2);
        assert!((found.rows[1].accuracy - 0.8).abs() < 1e-12 && found.rows[1].n == 10);
        assert!((found.error - (0.15 * 0.5 + 0.45 * 0.5)).abs() < 1e-12, "{}", found.error);
    }
}
