//! What receptacles, signs and show windows count for outside dwellings, and the demand of receptacles.

use crate::nec::Edition;
use crate::nec::tables::{Provenance, Slice, by_slices};

pub const RECEPTACLE_DEMAND_FROM: Provenance = Provenance {
    table: "220.44 (2017, 2020), 220.47 (2023), 120.47 (2026); 220.14",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a public transcription of a state code based on 2020"],
    doubts: &["2017 and 2026 are taken to be as 2020 and 2023", "the section number of 2026 is unverified"],
};

/// A yoke with one to three receptacles, in VA; also a stretch of a fixed multioutlet assembly.
pub const RECEPTACLE_VA: f64 = 180.0;
/// Each receptacle in a unit of four or more, in VA.
pub const GROUPED_RECEPTACLE_VA: f64 = 90.0;
/// Least load of a sign outlet, in VA.
pub const SIGN_LEAST_VA: f64 = 1200.0;
/// A show window, in VA per foot.
pub const SHOW_WINDOW_VA_PER_FT: f64 = 200.0;
/// Receptacles of an office or a bank, in VA per square foot of floor, where that is more.
pub const OFFICE_RECEPTACLES_VA_PER_FT2: f64 = 1.0;
/// Feet of a multioutlet assembly that count as an outlet, without and with appliances used at the same time.
const FEET_PER_OUTLET: [f64; 2] = [5.0, 1.0];

/// Slices of the receptacle load outside dwellings, in VA.
pub const RECEPTACLE_SLICES: [Slice; 2] = [Slice::new(10e3, 100.0), Slice::new(f64::INFINITY, 50.0)];

/// Returns the demand in VA of receptacles outside dwellings, from their load in VA.
pub fn receptacle_demand(va: f64) -> f64 {
    by_slices(va, &RECEPTACLE_SLICES)
}

/// Returns the load in VA of a fixed multioutlet assembly of so many feet.
pub fn multioutlet_va(feet: f64, simultaneous: bool) -> f64 {
    let [apart, together] = FEET_PER_OUTLET;
    let stretches = feet / if simultaneous { together } else { apart };
    // Begun stretches count; the slack keeps a quotient that only computes above a whole number from beginning one.
    RECEPTACLE_VA * (stretches - 1e-9).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(receptacle_demand(10_000.0), 10_000.0);
        assert_eq!(receptacle_demand(25_000.0), 17_500.0);
        assert_eq!((multioutlet_va(10.0, false), multioutlet_va(3.0, true)), (360.0, 540.0));
        assert_eq!((multioutlet_va(10.1, false), multioutlet_va(2.5, true)), (540.0, 540.0));
    }
}
