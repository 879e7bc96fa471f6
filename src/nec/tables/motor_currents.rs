//! Full-load currents of AC motors, by horsepower and voltage.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const MOTOR_CURRENTS_FROM: Provenance = Provenance {
    table: "430.248, 430.249, 430.250",
    editions: &Edition::ALL,
    sources: &[
        "a public transcription of 2023",
        "a second public transcription of 2023 (single-phase and three-phase induction motors)",
        "a public calculator's values of 2014",
    ],
    doubts: &["2026 is taken to be as 2023"],
};

/// A cell that the table leaves empty.
const BLANK: f64 = 0.0;

/// Rows by horsepower, columns by rated voltage.
struct Currents<const N: usize> {
    volts: [f64; N],
    rows: &'static [(f64, [f64; N])],
}

impl<const N: usize> Currents<N> {
    fn at(&self, hp: f64, volts: f64) -> Option<f64> {
        let rated = motor_rated_volts(volts)?;
        let column = self.volts.iter().position(|known| *known == rated)?;
        let (_, row) = self.rows.iter().find(|(known, _)| (known - hp).abs() <= 0.005)?;
        row.get(column).copied().filter(|amperes| *amperes != BLANK)
    }
}

/// Returns the rated voltage whose column serves a system voltage: 110 to 120 is 115, 220 to 240 is 230, 440 to 480 is 460,
/// 550 to 600 is 575; 200, 208 and 2300 serve themselves. `None` for any other voltage.
pub fn motor_rated_volts(volts: f64) -> Option<f64> {
    const RANGES: [(f64, f64, f64); 7] = [
        (110.0, 120.0, 115.0),
        (200.0, 200.0, 200.0),
        (208.0, 208.0, 208.0),
        (220.0, 240.0, 230.0),
        (440.0, 480.0, 460.0),
        (550.0, 600.0, 575.0),
        (2300.0, 2300.0, 2300.0),
    ];
    RANGES.into_iter().find(|(from, to, _)| (*from..=*to).contains(&volts)).map(|(_, _, rated)| rated)
}

/// Returns the full-load current in amperes of a single-phase motor (Table 430.248) on a system of so many volts; horsepower
/// matches a row to 0.005. `None` where the table has no row, column or value.
pub fn single_phase_motor_amperes(hp: f64, volts: f64) -> Option<f64> {
    SINGLE_PHASE.at(hp, volts)
}

/// Returns the full-load current in amperes in each line of a two-phase four-wire motor (Table 430.249), as
/// [`single_phase_motor_amperes`] does. The common conductor of a three-wire system carries 1.41 times as much.
pub fn two_phase_motor_amperes(hp: f64, volts: f64) -> Option<f64> {
    TWO_PHASE.at(hp, volts)
}

/// Returns the full-load current in amperes of a three-phase induction motor, squirrel-cage or wound-rotor (Table 430.250), as
/// [`single_phase_motor_amperes`] does.
pub fn three_phase_motor_amperes(hp: f64, volts: f64) -> Option<f64> {
    THREE_PHASE.at(hp, volts)
}

/// Returns the full-load current in amperes of a three-phase synchronous motor at unity power factor (Table 430.250), as
/// [`single_phase_motor_amperes`] does. It is 1.1 times as much at 90 % power factor, 1.25 times at 80 %.
pub fn synchronous_motor_amperes(hp: f64, volts: f64) -> Option<f64> {
    SYNCHRONOUS.at(hp, volts)
}

/// Single-phase motors. Volts of the columns: 115, 200, 208, 230.
const SINGLE_PHASE: Currents<4> = Currents {
    volts: [115.0, 200.0, 208.0, 230.0],
    rows: &[
        (1.0 / 6.0, [4.4, 2.5, 2.4, 2.2]),
        (0.25, [5.8, 3.3, 3.2, 2.9]),
        (1.0 / 3.0, [7.2, 4.1, 4.0, 3.6]),
        (0.5, [9.8, 5.6, 5.4, 4.9]),
        (0.75, [13.8, 7.9, 7.6, 6.9]),
        (1.0, [16.0, 9.2, 8.8, 8.0]),
        (1.5, [20.0, 11.5, 11.0, 10.0]),
        (2.0, [24.0, 13.8, 13.2, 12.0]),
        (3.0, [34.0, 19.6, 18.7, 17.0]),
        (5.0, [56.0, 32.2, 30.8, 28.0]),
        (7.5, [80.0, 46.0, 44.0, 40.0]),
        (10.0, [100.0, 57.5, 55.0, 50.0]),
    ],
};

