//! What a dwelling counts for: lighting by area, its 1500 VA circuits, fixed appliances, vehicles, the neutral.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const DWELLING_LOADS_FROM: Provenance = Provenance {
    table: "220.14(J) (2020), 220.41 (2023), 120.41 (2026); 220.52, 220.53, 220.57, 220.61",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "summaries of 2026",
    ],
    doubts: &[
        "2 VA per square foot in 2026 comes from summaries",
        "vehicle supply at its nameplate in 2026 comes from one summary",
        "2017 is taken to be as 2020",
    ],
};

/// A small-appliance or laundry circuit, in VA.
pub const DWELLING_CIRCUIT_VA: f64 = 1500.0;
/// Least rating of the service of a dwelling, in amperes (230.79(C)).
pub const DWELLING_SERVICE_LEAST_A: f64 = 100.0;
/// Share of cooking and drying that loads the neutral, in per cent.
pub const NEUTRAL_HEATING_PERCENT: f64 = 70.0;
/// Amperes of unbalance above which a share counts, and the share in per cent.
pub const NEUTRAL_REDUCTION: (f64, f64) = (200.0, 70.0);
/// Fixed appliances from which on the demand factor holds, and the factor in per cent.
pub const APPLIANCE_DEMAND: (f64, f64) = (4.0, 75.0);
/// Least supply of a vehicle in 2023, in VA.
const VEHICLE_LEAST_VA: f64 = 7200.0;

/// Returns the general lighting of a dwelling in VA per square foot.
pub fn dwelling_lighting_va_per_ft2(edition: Edition) -> f64 {
    if edition >= Edition::E2026 { 2.0 } else { 3.0 }
}

/// Returns what a vehicle's supply counts for in VA, from its nameplate in VA.
pub fn vehicle_supply_va(nameplate: f64, edition: Edition) -> f64 {
    if edition == Edition::E2023 { nameplate.max(VEHICLE_LEAST_VA) } else { nameplate }
}

/// Returns the least fixed appliance that counts for the demand factor: VA, and horsepower of a motor; zeros where all
/// count.
pub fn appliance_counts_from(edition: Edition) -> (f64, f64) {
    if edition >= Edition::E2023 { (500.0, 0.25) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_differ() {
        assert_eq!(Edition::ALL.map(dwelling_lighting_va_per_ft2), [3.0, 3.0, 3.0, 2.0]);
        assert_eq!(Edition::ALL.map(|e| vehicle_supply_va(5760.0, e)), [5760.0, 5760.0, 7200.0, 5760.0]);
        assert_eq!(vehicle_supply_va(9600.0, Edition::E2023), 9600.0);
        assert_eq!(appliance_counts_from(Edition::E2020), (0.0, 0.0));
        assert_eq!(appliance_counts_from(Edition::E2023), (500.0, 0.25));
    }
}
