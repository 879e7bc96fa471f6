//! Working space in front of equipment.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const WORKING_SPACE_FROM: Provenance = Provenance {
    table: "110.26(A)(1)",
    editions: &Edition::ALL,
    sources: &["a public transcription of 2023"],
    doubts: &[
        "checked against memory only; 2017 and 2026 are taken to be the same",
        "rules beside the table (width, height, dedicated space, entrances) are from memory",
    ],
};

named_enum!(
    /// What stands across from live parts.
    WorkingCondition {
        /// Nothing live or grounded, or live parts guarded on both sides.
        NothingGrounded = "1",
        /// Grounded parts; concrete, brick and tile walls count as grounded.
        Grounded = "2",
        /// Live parts.
        Live = "3",
    }
);

/// A depth as printed in both systems of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkingDepth {
    pub feet: f64,
    pub millimeters: f64,
}

const fn depth(feet: f64, millimeters: f64) -> WorkingDepth {
    WorkingDepth { feet, millimeters }
}

/// Largest volts to ground of a row; depths by condition.
const ROWS: [(f64, [WorkingDepth; 3]); 3] = [
    (150.0, [depth(3.0, 900.0), depth(3.0, 900.0), depth(3.0, 900.0)]),
    (600.0, [depth(3.0, 900.0), depth(3.5, 1000.0), depth(4.0, 1200.0)]),
    (1000.0, [depth(3.0, 900.0), depth(4.0, 1200.0), depth(5.0, 1500.0)]),
];

/// Returns the least depth in front of equipment for volts to ground; `None` above 1000 V.
pub fn working_depth(volts_to_ground: f64, condition: WorkingCondition) -> Option<WorkingDepth> {
    let (_, [nothing, grounded, live]) = ROWS.into_iter().find(|(volts, _)| *volts >= volts_to_ground)?;
    Some(match condition {
        WorkingCondition::NothingGrounded => nothing,
        WorkingCondition::Grounded => grounded,
        WorkingCondition::Live => live,
    })
}

/// Least width in inches (110.26(A)(2)); that of the equipment if it is wider.
pub const WORKING_WIDTH_IN: f64 = 30.0;
/// Least height in feet (110.26(A)(3)); that of the equipment if it is higher.
pub const WORKING_HEIGHT_FT: f64 = 6.5;
/// Height of the dedicated space above equipment in feet, or up to the structural ceiling (110.26(E)).
pub const DEDICATED_HEIGHT_FT: f64 = 6.0;
/// Equipment of at least so many amperes and wider than so many feet needs two entrances (110.26(C)(2)).
pub const TWO_ENTRANCES: (f64, f64) = (1200.0, 6.0);
/// Doors within so many feet of equipment of at least so many amperes need panic hardware (110.26(C)(3)): amperes, feet.
pub const PANIC_HARDWARE: (f64, f64) = (800.0, 25.0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(working_depth(120.0, WorkingCondition::Live), Some(depth(3.0, 900.0)));
        assert_eq!(working_depth(277.0, WorkingCondition::Grounded), Some(depth(3.5, 1000.0)));
        assert_eq!(working_depth(151.0, WorkingCondition::Live), Some(depth(4.0, 1200.0)));
        assert_eq!(working_depth(601.0, WorkingCondition::Live), Some(depth(5.0, 1500.0)));
        assert_eq!(working_depth(1001.0, WorkingCondition::Live), None);
        assert_eq!((WORKING_WIDTH_IN, WORKING_HEIGHT_FT, DEDICATED_HEIGHT_FT), (30.0, 6.5, 6.0));
        assert_eq!((TWO_ENTRANCES, PANIC_HARDWARE), ((1200.0, 6.0), (800.0, 25.0)));
    }

    #[test]
    fn depth_grows_with_voltage_and_condition_and_both_units_agree() {
        let feet: Vec<[f64; 3]> = ROWS.iter().map(|(_, row)| row.map(|depth| depth.feet)).collect();
        assert!(feet.iter().all(|row| row[0] <= row[1] && row[1] <= row[2]));
        assert!(feet.windows(2).all(|pair| (0..3).all(|column| pair[0][column] <= pair[1][column])));
        for depth in ROWS.iter().flat_map(|(_, row)| row) {
            assert!((depth.feet * 304.8 - depth.millimeters).abs() < 70.0, "{depth:?}");
        }
    }
}
