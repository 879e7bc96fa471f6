//! The least size of pull and junction boxes with raceways of conductors of 4 AWG and larger.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const PULL_BOXES_FROM: Provenance = Provenance {
    table: "314.28(A)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one transcription only", "2026 is taken as 2023, unread"],
};

/// Times the largest trade size, between opposite walls of a straight pull.
pub const STRAIGHT_PULL: f64 = 8.0;
/// Times the largest trade size, for angle and U pulls and splices, and between entries of the same conductors.
pub const ANGLE_PULL: f64 = 6.0;

/// Returns the least length in inches of a straight pull with a largest raceway of so many inches (trade size).
pub fn straight_pull_in(largest: f64) -> f64 {
    STRAIGHT_PULL * largest
}

/// Returns the least distance in inches from a wall with these raceways to the opposite wall, for angle and U pulls.
///
/// The raceways are those of one row, as trade sizes in inches; none needs no distance.
pub fn angle_pull_in(row: &[f64]) -> f64 {
    let largest = row.iter().copied().fold(0.0, f64::max);
    ANGLE_PULL * largest + row.iter().sum::<f64>() - largest
}

/// Returns the least distance in inches between two entries of the same conductors, by the larger trade size.
pub fn between_entries_in(larger: f64) -> f64 {
    ANGLE_PULL * larger
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(straight_pull_in(3.0), 24.0);
        assert_eq!(angle_pull_in(&[2.0, 3.0, 2.0]), 22.0);
        assert_eq!(angle_pull_in(&[]), 0.0);
        assert_eq!(between_entries_in(2.5), 15.0);
    }
}