/// Two-phase four-wire motors. Volts of the columns: 115, 230, 460, 575, 2300.
const TWO_PHASE: Currents<5> = Currents {
    volts: [115.0, 230.0, 460.0, 575.0, 2300.0],
    rows: &[
        (0.5, [4.0, 2.0, 1.0, 0.8, BLANK]),
        (0.75, [4.8, 2.4, 1.2, 1.0, BLANK]),
        (1.0, [6.4, 3.2, 1.6, 1.3, BLANK]),
        (1.5, [9.0, 4.5, 2.3, 1.8, BLANK]),
        (2.0, [11.8, 5.9, 3.0, 2.4, BLANK]),
        (3.0, [BLANK, 8.3, 4.2, 3.3, BLANK]),
        (5.0, [BLANK, 13.2, 6.6, 5.3, BLANK]),
        (7.5, [BLANK, 19.0, 9.0, 8.0, BLANK]),
        (10.0, [BLANK, 24.0, 12.0, 10.0, BLANK]),
        (15.0, [BLANK, 36.0, 18.0, 14.0, BLANK]),
        (20.0, [BLANK, 47.0, 23.0, 19.0, BLANK]),
        (25.0, [BLANK, 59.0, 29.0, 24.0, BLANK]),
        (30.0, [BLANK, 69.0, 35.0, 28.0, BLANK]),
        (40.0, [BLANK, 90.0, 45.0, 36.0, BLANK]),
        (50.0, [BLANK, 113.0, 56.0, 45.0, BLANK]),
        (60.0, [BLANK, 133.0, 67.0, 53.0, 14.0]),
        (75.0, [BLANK, 166.0, 83.0, 66.0, 18.0]),
        (100.0, [BLANK, 218.0, 109.0, 87.0, 23.0]),
        (125.0, [BLANK, 270.0, 135.0, 108.0, 28.0]),
        (150.0, [BLANK, 312.0, 156.0, 125.0, 32.0]),
        (200.0, [BLANK, 416.0, 208.0, 167.0, 43.0]),
    ],
};

/// Three-phase induction motors. Volts of the columns: 115, 200, 208, 230, 460, 575, 2300.
const THREE_PHASE: Currents<7> = Currents {
    volts: [115.0, 200.0, 208.0, 230.0, 460.0, 575.0, 2300.0],
    rows: &[
        (0.5, [4.4, 2.5, 2.4, 2.2, 1.1, 0.9, BLANK]),
        (0.75, [6.4, 3.7, 3.5, 3.2, 1.6, 1.3, BLANK]),
        (1.0, [8.4, 4.8, 4.6, 4.2, 2.1, 1.7, BLANK]),
        (1.5, [12.0, 6.9, 6.6, 6.0, 3.0, 2.4, BLANK]),
        (2.0, [13.6, 7.8, 7.5, 6.8, 3.4, 2.7, BLANK]),
        (3.0, [BLANK, 11.0, 10.6, 9.6, 4.8, 3.9, BLANK]),
        (5.0, [BLANK, 17.5, 16.7, 15.2, 7.6, 6.1, BLANK]),
        (7.5, [BLANK, 25.3, 24.2, 22.0, 11.0, 9.0, BLANK]),
        (10.0, [BLANK, 32.2, 30.8, 28.0, 14.0, 11.0, BLANK]),
        (15.0, [BLANK, 48.3, 46.2, 42.0, 21.0, 17.0, BLANK]),
        (20.0, [BLANK, 62.1, 59.4, 54.0, 27.0, 22.0, BLANK]),
        (25.0, [BLANK, 78.2, 74.8, 68.0, 34.0, 27.0, BLANK]),
        (30.0, [BLANK, 92.0, 88.0, 80.0, 40.0, 32.0, BLANK]),
        (40.0, [BLANK, 120.0, 114.0, 104.0, 52.0, 41.0, BLANK]),
        (50.0, [BLANK, 150.0, 143.0, 130.0, 65.0, 52.0, BLANK]),
        (60.0, [BLANK, 177.0, 169.0, 154.0, 77.0, 62.0, 16.0]),
        (75.0, [BLANK, 221.0, 211.0, 192.0, 96.0, 77.0, 20.0]),
        (100.0, [BLANK, 285.0, 273.0, 248.0, 124.0, 99.0, 26.0]),
        (125.0, [BLANK, 359.0, 343.0, 312.0, 156.0, 125.0, 31.0]),
        (150.0, [BLANK, 414.0, 396.0, 360.0, 180.0, 144.0, 37.0]),
        (200.0, [BLANK, 552.0, 528.0, 480.0, 240.0, 192.0, 49.0]),
        (250.0, [BLANK, BLANK, BLANK, BLANK, 302.0, 242.0, 60.0]),
        (300.0, [BLANK, BLANK, BLANK, BLANK, 361.0, 289.0, 72.0]),
        (350.0, [BLANK, BLANK, BLANK, BLANK, 414.0, 336.0, 83.0]),
        (400.0, [BLANK, BLANK, BLANK, BLANK, 477.0, 382.0, 95.0]),
        (450.0, [BLANK, BLANK, BLANK, BLANK, 515.0, 412.0, 103.0]),
        (500.0, [BLANK, BLANK, BLANK, BLANK, 590.0, 472.0, 118.0]),
    ],
};

