//! Full-load currents of direct-current motors, by horsepower and armature voltage.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const DC_MOTOR_CURRENTS_FROM: Provenance = Provenance {
    table: "430.247",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023", "a public calculator's values of 2014"],
    doubts: &["2026 is taken to be as 2023"],
};

/// A cell that the table leaves empty.
const BLANK: f64 = 0.0;

/// Whether the table has a column for so many volts: 90, 120, 180, 240, 500 or 550.
pub fn is_dc_motor_volts(volts: f64) -> bool {
    DIRECT_VOLTS.contains(&volts)
}

/// Returns the full-load current in amperes of a direct-current motor (Table 430.247); horsepower matches a row to 0.005, volts
/// a column. `None` where the table has no row, column or value.
pub fn dc_motor_amperes(hp: f64, volts: f64) -> Option<f64> {
    let column = DIRECT_VOLTS.iter().position(|known| *known == volts)?;
    let (_, row) = DIRECT.iter().find(|(known, _)| (known - hp).abs() <= 0.005)?;
    row.get(column).copied().filter(|amperes| *amperes != BLANK)
}

/// Volts of the columns.
const DIRECT_VOLTS: [f64; 6] = [90.0, 120.0, 180.0, 240.0, 500.0, 550.0];
/// Rows by horsepower.
const DIRECT: [(f64, [f64; 6]); 23] = [
    (0.25, [4.0, 3.1, 2.0, 1.6, BLANK, BLANK]),
    (1.0 / 3.0, [5.2, 4.1, 2.6, 2.0, BLANK, BLANK]),
    (0.5, [6.8, 5.4, 3.4, 2.7, BLANK, BLANK]),
    (0.75, [9.6, 7.6, 4.8, 3.8, BLANK, BLANK]),
    (1.0, [12.2, 9.5, 6.1, 4.7, BLANK, BLANK]),
    (1.5, [BLANK, 13.2, 8.3, 6.6, BLANK, BLANK]),
    (2.0, [BLANK, 17.0, 10.8, 8.5, BLANK, BLANK]),
    (3.0, [BLANK, 25.0, 16.0, 12.2, BLANK, BLANK]),
    (5.0, [BLANK, 40.0, 27.0, 20.0, BLANK, BLANK]),
    (7.5, [BLANK, 58.0, BLANK, 29.0, 13.6, 12.2]),
    (10.0, [BLANK, 76.0, BLANK, 38.0, 18.0, 16.0]),
    (15.0, [BLANK, BLANK, BLANK, 55.0, 27.0, 24.0]),
    (20.0, [BLANK, BLANK, BLANK, 72.0, 34.0, 31.0]),
    (25.0, [BLANK, BLANK, BLANK, 89.0, 43.0, 38.0]),
    (30.0, [BLANK, BLANK, BLANK, 106.0, 51.0, 46.0]),
    (40.0, [BLANK, BLANK, BLANK, 140.0, 67.0, 61.0]),
    (50.0, [BLANK, BLANK, BLANK, 173.0, 83.0, 75.0]),
    (60.0, [BLANK, BLANK, BLANK, 206.0, 99.0, 90.0]),
    (75.0, [BLANK, BLANK, BLANK, 255.0, 123.0, 111.0]),
    (100.0, [BLANK, BLANK, BLANK, 341.0, 164.0, 148.0]),
    (125.0, [BLANK, BLANK, BLANK, 425.0, 205.0, 185.0]),
    (150.0, [BLANK, BLANK, BLANK, 506.0, 246.0, 222.0]),
    (200.0, [BLANK, BLANK, BLANK, 675.0, 330.0, 294.0]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(dc_motor_amperes(0.25, 90.0), Some(4.0));
        assert_eq!(dc_motor_amperes(7.5, 240.0), Some(29.0));
        assert_eq!(dc_motor_amperes(200.0, 550.0), Some(294.0));
        assert_eq!(dc_motor_amperes(5.0, 180.0), Some(27.0));
    }

    #[test]
    fn no_row_no_column_and_no_value_are_none() {
        assert_eq!(dc_motor_amperes(2.0, 90.0), None);
        assert_eq!(dc_motor_amperes(4.0, 240.0), None);
        assert_eq!(dc_motor_amperes(5.0, 230.0), None);
        assert!(is_dc_motor_volts(500.0) && !is_dc_motor_volts(115.0));
    }

    #[test]
    fn currents_rise_with_power_and_fall_with_voltage() {
        let given = |values: Vec<f64>| values.into_iter().filter(|value| *value != BLANK).collect::<Vec<_>>();
        for column in 0..DIRECT_VOLTS.len() {
            let values = given(DIRECT.iter().map(|(_, row)| row[column]).collect());
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{}", DIRECT_VOLTS[column]);
        }
        for (hp, row) in DIRECT {
            assert!(given(row.to_vec()).windows(2).all(|pair| pair[0] > pair[1]), "{hp}");
        }
    }
}
