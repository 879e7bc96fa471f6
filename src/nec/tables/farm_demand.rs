//! Demand of farm buildings and of the whole farm.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const FARM_DEMAND_FROM: Provenance = Provenance {
    table: "220.102(B), 220.103",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one source, compared with memory", "2026 is taken to be as 2023"],
};

/// Slice in amperes that counts in full at least, and that next to it which counts by half.
pub const FARM_SLICE_A: f64 = 60.0;
/// Shares of the other loads of a farm building: of the next slice, and of the remainder.
pub const FARM_SHARES: [f64; 2] = [0.5, 0.25];
/// Share of the largest, the second and the third load of a farm, and of every other.
const LOAD_SHARES: [f64; 4] = [1.0, 0.75, 0.65, 0.5];

/// Returns the share of the load at a rank, the largest being 0.
pub fn farm_share(rank: usize) -> f64 {
    LOAD_SHARES[rank.min(LOAD_SHARES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!([0, 1, 2, 3, 9].map(farm_share), [1.0, 0.75, 0.65, 0.5, 0.5]);
    }
}
