//! Optional demand of schools, by VA per square foot.

use crate::nec::Edition;
use crate::nec::tables::{Provenance, Slice, by_slices};

pub const SCHOOL_DEMAND_FROM: Provenance = Provenance {
    table: "220.86",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source", "2026 is taken to be as 2023"],
};

const SLICES: [Slice; 3] = [Slice::new(3.0, 100.0), Slice::new(20.0, 75.0), Slice::new(f64::INFINITY, 25.0)];

/// Returns the demand in VA per square foot of a connected load in VA per square foot.
pub fn school_demand_per_ft2(va_per_ft2: f64) -> f64 {
    by_slices(va_per_ft2, &SLICES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(school_demand_per_ft2(3.0), 3.0);
        assert_eq!(school_demand_per_ft2(20.0), 15.75);
        assert_eq!(school_demand_per_ft2(24.0), 16.75);
    }
}
