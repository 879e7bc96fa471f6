//! Estimate of the neutral current from the line-to-neutral loads.
//!
//! An estimate, because power factors and harmonics are not in it: in-phase fundamental currents only. NEC 220.61 (120.61
//! in 2026), the largest possible unbalance with its reductions, is another number and is not computed here.

use crate::domain::{Leg, System};
use crate::engineering::LegLoad;
use crate::units::Amperes;

/// Returns the neutral current of a panelboard with this load on its legs; zero in a system without a neutral.
///
/// Three-phase wye: √(a² + b² + c² − ab − bc − ca) of the line-to-neutral currents, 120° apart. Single-phase: |a − b|.
/// High-leg delta: A and C are opposite, the high leg stands at a right angle to both.
pub fn neutral_amperes(system: System, load: &LegLoad) -> Amperes {
    if !system.has_neutral() {
        return Amperes::ZERO;
    }
    // The high leg has no nominal line-to-neutral load; one that sits there all the same sees 240 V × √3 / 2.
    let high_leg_volts = system.line_to_line().0 * 3.0_f64.sqrt() / 2.0;
    let volts = |leg| system.line_to_neutral(leg).map_or(high_leg_volts, |v| v.0);
    let [a, b, c] = load.line_to_neutral;
    let (a, b, c) = (a / volts(Leg::A), b / volts(Leg::B), c / volts(Leg::C));
    Amperes(match system {
        System::Single240 => (a - b).abs(),
        System::HighLeg240 => (a - c).hypot(b),
        _ => (a * a + b * b + c * c - a * b - b * c - c * a).max(0.0).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neutral(system: System, line_to_neutral: [f64; 3]) -> f64 {
        neutral_amperes(system, &LegLoad { line_to_neutral, ..LegLoad::default() }).0
    }

    #[test]
    fn balanced_legs_leave_the_neutral_empty() {
        assert!(neutral(System::Wye208, [1200.0; 3]) < 1e-9);
        assert_eq!(neutral(System::Single240, [1200.0, 1200.0, 0.0]), 0.0);
        assert_eq!(neutral(System::HighLeg240, [600.0, 0.0, 600.0]), 0.0);
    }

    #[test]
    fn one_loaded_leg_returns_through_the_neutral() {
        assert_eq!(neutral(System::Wye208, [0.0, 2400.0, 0.0]), 20.0);
        assert_eq!(neutral(System::Single240, [2400.0, 600.0, 0.0]), 15.0);
        assert_eq!(neutral(System::Delta240, [2400.0, 600.0, 0.0]), 0.0);
    }
}
