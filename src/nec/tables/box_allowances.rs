//! The room in a box that conductors, clamps, fittings and devices take.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const BOX_ALLOWANCES_FROM: Provenance = Provenance {
    table: "314.16(B)(1) (314.16(B) in 2017)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a second public transcription of 2023"],
    doubts: &["2026 is taken as 2023, unread"],
};

/// Allowances of a looped conductor.
pub const LOOPED: f64 = 2.0;
/// Allowances of a device yoke, for each gang.
pub const YOKE: f64 = 2.0;
/// Equipment grounding conductors that take one allowance together.
const EGC_TOGETHER: f64 = 4.0;
/// The part of an allowance that each further one takes.
const EGC_FURTHER: f64 = 0.25;

/// Returns the room for one conductor in cubic inches; `None` for sizes that the table lacks.
pub fn box_allowance_in3(size: &str) -> Option<f64> {
    Some(match size {
        "18" => 1.5,
        "16" => 1.75,
        "14" => 2.0,
        "12" => 2.25,
        "10" => 2.5,
        "8" => 3.0,
        "6" => 5.0,
        _ => return None,
    })
}

/// Returns the allowances, of the largest, that so many equipment grounding conductors take together.
pub fn egc_allowances(count: f64, edition: Edition) -> f64 {
    match edition {
        _ if count <= 0.0 => 0.0,
        Edition::E2017 => 1.0,
        _ => 1.0 + EGC_FURTHER * (count - EGC_TOGETHER).max(0.0),
    }
}

/// Whether terminal blocks are counted.
pub fn counts_terminal_blocks(edition: Edition) -> bool {
    edition >= Edition::E2023
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(["14", "10", "6", "4"].map(box_allowance_in3), [Some(2.0), Some(2.5), Some(5.0), None]);
        let egc = |count| Edition::ALL.map(|edition| egc_allowances(count, edition));
        assert_eq!(egc(0.0), [0.0; 4]);
        assert_eq!(egc(4.0), [1.0; 4]);
        assert_eq!(egc(7.0), [1.0, 1.75, 1.75, 1.75]);
        assert_eq!(Edition::ALL.map(counts_terminal_blocks), [false, false, true, true]);
    }
}
