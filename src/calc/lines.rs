//! Currents and loads on the lines of a system: how even they are, what comes back in the neutral.

/// How even the lines are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineBalance {
    pub mean: f64,
    /// Largest distance of a line from the mean.
    pub max_deviation: f64,
    /// Largest distance in per cent of the mean (NEMA MG 1); 0 where nothing is on the lines.
    pub unbalance_pct: f64,
    /// 1 where all lines are alike, 0 where one is empty: 1 − (largest − smallest) / largest.
    pub score: f64,
}

/// Returns how even the lines are; `None` without lines.
pub fn line_balance(lines: &[f64]) -> Option<LineBalance> {
    let largest = lines.iter().copied().reduce(f64::max)?;
    let smallest = lines.iter().copied().reduce(f64::min)?;
    let mean = lines.iter().sum::<f64>() / lines.len() as f64;
    let max_deviation = lines.iter().map(|line| (line - mean).abs()).fold(0.0, f64::max);
    let unbalance_pct = if mean == 0.0 { 0.0 } else { 100.0 * max_deviation / mean };
    let score = if largest == 0.0 { 1.0 } else { 1.0 - (largest - smallest) / largest };
    Some(LineBalance { mean, max_deviation, unbalance_pct, score })
}

/// Returns the square of the neutral current of three line currents of a wye at equal power factors, in amperes squared.
pub fn wye_neutral_squared([a, b, c]: [f64; 3]) -> f64 {
    // The same as a² + b² + c² − ab − bc − ca, but never below zero by rounding.
    ((a - b).powi(2) + (b - c).powi(2) + (c - a).powi(2)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evenness_of_three_lines() {
        let balance = line_balance(&[220.0, 216.0, 213.0]).expect("lines");
        assert!((balance.mean - 649.0 / 3.0).abs() < 1e-9);
        assert!((balance.unbalance_pct - 1.694_915).abs() < 1e-5, "{balance:?}");
        assert!((balance.score - (1.0 - 7.0 / 220.0)).abs() < 1e-12);
    }

    #[test]
    fn empty_lines_are_even() {
        let balance = line_balance(&[0.0, 0.0]).expect("lines");
        assert_eq!((balance.unbalance_pct, balance.score), (0.0, 1.0));
        assert_eq!(line_balance(&[]), None);
    }

    #[test]
    fn neutral_of_a_wye() {
        assert!((wye_neutral_squared([10.0, 15.0, 20.0]) - 75.0).abs() < 1e-9);
        assert_eq!(wye_neutral_squared([7.3, 7.3, 7.3]), 0.0);
        assert!((wye_neutral_squared([20.0, 20.0, 0.0]).sqrt() - 20.0).abs() < 1e-9);
    }
}
