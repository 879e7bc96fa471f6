//! Whether the conductors of a circuit or feeder carry at their terminals what some article asks for.

use crate::domain::Circuit;
use crate::engineering::Step;
use crate::nec::Citation;
use crate::rules::Verdict;
use crate::rules::circuit_current::CircuitCurrent;
use crate::rules::conductors::wires_of;
use crate::rules::overcurrent::device_for;
use crate::rules::wiring::Wires;
use crate::units::{Amperes, rounding::code_amperes};

/// Judges the conductors of a circuit against what they must carry at their terminals, no fraction dropped.
pub(in crate::rules) fn circuit_carries(circuit: &Circuit, needs: Amperes, steps: &[Step]) -> Verdict {
    let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
    let Some(wires) = wires_of(circuit) else { return Verdict::Undetermined("conductors") };
    carries(&wires, trip, needs, steps)
}

/// Judges conductors behind a device against what they must carry at their terminals, no fraction dropped.
pub(in crate::rules) fn carries(
    wires: &Wires<'_>,
    device: Amperes,
    needs: Amperes,
    steps: &[Step],
) -> Verdict {
    wires.by_terminals(device.0, |found, column| {
        let has = Amperes(found.usable());
        if has.0 >= needs.0 - 1e-6 {
            return None;
        }
        let mut steps = steps.to_vec();
        let words = wires.words(column);
        steps.push(Step::new("Ampacity", words, has));
        let needs = format!("{needs:.1}");
        let message = format!("conductors carry {has}; {needs} are asked for");
        Some(Verdict::violation(message, has, needs, steps))
    })
}

/// Judges device and conductors of a circuit against 125 % of its load: the conductors at their terminals, and in their raceway
/// against the load as it is (210.19(A)).
pub(in crate::rules) fn holds_continuous(
    circuit: &Circuit,
    current: &CircuitCurrent,
    citation: Option<Citation>,
) -> Verdict {
    let device = device_for(current, true, circuit.trip, citation);
    let (Verdict::Pass, Some(trip)) = (&device, circuit.trip) else { return device };
    let Some(wires) = wires_of(circuit) else { return Verdict::Undetermined("conductors") };
    let design = current.amperes * 1.25;
    wires.by_terminals(trip.0, |found, column| {
        let terminals = found.at_terminals.unwrap_or(found.corrected);
        let (has, needs) = if terminals < code_amperes(design.0) {
            (Amperes(terminals), design)
        } else if found.corrected < code_amperes(current.amperes.0) {
            (Amperes(found.corrected), current.amperes)
        } else {
            return None;
        };
        let steps = vec![
            current.step(),
            Step::new("Continuous", format!("{} × 125 %", current.amperes), format!("{design:.1}")),
            Step::new("Ampacity", wires.words(column), has),
        ];
        let needs = format!("{needs:.1}");
        let message = format!("conductors carry {has}; {needs} are asked for");
        Some(Verdict::violation(message, has, needs, steps))
    })
}
