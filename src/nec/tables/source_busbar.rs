//! Sources on a busbar that other devices feed as well.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const SOURCE_BUSBAR_FROM: Provenance = Provenance {
    table: "705.12",
    editions: &Edition::ALL,
    sources: &["a public guide to the 120 % rule"],
    doubts: &[
        "paragraph letters of the editions are from memory",
        "rules for busbars fed at the centre and for several sources by study are not among the values",
    ],
};

/// What a source counts for, as a factor on its rated output.
pub const SOURCE_FACTOR: f64 = 1.25;
/// Main device and sources together, as a share of the busbar's rating, wherever the source is.
pub const BUSBAR_SHARE: f64 = 1.0;
/// The same where main and source feed the busbar at opposite ends.
pub const BUSBAR_SHARE_OPPOSITE_ENDS: f64 = 1.2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_case_of_a_200_a_busbar() {
        let left = BUSBAR_SHARE_OPPOSITE_ENDS * 200.0 - 200.0;
        assert!((left / SOURCE_FACTOR - 32.0).abs() < 1e-9);
        assert_eq!(BUSBAR_SHARE, 1.0);
    }
}
