//! Approximate diameter and area of insulated conductors, for the fill of raceways.

use crate::nec::Edition;
use crate::nec::tables::{AreaGroup, Provenance};

pub const CONDUCTOR_AREA_FROM: Provenance = Provenance {
    table: "Chapter 9 Table 5",
    editions: &Edition::ALL,
    sources: &[
        "a public program with the values of 2014",
        "a second public transcription of 2023",
        "two lists of a public calculator of raceway fill",
        "π d²/4",
    ],
    doubts: &[
        "diameters are from memory",
        "RHH, RHW and RHW-2 without outer covering: one source",
        "RHH, RHW and RHW-2 with outer covering: from memory and one source, and above 1000 kcmil from memory alone: unverified",
        "2026 is taken as 2023, unread",
    ],
};

/// A size, its diameter in inches and its area in square inches.
struct Row(&'static str, f64, f64);

/// THHN, THWN, THWN-2.
static THHN: [Row; 24] = [
    Row("14", 0.111, 0.0097),
    Row("12", 0.13, 0.0133),
    Row("10", 0.164, 0.0211),
    Row("8", 0.216, 0.0366),
    Row("6", 0.254, 0.0507),
    Row("4", 0.324, 0.0824),
    Row("3", 0.352, 0.0973),
    Row("2", 0.384, 0.1158),
    Row("1", 0.446, 0.1562),
    Row("1/0", 0.486, 0.1855),
    Row("2/0", 0.532, 0.2223),
    Row("3/0", 0.584, 0.2679),
    Row("4/0", 0.642, 0.3237),
    Row("250", 0.711, 0.397),
    Row("300", 0.766, 0.4608),
    Row("350", 0.817, 0.5242),
    Row("400", 0.864, 0.5863),
    Row("500", 0.949, 0.7073),
    Row("600", 1.051, 0.8676),
    Row("700", 1.122, 0.9887),
    Row("750", 1.156, 1.0496),
    Row("800", 1.188, 1.1085),
    Row("900", 1.252, 1.2311),
    Row("1000", 1.31, 1.3478),
];

/// XHH, XHHW, XHHW-2.
static XHHW: [Row; 28] = [
    Row("14", 0.133, 0.0139),
    Row("12", 0.152, 0.0181),
    Row("10", 0.176, 0.0243),
    Row("8", 0.236, 0.0437),
    Row("6", 0.274, 0.059),
    Row("4", 0.322, 0.0814),
    Row("3", 0.35, 0.0962),
    Row("2", 0.382, 0.1146),
    Row("1", 0.442, 0.1534),
    Row("1/0", 0.482, 0.1825),
    Row("2/0", 0.528, 0.219),
    Row("3/0", 0.58, 0.2642),
    Row("4/0", 0.638, 0.3197),
    Row("250", 0.705, 0.3904),
    Row("300", 0.76, 0.4536),
    Row("350", 0.811, 0.5166),
    Row("400", 0.858, 0.5782),
    Row("500", 0.943, 0.6984),
    Row("600", 1.053, 0.8709),
    Row("700", 1.124, 0.9923),
    Row("750", 1.158, 1.0532),
    Row("800", 1.19, 1.1122),
    Row("900", 1.254, 1.2351),
    Row("1000", 1.312, 1.3519),
    Row("1250", 1.479, 1.718),
    Row("1500", 1.602, 2.0156),
    Row("1750", 1.716, 2.3127),
    Row("2000", 1.822, 2.6073),
];

/// TW, THW, THHW, THW-2.
static TW: [Row; 28] = [
    Row("14", 0.133, 0.0139),
    Row("12", 0.152, 0.0181),
    Row("10", 0.176, 0.0243),
    Row("8", 0.236, 0.0437),
    Row("6", 0.304, 0.0726),
    Row("4", 0.352, 0.0973),
    Row("3", 0.38, 0.1134),
    Row("2", 0.412, 0.1333),
    Row("1", 0.492, 0.1901),
    Row("1/0", 0.532, 0.2223),
    Row("2/0", 0.578, 0.2624),
    Row("3/0", 0.63, 0.3117),
    Row("4/0", 0.688, 0.3718),
    Row("250", 0.765, 0.4596),
    Row("300", 0.82, 0.5281),
    Row("350", 0.871, 0.5958),
    Row("400", 0.918, 0.6619),
    Row("500", 1.003, 0.7901),
    Row("600", 1.113, 0.9729),
    Row("700", 1.184, 1.101),
    Row("750", 1.218, 1.1652),
    Row("800", 1.25, 1.2272),
    Row("900", 1.314, 1.3561),
    Row("1000", 1.372, 1.4784),
    Row("1250", 1.539, 1.8602),
    Row("1500", 1.662, 2.1695),
    Row("1750", 1.776, 2.4773),
    Row("2000", 1.882, 2.7818),
];

/// RHH, RHW, RHW-2 with outer covering.
static RHW_COVERED: [Row; 28] = [
    Row("14", 0.193, 0.0293),
    Row("12", 0.212, 0.0353),
    Row("10", 0.236, 0.0437),
    Row("8", 0.326, 0.0835),
    Row("6", 0.364, 0.1041),
    Row("4", 0.412, 0.1333),
    Row("3", 0.44, 0.1521),
    Row("2", 0.472, 0.175),
    Row("1", 0.582, 0.266),
    Row("1/0", 0.622, 0.3039),
    Row("2/0", 0.668, 0.3505),
    Row("3/0", 0.72, 0.4072),
    Row("4/0", 0.778, 0.4754),
    Row("250", 0.895, 0.6291),
    Row("300", 0.95, 0.7088),
    Row("350", 1.001, 0.787),
    Row("400", 1.048, 0.8626),
    Row("500", 1.133, 1.0082),
    Row("600", 1.243, 1.2135),
    Row("700", 1.314, 1.3561),
    Row("750", 1.348, 1.4272),
    Row("800", 1.38, 1.4957),
    Row("900", 1.444, 1.6377),
    Row("1000", 1.502, 1.7719),
    Row("1250", 1.729, 2.3479),
    Row("1500", 1.852, 2.6938),
    Row("1750", 1.966, 3.0357),
    Row("2000", 2.072, 3.3719),
];

/// RHH, RHW, RHW-2 without outer covering.
static RHW_BARE: [Row; 28] = [
    Row("14", 0.163, 0.0209),
    Row("12", 0.182, 0.026),
    Row("10", 0.206, 0.0333),
    Row("8", 0.266, 0.0556),
    Row("6", 0.304, 0.0726),
    Row("4", 0.352, 0.0973),
    Row("3", 0.38, 0.1134),
    Row("2", 0.412, 0.1333),
    Row("1", 0.492, 0.1901),
    Row("1/0", 0.532, 0.2223),
    Row("2/0", 0.578, 0.2624),
    Row("3/0", 0.63, 0.3117),
    Row("4/0", 0.688, 0.3718),
    Row("250", 0.765, 0.4596),
    Row("300", 0.82, 0.5281),
    Row("350", 0.871, 0.5958),
    Row("400", 0.918, 0.6619),
    Row("500", 1.003, 0.7901),
    Row("600", 1.113, 0.9729),
    Row("700", 1.184, 1.101),
    Row("750", 1.218, 1.1652),
    Row("800", 1.25, 1.2272),
    Row("900", 1.314, 1.3561),
    Row("1000", 1.372, 1.4784),
    Row("1250", 1.539, 1.8602),
    Row("1500", 1.662, 2.1695),
    Row("1750", 1.776, 2.4773),
    Row("2000", 1.882, 2.7818),
];

/// Returns the area of one insulated conductor in square inches; `None` for sizes that its insulation lacks.
pub fn conductor_area_in2(size: &str, group: AreaGroup) -> Option<f64> {
    rows(group).iter().find(|row| row.0 == size).map(|row| row.2)
}

/// Returns the diameter of one insulated conductor in inches; `None` for sizes that its insulation lacks.
pub fn conductor_diameter_in(size: &str, group: AreaGroup) -> Option<f64> {
    rows(group).iter().find(|row| row.0 == size).map(|row| row.1)
}

fn rows(group: AreaGroup) -> &'static [Row] {
    match group {
        AreaGroup::Tw => &TW,
        AreaGroup::Thhn => &THHN,
        AreaGroup::Xhhw => &XHHW,
        AreaGroup::RhwBare => &RHW_BARE,
        AreaGroup::RhwCovered => &RHW_COVERED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: [AreaGroup; 5] =
        [AreaGroup::Tw, AreaGroup::Thhn, AreaGroup::Xhhw, AreaGroup::RhwBare, AreaGroup::RhwCovered];

    #[test]
    fn spot_values() {
        let areas = |size| GROUPS.map(|group| conductor_area_in2(size, group));
        assert_eq!(areas("12"), [0.0181, 0.0133, 0.0181, 0.026, 0.0353].map(Some));
        assert_eq!(areas("3/0"), [0.3117, 0.2679, 0.2642, 0.3117, 0.4072].map(Some));
        assert_eq!(areas("500"), [0.7901, 0.7073, 0.6984, 0.7901, 1.0082].map(Some));
        assert_eq!(areas("2000"), [Some(2.7818), None, Some(2.6073), Some(2.7818), Some(3.3719)]);
        assert_eq!(areas("16"), [None; 5]);
        assert_eq!(conductor_diameter_in("4/0", AreaGroup::Thhn), Some(0.642));
    }

    #[test]
    fn areas_follow_from_the_diameter_and_rise() {
        for group in GROUPS {
            for Row(size, diameter, area) in rows(group) {
                let circle = std::f64::consts::FRAC_PI_4 * diameter.powi(2);
                assert!((area - circle).abs() < 0.0011, "{size} {group:?}: {circle}");
            }
            assert!(rows(group).windows(2).all(|pair| pair[0].2 < pair[1].2));
        }
    }
}
