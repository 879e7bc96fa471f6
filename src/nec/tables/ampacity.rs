//! Ampacity of insulated conductors, three or fewer that carry current, in raceway, cable or earth at 30 °C; areas in cmil.

use crate::nec::tables::Provenance;
use crate::nec::{Edition, Material};

pub const AMPACITY_FROM: Provenance = Provenance {
    table: "310.16 (310.15(B)(16) in 2017)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public transcription of a state code based on 2020",
        "a public program with the values of 2014",
    ],
    doubts: &["2026 is believed to change nothing but rows for 16 AWG: unverified"],
};

/// The temperature columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    C60,
    C75,
    C90,
}

impl Column {
    /// Every column, coolest first.
    pub const ALL: [Self; 3] = [Self::C60, Self::C75, Self::C90];

    /// Returns its temperature in degrees Celsius.
    pub const fn celsius(self) -> f64 {
        match self {
            Self::C60 => 60.0,
            Self::C75 => 75.0,
            Self::C90 => 90.0,
        }
    }
}

/// A conductor size with its area and ampacities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConductorRow {
    /// AWG or kcmil, as in [`SIZES`](crate::nec::SIZES).
    pub size: &'static str,
    /// Area in circular mils.
    pub cmil: f64,
    /// Amperes at 60, 75 and 90 °C; 0 in a blank cell.
    copper: [f64; 3],
    aluminum: [f64; 3],
}

/// A blank cell.
const NO: f64 = 0.0;

/// Every size, smallest first.
pub static CONDUCTORS: [ConductorRow; 30] = [
    row("18", 1_620.0, [NO, NO, 14.0], [NO; 3]),
    row("16", 2_580.0, [NO, NO, 18.0], [NO; 3]),
    row("14", 4_110.0, [15.0, 20.0, 25.0], [NO; 3]),
    row("12", 6_530.0, [20.0, 25.0, 30.0], [15.0, 20.0, 25.0]),
    row("10", 10_380.0, [30.0, 35.0, 40.0], [25.0, 30.0, 35.0]),
    row("8", 16_510.0, [40.0, 50.0, 55.0], [35.0, 40.0, 45.0]),
    row("6", 26_240.0, [55.0, 65.0, 75.0], [40.0, 50.0, 55.0]),
    row("4", 41_740.0, [70.0, 85.0, 95.0], [55.0, 65.0, 75.0]),
    row("3", 52_620.0, [85.0, 100.0, 115.0], [65.0, 75.0, 85.0]),
    row("2", 66_360.0, [95.0, 115.0, 130.0], [75.0, 90.0, 100.0]),
    row("1", 83_690.0, [110.0, 130.0, 145.0], [85.0, 100.0, 115.0]),
    row("1/0", 105_600.0, [125.0, 150.0, 170.0], [100.0, 120.0, 135.0]),
    row("2/0", 133_100.0, [145.0, 175.0, 195.0], [115.0, 135.0, 150.0]),
    row("3/0", 167_800.0, [165.0, 200.0, 225.0], [130.0, 155.0, 175.0]),
    row("4/0", 211_600.0, [195.0, 230.0, 260.0], [150.0, 180.0, 205.0]),
    row("250", 250_000.0, [215.0, 255.0, 290.0], [170.0, 205.0, 230.0]),
    row("300", 300_000.0, [240.0, 285.0, 320.0], [195.0, 230.0, 260.0]),
    row("350", 350_000.0, [260.0, 310.0, 350.0], [210.0, 250.0, 280.0]),
    row("400", 400_000.0, [280.0, 335.0, 380.0], [225.0, 270.0, 305.0]),
    row("500", 500_000.0, [320.0, 380.0, 430.0], [260.0, 310.0, 350.0]),
    row("600", 600_000.0, [350.0, 420.0, 475.0], [285.0, 340.0, 385.0]),
    row("700", 700_000.0, [385.0, 460.0, 520.0], [315.0, 375.0, 425.0]),
    row("750", 750_000.0, [400.0, 475.0, 535.0], [320.0, 385.0, 435.0]),
    row("800", 800_000.0, [410.0, 490.0, 555.0], [330.0, 395.0, 445.0]),
    row("900", 900_000.0, [435.0, 520.0, 585.0], [355.0, 425.0, 480.0]),
    row("1000", 1_000_000.0, [455.0, 545.0, 615.0], [375.0, 445.0, 500.0]),
    row("1250", 1_250_000.0, [495.0, 590.0, 665.0], [405.0, 485.0, 545.0]),
    row("1500", 1_500_000.0, [525.0, 625.0, 705.0], [435.0, 520.0, 585.0]),
    row("1750", 1_750_000.0, [545.0, 650.0, 735.0], [455.0, 545.0, 615.0]),
    row("2000", 2_000_000.0, [555.0, 665.0, 750.0], [470.0, 560.0, 630.0]),
];

