//! Factors on ampacity for more than three conductors that carry current in one raceway or cable.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const BUNDLING_FROM: Provenance = Provenance {
    table: "310.15(C)(1) (310.15(B)(3)(a) in 2017)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public transcription of a state code based on 2020",
    ],
    doubts: &["2026 is taken as 2023, unread"],
};

/// Up to so many conductors, and the factor.
static ROWS: [(f64, f64); 7] =
    [(3.0, 1.0), (6.0, 0.8), (9.0, 0.7), (20.0, 0.5), (30.0, 0.45), (40.0, 0.4), (f64::INFINITY, 0.35)];

/// Returns the factor for so many conductors that carry current, spares among them; 1 for three or fewer.
pub fn bundling_factor(conductors: f64) -> f64 {
    let row = ROWS.iter().find(|(through, _)| conductors <= *through);
    row.or(ROWS.last()).map_or(1.0, |(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_order() {
        let counts = [1.0, 3.0, 4.0, 6.0, 7.0, 9.0, 10.0, 20.0, 21.0, 30.0, 31.0, 40.0, 41.0, 500.0];
        let factors = [1.0, 1.0, 0.8, 0.8, 0.7, 0.7, 0.5, 0.5, 0.45, 0.45, 0.4, 0.4, 0.35, 0.35];
        assert_eq!(counts.map(bundling_factor), factors);
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1));
    }
}
