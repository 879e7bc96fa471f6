//! Grounding electrode conductors and bonding jumpers, both by the area of the ungrounded conductors of a service.
//!
//! The two tables of the Code have the same bands and, but for the last, the same sizes.

use crate::nec::tables::{ConductorRow, Provenance, smallest_conductor_of};
use crate::nec::{Edition, Material};

pub const GEC_FROM: Provenance = Provenance {
    table: "250.66",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a second public transcription of 2023"],
    doubts: &["2017 and 2026 are taken as 2020 and 2023"],
};

pub const BONDING_JUMPER_FROM: Provenance = Provenance {
    table: "250.102(C)(1)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &["one transcription only", "2026 is taken as 2023, unread"],
};

/// Through so many circular mils of copper or aluminum, and the sizes of copper and aluminum.
struct Row(f64, f64, &'static str, &'static str);

/// Rising; the last is open.
static ROWS: [Row; 7] = [
    Row(66_360.0, 105_600.0, "8", "6"),
    Row(105_600.0, 167_800.0, "6", "4"),
    Row(167_800.0, 250_000.0, "4", "2"),
    Row(350_000.0, 500_000.0, "2", "1/0"),
    Row(600_000.0, 900_000.0, "1/0", "3/0"),
    Row(1_100_000.0, 1_750_000.0, "2/0", "4/0"),
    Row(f64::INFINITY, f64::INFINITY, "3/0", "250"),
];

/// The share of the ungrounded area that a bonding jumper has in the last band.
const JUMPER_SHARE: f64 = 0.125;

/// Returns the band of an area in circular mils, to half a mil, and whether it is the last.
fn band(cmil: f64, material: Material) -> (&'static Row, bool) {
    let through = |row: &&Row| match material {
        Material::Copper => cmil <= row.0 + 0.5,
        Material::Aluminum => cmil <= row.1 + 0.5,
    };
    let [.., last] = &ROWS;
    let row = ROWS.iter().find(through).unwrap_or(last);
    (row, row.0.is_infinite())
}

/// Returns the size of a grounding electrode conductor, without the caps for rods, concrete and rings.
///
/// `cmil` is the area of the ungrounded conductor, all sets together, of `material`; the size is of `of`.
pub fn gec_size(cmil: f64, material: Material, of: Material) -> &'static str {
    let (Row(.., copper, aluminum), _) = band(cmil, material);
    match of {
        Material::Copper => copper,
        Material::Aluminum => aluminum,
    }
}

/// Returns the size of a main or supply-side bonding jumper or grounded conductor, as [`gec_size`] does.
///
/// `None` in the open band where the metals differ, or where no size has an eighth of the area.
pub fn bonding_jumper_size(cmil: f64, material: Material, of: Material) -> Option<&'static str> {
    match band(cmil, material) {
        (_, true) if material == of => {
            smallest_conductor_of(JUMPER_SHARE * cmil).map(|row: &ConductorRow| row.size)
        }
        (_, true) => None,
        (_, false) => Some(gec_size(cmil, material, of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::conductor;

    #[test]
    fn spot_values() {
        let (cu, al) = (Material::Copper, Material::Aluminum);
        assert_eq!(gec_size(66_360.0, cu, cu), "8");
        assert_eq!(gec_size(66_361.0, cu, al), "4");
        assert_eq!(gec_size(250_000.0, cu, cu), "2");
        assert_eq!(gec_size(250_000.0, al, cu), "4");
        assert_eq!(gec_size(1_100_000.0, cu, cu), "2/0");
        assert_eq!(gec_size(1_100_001.0, cu, al), "250");
        assert_eq!(bonding_jumper_size(700_000.0, cu, cu), Some("2/0"));
        assert_eq!(bonding_jumper_size(1_500_000.0, cu, cu), Some("4/0"));
        assert_eq!(bonding_jumper_size(1_500_000.0, cu, al), None);
        assert_eq!(bonding_jumper_size(2_000_000.0, al, al), Some("250"));
        assert_eq!(bonding_jumper_size(17_000_000.0, cu, cu), None);
    }

    #[test]
    fn bands_and_sizes_rise() {
        let area = |size| conductor(size).expect("a size").cmil;
        for pair in ROWS.windows(2) {
            assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
            assert!(area(pair[0].2) < area(pair[1].2) && area(pair[0].3) < area(pair[1].3));
        }
    }
}