/// Three-phase synchronous motors at unity power factor. Volts of the columns: 230, 460, 575, 2300.
const SYNCHRONOUS: Currents<4> = Currents {
    volts: [230.0, 460.0, 575.0, 2300.0],
    rows: &[
        (25.0, [53.0, 26.0, 21.0, BLANK]),
        (30.0, [63.0, 32.0, 26.0, BLANK]),
        (40.0, [83.0, 41.0, 33.0, BLANK]),
        (50.0, [104.0, 52.0, 42.0, BLANK]),
        (60.0, [123.0, 61.0, 49.0, 12.0]),
        (75.0, [155.0, 78.0, 62.0, 15.0]),
        (100.0, [202.0, 101.0, 81.0, 20.0]),
        (125.0, [253.0, 126.0, 101.0, 25.0]),
        (150.0, [302.0, 151.0, 121.0, 30.0]),
        (200.0, [400.0, 201.0, 161.0, 40.0]),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(single_phase_motor_amperes(1.0 / 3.0, 115.0), Some(7.2));
        assert_eq!(single_phase_motor_amperes(10.0, 230.0), Some(50.0));
        assert_eq!(single_phase_motor_amperes(1.5, 208.0), Some(11.0));
        assert_eq!(two_phase_motor_amperes(50.0, 460.0), Some(56.0));
        assert_eq!(three_phase_motor_amperes(7.5, 230.0), Some(22.0));
        assert_eq!(three_phase_motor_amperes(200.0, 208.0), Some(528.0));
        assert_eq!(three_phase_motor_amperes(60.0, 2300.0), Some(16.0));
        assert_eq!(three_phase_motor_amperes(500.0, 575.0), Some(472.0));
        assert_eq!(synchronous_motor_amperes(100.0, 460.0), Some(101.0));
    }

    #[test]
    fn voltages_of_a_system_share_a_column() {
        assert_eq!(three_phase_motor_amperes(50.0, 480.0), three_phase_motor_amperes(50.0, 460.0));
        assert_eq!(single_phase_motor_amperes(0.33, 120.0), Some(7.2));
        assert_eq!(motor_rated_volts(277.0), None);
        assert_eq!(motor_rated_volts(550.0), Some(575.0));
    }

    #[test]
    fn no_row_no_column_and_no_value_are_none() {
        assert_eq!(single_phase_motor_amperes(6.0, 230.0), None);
        assert_eq!(single_phase_motor_amperes(5.0, 460.0), None);
        assert_eq!(three_phase_motor_amperes(3.0, 115.0), None);
        assert_eq!(three_phase_motor_amperes(250.0, 230.0), None);
    }

    fn rises<const N: usize>(table: &Currents<N>) {
        assert!(table.rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for column in 0..N {
            let values: Vec<f64> =
                table.rows.iter().map(|(_, row)| row[column]).filter(|value| *value != BLANK).collect();
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{}", table.volts[column]);
        }
        // More volts need fewer amperes.
        for (hp, row) in table.rows {
            let given: Vec<f64> = row.iter().copied().filter(|value| *value != BLANK).collect();
            assert!(given.windows(2).all(|pair| pair[0] > pair[1]), "{hp}");
        }
    }

    #[test]
    fn currents_rise_with_power_and_fall_with_voltage() {
        rises(&SINGLE_PHASE);
        rises(&TWO_PHASE);
        rises(&THREE_PHASE);
        rises(&SYNCHRONOUS);
    }
}
