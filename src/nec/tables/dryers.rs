//! Demand of household electric dryers.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const DRYERS_FROM: Provenance = Provenance {
    table: "220.54",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a second public transcription of 2023"],
    doubts: &["2026 is taken to be as 2023"],
};

/// Least that a dryer counts for, in VA.
pub const DRYER_LEAST_VA: f64 = 5000.0;

/// Largest number of dryers, and the factor in per cent: so many, less so many for each dryer above the number behind it.
const ROWS: [(f64, f64, f64, f64); 11] = [
    (4.0, 100.0, 0.0, 0.0),
    (5.0, 85.0, 0.0, 0.0),
    (6.0, 75.0, 0.0, 0.0),
    (7.0, 65.0, 0.0, 0.0),
    (8.0, 60.0, 0.0, 0.0),
    (9.0, 55.0, 0.0, 0.0),
    (10.0, 50.0, 0.0, 0.0),
    (11.0, 47.0, 0.0, 0.0),
    (23.0, 47.0, 1.0, 11.0),
    (42.0, 35.0, 0.5, 23.0),
    (f64::INFINITY, 25.0, 0.0, 0.0),
];

/// Returns the demand factor of so many dryers in per cent; `None` below 1.
pub fn dryer_percent(count: f64) -> Option<f64> {
    if count < 1.0 {
        return None;
    }
    let (_, percent, less, above) = ROWS.into_iter().find(|(up_to, ..)| count <= *up_to)?;
    Some(percent - less * (count - above))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_order() {
        let spots = [(1, 100.0), (4, 100.0), (6, 75.0), (11, 47.0), (12, 46.0), (23, 35.0), (24, 34.5)];
        for (count, percent) in spots.into_iter().chain([(42, 25.5), (43, 25.0), (200, 25.0)]) {
            assert_eq!(dryer_percent(f64::from(count)), Some(percent), "{count}");
        }
        assert!((1..60).all(|n| dryer_percent(f64::from(n)) >= dryer_percent(f64::from(n + 1))));
        assert_eq!(dryer_percent(0.0), None);
    }
}
