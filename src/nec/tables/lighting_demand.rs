//! Demand factors of general lighting.

use crate::nec::Edition;
use crate::nec::tables::{Provenance, Slice, by_slices};

pub const LIGHTING_DEMAND_FROM: Provenance = Provenance {
    table: "220.42 (2017, 2020), 220.45 (2023), 120.45 (2026)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a public transcription of a state code based on 2020",
        "a second public transcription of 2023, for dwellings",
    ],
    doubts: &[
        "the 2017 factors of hotels and hospitals are from memory",
        "the section number of 2026 is unverified; its values are taken to be as in 2023",
    ],
};

/// What the lighting lights, as far as it decides the demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LightingUse {
    Dwelling,
    /// Hotels, motels, apartment houses without cooking.
    Hotel,
    /// Storage.
    Warehouse,
    /// Has factors of its own in 2017 only.
    Hospital,
    Other,
}

const END: f64 = f64::INFINITY;
const DWELLING: [Slice; 3] = [Slice::new(3e3, 100.0), Slice::new(120e3, 35.0), Slice::new(END, 25.0)];
const HOTEL: [Slice; 3] = [Slice::new(20e3, 60.0), Slice::new(100e3, 50.0), Slice::new(END, 35.0)];
const HOTEL_2017: [Slice; 3] = [Slice::new(20e3, 50.0), Slice::new(100e3, 40.0), Slice::new(END, 30.0)];
const HOSPITAL_2017: [Slice; 2] = [Slice::new(50e3, 40.0), Slice::new(END, 20.0)];
const WAREHOUSE: [Slice; 2] = [Slice::new(12.5e3, 100.0), Slice::new(END, 50.0)];
const ALL: [Slice; 1] = [Slice::new(END, 100.0)];

/// Returns the slices of a lighting load, in VA.
pub fn lighting_slices(lights: LightingUse, edition: Edition) -> &'static [Slice] {
    let old = edition == Edition::E2017;
    match lights {
        LightingUse::Dwelling => &DWELLING,
        LightingUse::Hotel if old => &HOTEL_2017,
        LightingUse::Hotel => &HOTEL,
        LightingUse::Hospital if old => &HOSPITAL_2017,
        LightingUse::Warehouse => &WAREHOUSE,
        LightingUse::Hospital | LightingUse::Other => &ALL,
    }
}

/// Returns the demand in VA of a lighting load in VA.
pub fn lighting_demand(va: f64, lights: LightingUse, edition: Edition) -> f64 {
    by_slices(va, lighting_slices(lights, edition))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let demand = |va, lights, edition| lighting_demand(va, lights, edition);
        assert_eq!(demand(9000.0, LightingUse::Dwelling, Edition::E2023), 5100.0);
        assert_eq!(demand(220_800.0, LightingUse::Dwelling, Edition::E2017), 69_150.0);
        assert_eq!(demand(150_000.0, LightingUse::Hotel, Edition::E2020), 12_000.0 + 40_000.0 + 17_500.0);
        assert_eq!(demand(150_000.0, LightingUse::Hotel, Edition::E2017), 10_000.0 + 32_000.0 + 15_000.0);
        assert_eq!(demand(60_000.0, LightingUse::Hospital, Edition::E2017), 22_000.0);
        assert_eq!(demand(60_000.0, LightingUse::Hospital, Edition::E2020), 60_000.0);
        assert_eq!(demand(24_000.0, LightingUse::Warehouse, Edition::E2026), 18_250.0);
        assert_eq!(demand(24_000.0, LightingUse::Other, Edition::E2026), 24_000.0);
    }
}
