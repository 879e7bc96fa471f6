//! Connected load of circuits and legs, in VA, and the amperes that go with it.

use crate::domain::{Circuit, Panel, System};
use crate::engineering::{LegLoad, PerLeg};
use crate::units::Amperes;

/// Returns the load a circuit puts on the legs of its panel: one pole on its leg, several poles share or have a figure
/// each. Zero for a spare. What a sub-feed serves is not in here; see `project_loads`.
pub fn circuit_load(panel: &Panel, circuit: &Circuit) -> LegLoad {
    LegLoad::of_poles(circuit).placed(&legs_of(panel, circuit))
}

/// Returns the legs of a circuit's poles as indices, top pole first.
pub(in crate::engineering) fn legs_of(panel: &Panel, circuit: &Circuit) -> Vec<usize> {
    circuit.span().legs(panel.system).map(|leg| leg.index()).collect()
}

/// Returns the amperes of each leg.
///
/// Wye and single-phase: leg VA over the line-to-neutral voltage, the convention of printed schedules. Where a leg has
/// no line-to-neutral voltage to divide by (delta, high leg) the currents of the circuits are summed arithmetically: one
/// and two poles share ÷ (V/2), which for two poles is the whole load ÷ V; three poles share ÷ (V/√3).
pub fn leg_amperes(system: System, load: &LegLoad) -> PerLeg<Amperes> {
    if system.has_neutral() && system.high_leg().is_none() {
        let volts = |leg| system.line_to_neutral(leg);
        let legs = system.legs();
        let mut amperes = PerLeg::default();
        for (leg, place) in legs.iter().zip(amperes.0.iter_mut()) {
            *place = volts(*leg).map_or(Amperes::ZERO, |v| load.per_leg().get(*leg) / v);
        }
        return amperes;
    }
    let volts = system.line_to_line().0;
    let LegLoad { line_to_neutral, line_to_line, three_phase } = load;
    let mut amperes = [Amperes::ZERO; 3];
    let shares = line_to_neutral.iter().zip(line_to_line).zip(three_phase);
    for (place, ((one_pole, two_pole), three_pole)) in amperes.iter_mut().zip(shares) {
        *place = Amperes((one_pole + two_pole) / (volts / 2.0) + three_pole / (volts / 3.0_f64.sqrt()));
    }
    PerLeg(amperes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    fn whole(panel: &Panel) -> LegLoad {
        panel.circuits().fold(LegLoad::default(), |sum, circuit| sum + circuit_load(panel, circuit))
    }

    /// The published figures of the office panel.
    #[test]
    fn lp1_is_131_88_72_amperes() {
        let panel = examples::lp1();
        let load = whole(&panel);
        assert_eq!(load.per_leg().0.map(|va| va.0), [15_720.0, 10_600.0, 8_660.0]);
        let shown = leg_amperes(panel.system, &load).0.map(|a| format!("{:.1}", a.0));
        assert_eq!(shown, ["131.0", "88.3", "72.2"]);
        let neutral = crate::engineering::neutral_amperes(panel.system, &load);
        assert_eq!(format!("{:.1}", neutral.0), "69.5");
    }

    #[test]
    fn delta_currents_follow_the_connection() {
        let two_pole = LegLoad { line_to_line: [2400.0, 2400.0, 0.0], ..LegLoad::default() };
        assert_eq!(leg_amperes(System::Delta240, &two_pole).0.map(|a| a.0), [20.0, 20.0, 0.0]);
        let three_pole = LegLoad { three_phase: [2400.0; 3], ..LegLoad::default() };
        let each = leg_amperes(System::Delta240, &three_pole).0[0].0;
        assert!((each - 7200.0 / (3.0_f64.sqrt() * 240.0)).abs() < 1e-9);
        let one_pole = LegLoad { line_to_neutral: [1200.0, 0.0, 0.0], ..LegLoad::default() };
        assert_eq!(leg_amperes(System::HighLeg240, &one_pole).0[0].0, 10.0);
    }

    #[test]
    fn single_phase_has_no_leg_c() {
        let panel = examples::em1();
        let amperes = leg_amperes(panel.system, &whole(&panel));
        assert_eq!(amperes.0.map(|a| (a.0 * 100.0).round() / 100.0), [25.0, 4.17, 0.0]);
    }
}
