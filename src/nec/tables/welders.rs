//! Multipliers of welders by duty cycle, and the limits of their devices.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const WELDERS_FROM: Provenance = Provenance {
    table: "630.11, 630.12, 630.31, 630.32",
    editions: &Edition::ALL,
    sources: &["the key of an examination (0.39 at 15 %)"],
    doubts: &["all but 0.39 at 15 % are from memory"],
};

/// Device of an arc welder, as a factor on its primary current.
pub const ARC_WELDER_DEVICE: f64 = 2.0;
/// Device of a resistance welder, as a factor on its primary current.
pub const RESISTANCE_WELDER_DEVICE: f64 = 3.0;

/// Duty cycle in per cent; multiplier without and with a motor generator.
const ARC: [(f64, f64, f64); 9] = [
    (20.0, 0.45, 0.55),
    (30.0, 0.55, 0.62),
    (40.0, 0.63, 0.69),
    (50.0, 0.71, 0.75),
    (60.0, 0.78, 0.81),
    (70.0, 0.84, 0.86),
    (80.0, 0.89, 0.91),
    (90.0, 0.95, 0.96),
    (100.0, 1.00, 1.00),
];

/// Duty cycle in per cent; multiplier.
const RESISTANCE: [(f64, f64); 9] = [
    (5.0, 0.22),
    (7.5, 0.27),
    (10.0, 0.32),
    (15.0, 0.39),
    (20.0, 0.45),
    (25.0, 0.50),
    (30.0, 0.55),
    (40.0, 0.63),
    (50.0, 0.71),
];

/// Returns the multiplier of an arc welder for a duty cycle in per cent; `None` above 100 %.
pub fn arc_welder_multiplier(duty_pct: f64, motor_generator: bool) -> Option<f64> {
    let (_, plain, generator) = ARC.into_iter().find(|(duty, ..)| *duty >= duty_pct)?;
    Some(if motor_generator { generator } else { plain })
}

/// Returns the multiplier of a resistance welder for a duty cycle in per cent; `None` above 50 %.
pub fn resistance_welder_multiplier(duty_pct: f64) -> Option<f64> {
    RESISTANCE.into_iter().find(|(duty, _)| *duty >= duty_pct).map(|(_, multiplier)| multiplier)
}

/// Returns the multiplier of a resistance welder whose duty cycle is not known: fed by hand, or automatically.
pub const fn resistance_welder_unknown_duty(manual: bool) -> f64 {
    if manual { 0.50 } else { 0.70 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(arc_welder_multiplier(60.0, false), Some(0.78));
        assert_eq!(arc_welder_multiplier(61.0, true), Some(0.86));
        assert_eq!(arc_welder_multiplier(3.0, false), Some(0.45));
        assert_eq!(arc_welder_multiplier(101.0, false), None);
        assert_eq!(resistance_welder_multiplier(15.0), Some(0.39));
        assert_eq!(resistance_welder_multiplier(26.0), Some(0.55));
        assert_eq!(resistance_welder_multiplier(50.1), None);
        assert_eq!([true, false].map(resistance_welder_unknown_duty), [0.5, 0.7]);
    }

    /// Heat goes with the square of the current, so a multiplier is near the root of the duty cycle.
    #[test]
    fn multipliers_are_near_the_root_of_the_duty_cycle() {
        for (duty, plain, generator) in ARC {
            assert!((plain - (duty / 100.0).sqrt()).abs() < 0.01 && generator >= plain, "{duty}");
        }
        for (duty, multiplier) in RESISTANCE {
            assert!((multiplier - (duty / 100.0).sqrt()).abs() < 0.01, "{duty}");
        }
    }
}
