//! Optional demand of dwelling units under one feeder or service.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const MULTIFAMILY_DEMAND_FROM: Provenance = Provenance {
    table: "220.84 (2017, 2020), 220.84(B) (2023), 120.84(B) (2026)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source, compared with memory", "2026 is taken to be as 2023"],
};

/// Largest number of units, and the factor in per cent; the first row begins at 3.
const ROWS: [(f64, f64); 23] = [
    (5.0, 45.0),
    (7.0, 44.0),
    (10.0, 43.0),
    (11.0, 42.0),
    (13.0, 41.0),
    (15.0, 40.0),
    (17.0, 39.0),
    (20.0, 38.0),
    (21.0, 37.0),
    (23.0, 36.0),
    (25.0, 35.0),
    (27.0, 34.0),
    (30.0, 33.0),
    (31.0, 32.0),
    (33.0, 31.0),
    (36.0, 30.0),
    (38.0, 29.0),
    (42.0, 28.0),
    (45.0, 27.0),
    (50.0, 26.0),
    (55.0, 25.0),
    (61.0, 24.0),
    (f64::INFINITY, 23.0),
];

/// Returns the demand factor of so many dwelling units in per cent; `None` below 3.
pub fn multifamily_percent(units: f64) -> Option<f64> {
    if units < 3.0 {
        return None;
    }
    ROWS.into_iter().find(|(up_to, _)| units <= *up_to).map(|(_, percent)| percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values_and_order() {
        for (units, percent) in
            [(3, 45.0), (8, 43.0), (12, 41.0), (20, 38.0), (40, 28.0), (61, 24.0), (62, 23.0)]
        {
            assert_eq!(multifamily_percent(f64::from(units)), Some(percent), "{units}");
        }
        assert_eq!(multifamily_percent(2.0), None);
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 == pair[1].1 + 1.0));
    }
}