const fn row(size: &'static str, cmil: f64, copper: [f64; 3], aluminum: [f64; 3]) -> ConductorRow {
    ConductorRow { size, cmil, copper, aluminum }
}

impl ConductorRow {
    /// Returns the ampacity of one conductor in amperes, without factors; `None` where the cell is blank.
    pub fn ampacity(&self, material: Material, column: Column) -> Option<f64> {
        let cells = match material {
            Material::Copper => self.copper,
            Material::Aluminum => self.aluminum,
        };
        let [c60, c75, c90] = cells;
        let amperes = match column {
            Column::C60 => c60,
            Column::C75 => c75,
            Column::C90 => c90,
        };
        (amperes > NO).then_some(amperes)
    }
}

/// Returns the row of a size; `None` where it is no size of the table.
pub fn conductor(size: &str) -> Option<&'static ConductorRow> {
    CONDUCTORS.iter().find(|row| row.size == size)
}

/// Returns the smallest size of at least so many circular mils, to half a mil; `None` above the largest.
pub fn smallest_conductor_of(cmil: f64) -> Option<&'static ConductorRow> {
    CONDUCTORS.iter().find(|row| row.cmil >= cmil - 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nec::SIZES;

    fn cells(size: &str) -> [Option<f64>; 6] {
        let row = conductor(size).expect("a size");
        let [c60, c75, c90] = Column::ALL;
        let (cu, al) = (Material::Copper, Material::Aluminum);
        [(cu, c60), (cu, c75), (cu, c90), (al, c60), (al, c75), (al, c90)]
            .map(|(material, column)| row.ampacity(material, column))
    }

    #[test]
    fn spot_values() {
        assert_eq!(cells("18"), [None, None, Some(14.0), None, None, None]);
        assert_eq!(cells("14"), [Some(15.0), Some(20.0), Some(25.0), None, None, None]);
        assert_eq!(cells("6"), [55.0, 65.0, 75.0, 40.0, 50.0, 55.0].map(Some));
        assert_eq!(cells("3"), [85.0, 100.0, 115.0, 65.0, 75.0, 85.0].map(Some));
        assert_eq!(cells("1/0"), [125.0, 150.0, 170.0, 100.0, 120.0, 135.0].map(Some));
        assert_eq!(cells("4/0"), [195.0, 230.0, 260.0, 150.0, 180.0, 205.0].map(Some));
        assert_eq!(cells("500"), [320.0, 380.0, 430.0, 260.0, 310.0, 350.0].map(Some));
        assert_eq!(cells("2000"), [555.0, 665.0, 750.0, 470.0, 560.0, 630.0].map(Some));
        assert_eq!(conductor("5"), None);
    }

    #[test]
    fn sizes_stand_in_order_and_ampacity_rises_with_size_and_temperature() {
        assert!(CONDUCTORS.iter().map(|row| row.size).eq(SIZES.iter().copied()));
        assert!(CONDUCTORS.windows(2).all(|pair| pair[0].cmil < pair[1].cmil));
        for material in [Material::Copper, Material::Aluminum] {
            for column in Column::ALL {
                let cells: Vec<f64> =
                    CONDUCTORS.iter().filter_map(|row| row.ampacity(material, column)).collect();
                assert!(cells.windows(2).all(|pair| pair[0] < pair[1]), "{material} {column:?}");
            }
        }
        for row in &CONDUCTORS {
            let [cu60, cu75, cu90, al60, al75, al90] = cells(row.size);
            assert!(cu60.is_none() || cu60 < cu75 && cu75 < cu90, "{}", row.size);
            assert!(al60.is_none() || al60 < al75 && al75 < al90 && al90 < cu90, "{}", row.size);
        }
    }

    #[test]
    fn the_smallest_of_an_area() {
        let size = |cmil| smallest_conductor_of(cmil).map(|row| row.size);
        assert_eq!(size(58_436.0), Some("2"));
        assert_eq!(size(52_620.4), Some("3"));
        assert_eq!(size(52_620.6), Some("2"));
        assert_eq!(size(2_000_001.0), None);
    }
}
