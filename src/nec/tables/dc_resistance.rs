//! Resistance of conductors to direct current at 75 °C.

use crate::nec::tables::Provenance;
use crate::nec::tables::Stranding::{Solid, Stranded};
use crate::nec::{Edition, Material};

pub const DC_RESISTANCE_FROM: Provenance = Provenance {
    table: "Chapter 9 Table 8",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public program with the values of 2014",
        "resistance × area is constant",
    ],
    doubts: &[
        "10 AWG solid aluminum: 2.00 from one source and memory, another has 1.99",
        "2026 is taken as 2023, unread",
    ],
};

/// How a conductor is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranding {
    Solid,
    Stranded,
}

struct Row {
    size: &'static str,
    stranding: Stranding,
    /// Ohms per 1000 ft: copper bare, copper coated, aluminum.
    ohms: [f64; 3],
}

const fn row(size: &'static str, stranding: Stranding, bare: f64, coated: f64, aluminum: f64) -> Row {
    Row { size, stranding, ohms: [bare, coated, aluminum] }
}

#[expect(clippy::approx_constant, reason = "3.14 is a resistance, not π")]
static ROWS: [Row; 36] = [
    row("18", Solid, 7.77, 8.08, 12.8),
    row("18", Stranded, 7.95, 8.45, 13.1),
    row("16", Solid, 4.89, 5.08, 8.05),
    row("16", Stranded, 4.99, 5.29, 8.21),
    row("14", Solid, 3.07, 3.19, 5.06),
    row("14", Stranded, 3.14, 3.26, 5.17),
    row("12", Solid, 1.93, 2.01, 3.18),
    row("12", Stranded, 1.98, 2.05, 3.25),
    row("10", Solid, 1.21, 1.26, 2.0),
    row("10", Stranded, 1.24, 1.29, 2.04),
    row("8", Solid, 0.764, 0.786, 1.26),
    row("8", Stranded, 0.778, 0.809, 1.28),
    row("6", Stranded, 0.491, 0.51, 0.808),
    row("4", Stranded, 0.308, 0.321, 0.508),
    row("3", Stranded, 0.245, 0.254, 0.403),
    row("2", Stranded, 0.194, 0.201, 0.319),
    row("1", Stranded, 0.154, 0.16, 0.253),
    row("1/0", Stranded, 0.122, 0.127, 0.201),
    row("2/0", Stranded, 0.0967, 0.101, 0.159),
    row("3/0", Stranded, 0.0766, 0.0797, 0.126),
    row("4/0", Stranded, 0.0608, 0.0626, 0.1),
    row("250", Stranded, 0.0515, 0.0535, 0.0847),
    row("300", Stranded, 0.0429, 0.0446, 0.0707),
    row("350", Stranded, 0.0367, 0.0382, 0.0605),
    row("400", Stranded, 0.0321, 0.0331, 0.0529),
    row("500", Stranded, 0.0258, 0.0265, 0.0424),
    row("600", Stranded, 0.0214, 0.0223, 0.0353),
    row("700", Stranded, 0.0184, 0.0189, 0.0303),
    row("750", Stranded, 0.0171, 0.0176, 0.0282),
    row("800", Stranded, 0.0161, 0.0166, 0.0265),
    row("900", Stranded, 0.0143, 0.0147, 0.0235),
    row("1000", Stranded, 0.0129, 0.0132, 0.0212),
    row("1250", Stranded, 0.0103, 0.0106, 0.0169),
    row("1500", Stranded, 0.00858, 0.00883, 0.0141),
    row("1750", Stranded, 0.00735, 0.00756, 0.0121),
    row("2000", Stranded, 0.00643, 0.00662, 0.0106),
];

/// Returns ohms per 1000 ft at 75 °C, of uncoated copper or aluminum; `None` for sizes that are not made so.
pub fn dc_resistance(size: &str, stranding: Stranding, material: Material) -> Option<f64> {
    let [bare, _, aluminum] = find(size, stranding)?.ohms;
    Some(match material {
        Material::Copper => bare,
        Material::Aluminum => aluminum,
    })
}

/// Returns ohms per 1000 ft at 75 °C of coated copper; `None` for sizes that are not made so.
pub fn dc_resistance_coated(size: &str, stranding: Stranding) -> Option<f64> {
    let [_, coated, _] = find(size, stranding)?.ohms;
    Some(coated)
}

/// Whether a size is made solid as well as stranded: 8 AWG and smaller.
pub fn may_be_solid(size: &str) -> bool {
    find(size, Solid).is_some()
}

/// Returns what resistance at 75 °C is multiplied by at another temperature in degrees Celsius.
pub fn resistance_factor(celsius: f64, material: Material) -> f64 {
    let per_degree = match material {
        Material::Copper => 0.003_23,
        Material::Aluminum => 0.003_30,
    };
    1.0 + per_degree * (celsius - 75.0)
}

/// Returns the resistivity in ohm-cmil per foot that the trade's formulas use.
pub const fn trade_k(material: Material) -> f64 {
    match material {
        Material::Copper => 12.9,
        Material::Aluminum => 21.2,
    }
}

fn find(size: &str, stranding: Stranding) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.size == size && row.stranding == stranding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::tables::conductor;

    #[test]
    fn spot_values() {
        let ohms =
            |size, how| [Material::Copper, Material::Aluminum].map(|metal| dc_resistance(size, how, metal));
        assert_eq!(ohms("12", Solid), [Some(1.93), Some(3.18)]);
        assert_eq!(ohms("8", Stranded), [Some(0.778), Some(1.28)]);
        assert_eq!(ohms("1/0", Stranded), [Some(0.122), Some(0.201)]);
        assert_eq!(ohms("500", Stranded), [Some(0.0258), Some(0.0424)]);
        assert_eq!(ohms("6", Solid), [None, None]);
        assert_eq!(dc_resistance_coated("2", Stranded), Some(0.201));
        assert!(may_be_solid("8") && !may_be_solid("6"));
        assert!((resistance_factor(50.0, Material::Copper) - 0.919_25).abs() < 1e-12);
        assert!((resistance_factor(90.0, Material::Aluminum) - 1.0495).abs() < 1e-12);
        assert_eq!([Material::Copper, Material::Aluminum].map(trade_k), [12.9, 21.2]);
    }

    #[test]
    fn resistance_times_area_is_constant() {
        for row in &ROWS {
            let cmil = conductor(row.size).expect("a size").cmil;
            let [bare, coated, aluminum] = row.ohms.map(|ohms| ohms * cmil / 1000.0);
            let name = format!("{} {:?}: {bare} {coated} {aluminum}", row.size, row.stranding);
            assert!((12.5..13.0).contains(&bare) && bare < coated && coated < 13.7, "{name}");
            assert!((20.7..21.4).contains(&aluminum), "{name}");
        }
    }
}
