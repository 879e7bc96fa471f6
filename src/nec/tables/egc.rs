//! Wire-type equipment grounding conductors by the rating of the device ahead.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, Material};

pub const EGC_FROM: Provenance = Provenance {
    table: "250.122",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public program with the values of 2014",
    ],
    doubts: &[
        "aluminum above 4000 A: 1250 kcmil in 2023, 1200 in 2020 and before, by one source each",
        "2026 is taken as 2023, unread",
    ],
};

/// A rating in amperes that is not exceeded, and the sizes of copper and aluminum.
struct Row(f64, &'static str, &'static str);

/// Rising.
static ROWS: [Row; 19] = [
    Row(15.0, "14", "12"),
    Row(20.0, "12", "10"),
    Row(60.0, "10", "8"),
    Row(100.0, "8", "6"),
    Row(200.0, "6", "4"),
    Row(300.0, "4", "2"),
    Row(400.0, "3", "1"),
    Row(500.0, "2", "1/0"),
    Row(600.0, "1", "2/0"),
    Row(800.0, "1/0", "3/0"),
    Row(1000.0, "2/0", "4/0"),
    Row(1200.0, "3/0", "250"),
    Row(1600.0, "4/0", "350"),
    Row(2000.0, "250", "400"),
    Row(2500.0, "350", "600"),
    Row(3000.0, "400", "600"),
    Row(4000.0, "500", "750"),
    Row(5000.0, "700", "1250"),
    Row(6000.0, "800", "1250"),
];

/// The rating in amperes above which aluminum sizes are doubtful.
pub const EGC_DOUBTFUL_ABOVE_A: f64 = 4000.0;

/// Returns the size of an equipment grounding conductor behind a device of so many amperes.
///
/// `None` above 6000 A. Aluminum above 4000 A is `1200` before 2023, which is no size of the other tables.
pub fn egc_size(ocpd_a: f64, material: Material, edition: Edition) -> Option<&'static str> {
    let Row(rating, copper, aluminum) = ROWS.iter().find(|row| ocpd_a <= row.0)?;
    Some(match material {
        Material::Copper => copper,
        Material::Aluminum if *rating > EGC_DOUBTFUL_ABOVE_A && edition < Edition::E2023 => "1200",
        Material::Aluminum => aluminum,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::conductor;

    #[test]
    fn spot_values() {
        let sizes = |rating, edition| {
            [Material::Copper, Material::Aluminum].map(|metal| egc_size(rating, metal, edition))
        };
        let now = Edition::E2023;
        assert_eq!(sizes(15.0, now), [Some("14"), Some("12")]);
        assert_eq!(sizes(61.0, now), [Some("8"), Some("6")]);
        assert_eq!(sizes(200.0, now), [Some("6"), Some("4")]);
        assert_eq!(sizes(1600.0, now), [Some("4/0"), Some("350")]);
        assert_eq!(sizes(6000.0, now), [Some("800"), Some("1250")]);
        assert_eq!(sizes(4001.0, Edition::E2020), [Some("700"), Some("1200")]);
        assert_eq!(sizes(4000.0, Edition::E2017), [Some("500"), Some("750")]);
        assert_eq!(sizes(6001.0, now), [None, None]);
    }

    #[test]
    fn sizes_rise_with_the_rating_and_aluminum_is_larger() {
        let area = |size| conductor(size).expect("a size").cmil;
        for pair in ROWS.windows(2) {
            assert!(pair[0].0 < pair[1].0 && area(pair[0].1) < area(pair[1].1));
            assert!(area(pair[0].2) <= area(pair[1].2) && area(pair[0].1) < area(pair[0].2));
        }
    }
}
