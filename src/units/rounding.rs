//! Roundings that a rule asks for, by name. Everything else keeps full precision.

/// Rounds to the nearest whole ampere, halves up: the Code drops fractions below 0.5 A (NEC 220.5(B); 120.5(B) in 2026).
pub fn code_amperes(amperes: f64) -> f64 {
    (amperes + 0.5).floor()
}

#[cfg(test)]
mod tests {
    use super::code_amperes;

    #[test]
    fn half_an_ampere_counts() {
        assert_eq!(code_amperes(20.49), 20.0);
        assert_eq!(code_amperes(20.5), 21.0);
    }
}
