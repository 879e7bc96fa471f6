//! Demand of household cooking appliances over 1.75 kW.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const COOKING_FROM: Provenance = Provenance {
    table: "220.55",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023",
        "the worked example D6 of a public handbook of 2005",
    ],
    doubts: &["2026 is taken to be as 2023"],
};

struct Row {
    /// Largest number of appliances.
    up_to: f64,
    /// Per cent of the nameplates below 3.5 kW.
    a: f64,
    /// Per cent of the nameplates from 3.5 to 8.75 kW.
    b: f64,
    /// Kilowatts for appliances up to 12 kW: so many, and so many for each.
    c: [f64; 2],
}

const fn row(up_to: f64, a: f64, b: f64, base: f64, each: f64) -> Row {
    Row { up_to, a, b, c: [base, each] }
}

const ROWS: [Row; 30] = [
    row(1.0, 80.0, 80.0, 8.0, 0.0),
    row(2.0, 75.0, 65.0, 11.0, 0.0),
    row(3.0, 70.0, 55.0, 14.0, 0.0),
    row(4.0, 66.0, 50.0, 17.0, 0.0),
    row(5.0, 62.0, 45.0, 20.0, 0.0),
    row(6.0, 59.0, 43.0, 21.0, 0.0),
    row(7.0, 56.0, 40.0, 22.0, 0.0),
    row(8.0, 53.0, 36.0, 23.0, 0.0),
    row(9.0, 51.0, 35.0, 24.0, 0.0),
    row(10.0, 49.0, 34.0, 25.0, 0.0),
    row(11.0, 47.0, 32.0, 26.0, 0.0),
    row(12.0, 45.0, 32.0, 27.0, 0.0),
    row(13.0, 43.0, 32.0, 28.0, 0.0),
    row(14.0, 41.0, 32.0, 29.0, 0.0),
    row(15.0, 40.0, 32.0, 30.0, 0.0),
    row(16.0, 39.0, 28.0, 31.0, 0.0),
    row(17.0, 38.0, 28.0, 32.0, 0.0),
    row(18.0, 37.0, 28.0, 33.0, 0.0),
    row(19.0, 36.0, 28.0, 34.0, 0.0),
    row(20.0, 35.0, 28.0, 35.0, 0.0),
    row(21.0, 34.0, 26.0, 36.0, 0.0),
    row(22.0, 33.0, 26.0, 37.0, 0.0),
    row(23.0, 32.0, 26.0, 38.0, 0.0),
    row(24.0, 31.0, 26.0, 39.0, 0.0),
    row(25.0, 30.0, 26.0, 40.0, 0.0),
    row(30.0, 30.0, 24.0, 15.0, 1.0),
    row(40.0, 30.0, 22.0, 15.0, 1.0),
    row(50.0, 30.0, 20.0, 25.0, 0.75),
    row(60.0, 30.0, 18.0, 25.0, 0.75),
    row(f64::INFINITY, 30.0, 16.0, 25.0, 0.75),
];

/// A column of the table that is a share of the nameplates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookingColumn {
    /// Appliances below 3.5 kW.
    A,
    /// Appliances from 3.5 to 8.75 kW.
    B,
}

fn row_of(count: f64) -> Option<&'static Row> {
    if count < 1.0 {
        return None;
    }
    ROWS.iter().find(|row| count <= row.up_to)
}

/// Returns the share of the nameplates in per cent for so many appliances; `None` below 1.
pub fn cooking_percent(count: f64, column: CookingColumn) -> Option<f64> {
    let row = row_of(count)?;
    Some(match column {
        CookingColumn::A => row.a,
        CookingColumn::B => row.b,
    })
}

/// Returns the demand in kW of so many appliances of at most 12 kW (column C); `None` below 1.
pub fn cooking_kilowatts(count: f64) -> Option<f64> {
    let [base, each] = row_of(count)?.c;
    Some(base + each * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        let spot = |n: f64| {
            let percent = |column| cooking_percent(n, column).expect("a row");
            (percent(CookingColumn::A), percent(CookingColumn::B), cooking_kilowatts(n).expect("a row"))
        };
        assert_eq!(spot(1.0), (80.0, 80.0, 8.0));
        assert_eq!(spot(5.0), (62.0, 45.0, 20.0));
        assert_eq!(spot(12.0), (45.0, 32.0, 27.0));
        assert_eq!(spot(25.0), (30.0, 26.0, 40.0));
        assert_eq!(spot(28.0), (30.0, 24.0, 43.0));
        assert_eq!(spot(40.0), (30.0, 22.0, 55.0));
        assert_eq!(spot(60.0), (30.0, 18.0, 70.0));
        assert_eq!(spot(100.0), (30.0, 16.0, 100.0));
        assert_eq!(cooking_kilowatts(0.0), None);
    }

    #[test]
    fn more_appliances_count_for_more_in_all_and_less_each() {
        for n in 1..100 {
            let (n, next) = (f64::from(n), f64::from(n + 1));
            assert!(cooking_kilowatts(n) < cooking_kilowatts(next));
            for column in [CookingColumn::A, CookingColumn::B] {
                assert!(cooking_percent(n, column) >= cooking_percent(next, column));
            }
        }
    }
}
