//! Factors on ampacity for an ambient other than 30 °C, and what a sunlit roof adds to the ambient.

use crate::nec::Edition;
use crate::nec::tables::{Column, Provenance};

pub const AMBIENT_FROM: Provenance = Provenance {
    table: "310.15(B)(1) (310.15(B)(2)(a) in 2017)",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "a public transcription of a state code based on 2020",
        "√((Tc − Ta)/(Tc − 30)) at the upper end of each band",
    ],
    doubts: &[
        "2026 is taken as 2023, unread",
        "the distance of 7/8 in above a roof in 2017 and 2020 rests on one source",
    ],
};

/// The ambient of a conductor, in the unit in which it was given; the table has columns for both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ambient {
    Celsius(f64),
    Fahrenheit(f64),
}

impl Ambient {
    /// Returns it with what a sunlit roof adds.
    pub const fn on_a_roof(self) -> Self {
        match self {
            Self::Celsius(c) => Self::Celsius(c + 33.0),
            Self::Fahrenheit(f) => Self::Fahrenheit(f + 60.0),
        }
    }
}

/// A blank cell.
const NO: f64 = 0.0;

/// The upper end of a band in °C and °F, and its factors at 60, 75 and 90 °C; a blank cell is 0.
struct Row(f64, f64, [f64; 3]);

/// Rising.
static ROWS: [Row; 16] = [
    Row(10.0, 50.0, [1.29, 1.2, 1.15]),
    Row(15.0, 59.0, [1.22, 1.15, 1.12]),
    Row(20.0, 68.0, [1.15, 1.11, 1.08]),
    Row(25.0, 77.0, [1.08, 1.05, 1.04]),
    Row(30.0, 86.0, [1.0, 1.0, 1.0]),
    Row(35.0, 95.0, [0.91, 0.94, 0.96]),
    Row(40.0, 104.0, [0.82, 0.88, 0.91]),
    Row(45.0, 113.0, [0.71, 0.82, 0.87]),
    Row(50.0, 122.0, [0.58, 0.75, 0.82]),
    Row(55.0, 131.0, [0.41, 0.67, 0.76]),
    Row(60.0, 140.0, [NO, 0.58, 0.71]),
    Row(65.0, 149.0, [NO, 0.47, 0.65]),
    Row(70.0, 158.0, [NO, 0.33, 0.58]),
    Row(75.0, 167.0, [NO, NO, 0.5]),
    Row(80.0, 176.0, [NO, NO, 0.41]),
    Row(85.0, 185.0, [NO, NO, 0.29]),
];

/// Returns the factor for an ambient; `None` where the conductor must not be used there.
///
/// An ambient between two bands counts as the upper one.
pub fn ambient_factor(ambient: Ambient, column: Column) -> Option<f64> {
    let Row(.., [c60, c75, c90]) = ROWS.iter().find(|Row(celsius, fahrenheit, _)| match ambient {
        Ambient::Celsius(c) => c <= *celsius,
        Ambient::Fahrenheit(f) => f <= *fahrenheit,
    })?;
    let factor = match column {
        Column::C60 => *c60,
        Column::C75 => *c75,
        Column::C90 => *c90,
    };
    (factor > NO).then_some(factor)
}

/// Returns the height above a sunlit roof, in inches, below which the ambient counts as higher.
pub fn rooftop_height_in(edition: Edition) -> f64 {
    if edition < Edition::E2023 { 0.875 } else { 0.75 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let celsius = |c| Column::ALL.map(|column| ambient_factor(Ambient::Celsius(c), column));
        assert_eq!(celsius(-20.0), [Some(1.29), Some(1.2), Some(1.15)]);
        assert_eq!(celsius(30.0), [Some(1.0); 3]);
        assert_eq!(celsius(30.5), [Some(0.91), Some(0.94), Some(0.96)]);
        assert_eq!(celsius(50.0), [Some(0.58), Some(0.75), Some(0.82)]);
        assert_eq!(celsius(60.0), [None, Some(0.58), Some(0.71)]);
        assert_eq!(celsius(85.0), [None, None, Some(0.29)]);
        assert_eq!(celsius(86.0), [None; 3]);
        let fahrenheit = |f| ambient_factor(Ambient::Fahrenheit(f), Column::C90);
        assert_eq!([86.0, 87.0, 113.0, 186.0].map(fahrenheit), [Some(1.0), Some(0.96), Some(0.87), None]);
        assert_eq!(Ambient::Celsius(35.0).on_a_roof(), Ambient::Celsius(68.0));
        assert_eq!(Edition::ALL.map(rooftop_height_in), [0.875, 0.875, 0.75, 0.75]);
    }

    #[test]
    fn factors_follow_the_equation() {
        for Row(upper, _, factors) in &ROWS {
            for (factor, column) in factors.iter().zip(Column::ALL).filter(|(factor, _)| **factor > NO) {
                let by_equation = ((column.celsius() - upper) / (column.celsius() - 30.0)).sqrt();
                assert!((factor - by_equation).abs() < 0.0051, "{upper} °C, {column:?}: {by_equation}");
            }
        }
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    }
}
