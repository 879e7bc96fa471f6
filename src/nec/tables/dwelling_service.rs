//! Service and main feeder conductors of a dwelling by the rating of its service, where no factor applies to them.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, Material};

pub const DWELLING_SERVICE_FROM: Provenance = Provenance {
    table: "310.12(A) (310.12 in 2020, 310.15(B)(7) in 2017)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a public transcription of a state code based on 2020",
        "83 % of the rating against the 75 °C column of 310.16",
    ],
    doubts: &["2017 and 2026 were not compared; the sizes have been the same since 2011"],
};

/// The share of its rating that the conductors of a dwelling's service or main feeder have to carry.
pub const DWELLING_SERVICE_SHARE: f64 = 0.83;

/// A rating in amperes with the sizes of copper and aluminum.
struct Row(f64, &'static str, &'static str);

/// Rising.
const ROWS: [Row; 11] = [
    Row(100.0, "4", "2"),
    Row(110.0, "3", "1"),
    Row(125.0, "2", "1/0"),
    Row(150.0, "1", "2/0"),
    Row(175.0, "1/0", "3/0"),
    Row(200.0, "2/0", "4/0"),
    Row(225.0, "3/0", "250"),
    Row(250.0, "4/0", "300"),
    Row(300.0, "250", "350"),
    Row(350.0, "350", "500"),
    Row(400.0, "400", "600"),
];

/// Returns the size for exactly this rating in amperes; `None` for a rating that the table lacks.
pub fn dwelling_service_conductor(rating_a: f64, material: Material) -> Option<&'static str> {
    let Row(_, copper, aluminum) = ROWS.iter().find(|row| row.0 == rating_a)?;
    Some(match material {
        Material::Copper => copper,
        Material::Aluminum => aluminum,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::{CONDUCTORS, Column};

    #[test]
    fn spot_values() {
        let sizes = |rating| {
            [Material::Copper, Material::Aluminum].map(|metal| dwelling_service_conductor(rating, metal))
        };
        assert_eq!(sizes(100.0), [Some("4"), Some("2")]);
        assert_eq!(sizes(200.0), [Some("2/0"), Some("4/0")]);
        assert_eq!(sizes(400.0), [Some("400"), Some("600")]);
        assert_eq!(sizes(90.0), [None, None]);
        assert_eq!(sizes(450.0), [None, None]);
    }

    #[test]
    fn every_size_is_the_smallest_that_carries_83_percent() {
        for Row(rating, copper, aluminum) in ROWS {
            for (material, size) in [(Material::Copper, copper), (Material::Aluminum, aluminum)] {
                let carries = |amperes: f64| amperes >= DWELLING_SERVICE_SHARE * rating;
                let smallest = CONDUCTORS
                    .iter()
                    .find(|row| row.ampacity(material, Column::C75).is_some_and(carries))
                    .expect("one is large enough");
                assert_eq!(size, smallest.size, "{rating} A {material}");
            }
        }
    }
}
