//! Roundings that a rule asks for, by name. Everything else keeps full precision.

/// Rounds to the nearest whole ampere, halves up: the Code drops fractions below 0.5 A (NEC 220.5(B); 120.5(B) in 2026).
pub fn code_amperes(amperes: f64) -> f64 {
    // A half that binary fractions have made a little less is a half all the same.
    (amperes + 0.5 + 1e-9).floor()
}

#[cfg(test)]
mod tests {
    use super::code_amperes;

    #[test]
    fn half_an_ampere_counts() {
        assert_eq!(code_amperes(20.49), 20.0);
        assert_eq!(code_amperes(20.5), 21.0);
        assert_eq!(code_amperes(17.5 * 1.25 + 13.625), 36.0);
        assert_eq!(code_amperes(0.1 + 0.2 + 20.2), 21.0);
        assert_eq!(code_amperes(20.499_999), 20.0);
    }
}
