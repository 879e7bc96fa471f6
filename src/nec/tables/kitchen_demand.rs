//! Demand of commercial kitchen equipment.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const KITCHEN_DEMAND_FROM: Provenance = Provenance {
    table: "220.56",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source", "2026 is taken to be as 2023"],
};

/// Per cent for one to five units, and for six or more.
const PERCENT: [f64; 6] = [100.0, 100.0, 90.0, 80.0, 70.0, 65.0];

/// Returns the demand factor of so many units in per cent; 100 of none.
pub fn kitchen_percent(units: usize) -> f64 {
    PERCENT[units.saturating_sub(1).min(PERCENT.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!([1, 2, 3, 5, 6, 40].map(kitchen_percent), [100.0, 100.0, 90.0, 70.0, 65.0, 65.0]);
    }
}
