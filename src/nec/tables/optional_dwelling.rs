//! Optional demand of one dwelling, new and existing.

use crate::nec::Edition;
use crate::nec::tables::{Provenance, Slice};

pub const OPTIONAL_DWELLING_FROM: Provenance = Provenance {
    table: "220.82, 220.83 (120.82, 120.83 in 2026)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a published summary of 2026"],
    doubts: &[
        "one source",
        "2026 comes from summaries, its vehicle supply outside the general load included",
    ],
};

/// Share of electric space heating in per cent: fewer than four separately controlled units, four or more.
const SPACE_HEAT_PERCENT: [f64; 2] = [65.0, 40.0];
/// Share of the supplemental heat of a heat pump in per cent.
pub const SUPPLEMENTAL_HEAT_PERCENT: f64 = 65.0;

/// Returns the slices of the general load of a new dwelling, in VA.
pub fn optional_dwelling_slices(edition: Edition) -> [Slice; 2] {
    let first = if edition >= Edition::E2026 { 8e3 } else { 10e3 };
    [Slice::new(first, 100.0), Slice::new(f64::INFINITY, 40.0)]
}

/// Returns the slices of the load of an existing dwelling, in VA.
pub fn existing_dwelling_slices() -> [Slice; 2] {
    [Slice::new(8e3, 100.0), Slice::new(f64::INFINITY, 40.0)]
}

/// Returns the share of electric space heating in per cent, by the number of separately controlled units.
pub fn space_heat_percent(units: f64) -> f64 {
    let [few, many] = SPACE_HEAT_PERCENT;
    if units < 4.0 { few } else { many }
}

/// Whether vehicle supply equipment counts in full beside the general load.
pub fn vehicle_supply_stands_apart(edition: Edition) -> bool {
    edition >= Edition::E2026
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::by_slices;

    #[test]
    fn spot_values() {
        assert_eq!(by_slices(32_800.0, &optional_dwelling_slices(Edition::E2023)), 19_120.0);
        assert_eq!(by_slices(30_000.0, &optional_dwelling_slices(Edition::E2026)), 16_800.0);
        assert_eq!(by_slices(34_500.0, &existing_dwelling_slices()), 18_600.0);
        assert_eq!([1.0, 3.0, 4.0, 9.0].map(space_heat_percent), [65.0, 65.0, 40.0, 40.0]);
        assert!(vehicle_supply_stands_apart(Edition::E2026) && !vehicle_supply_stands_apart(Edition::E2023));
    }
}
