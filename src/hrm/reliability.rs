//! Whether a model is as sure as it should be: confidence against how often it is right, and a temperature that mends it.

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

/// Steps of the search for a temperature; each narrows it by the golden section.
const STEPS: usize = 40;

/// Returns the temperature between two bounds at which a cost is least; it has one valley there.
pub(in crate::hrm) fn likeliest_temperature((low, high): (f64, f64), cost: impl Fn(f64) -> f64) -> f64 {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (low.ln(), high.ln());
    for _ in 0..STEPS {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if cost(left.exp()) <= cost(right.exp()) {
            high = right;
        } else {
            low = left;
        }
    }
    f64::midpoint(low, high).exp()
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

    #[test]
    fn the_valley_is_found_between_the_bounds() {
        let found = likeliest_temperature((0.2, 5.0), |t| (t.ln() - 2.0_f64.ln()).powi(2));
        assert!((found - 2.0).abs() < 1e-6, "{found}");
    }
}
