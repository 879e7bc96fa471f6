//! The current of a branch circuit on its most loaded pole, and how it came about.

use crate::domain::{Circuit, CircuitField, Panel};
use crate::engineering::Step;
use crate::units::{Amperes, VoltAmperes, trimmed};

/// The current of a circuit.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules) struct CircuitCurrent {
    pub amperes: Amperes,
    pub step: Step,
}

/// Returns the current of a circuit's own load; the field that is missing where it cannot be told.
///
/// A branch circuit of 0 VA counts as one whose load nobody has given.
pub(in crate::rules) fn circuit_current(
    panel: &Panel,
    circuit: &Circuit,
) -> Result<CircuitCurrent, &'static str> {
    let unread = CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field));
    if unread || circuit.load.total().0 <= 0.0 {
        return Err("load");
    }
    let system = panel.system;
    let line_to_line = system.line_to_line();
    let whole = |va: VoltAmperes| format!("{va:.0}");
    if circuit.is_line_to_neutral() {
        let mut largest: Option<(Amperes, String)> = None;
        for (pole, leg) in circuit.span().legs(system).enumerate() {
            let share = circuit.share(pole);
            let Some(volts) = system.line_to_neutral(leg) else { return Err("voltage to neutral") };
            let amperes = share / volts;
            if largest.as_ref().is_none_or(|(most, _)| amperes > *most) {
                largest = Some((amperes, format!("{} ÷ {volts}", whole(share))));
            }
        }
        let (amperes, formula) = largest.ok_or("load")?;
        return Ok(CircuitCurrent { amperes, step: Step::new("Current", formula, amperes) });
    }
    let volts = trimmed(line_to_line.0, 1);
    let (amperes, formula) = if circuit.poles == 2 {
        let total = circuit.load.total();
        (total / line_to_line, format!("{} ÷ {volts} V", whole(total)))
    } else {
        // Three times the largest pole is the whole load where all three are alike.
        let most = (0..usize::from(circuit.poles))
            .map(|pole| circuit.share(pole))
            .fold(VoltAmperes::ZERO, VoltAmperes::max);
        let total = most * 3.0;
        (total / (line_to_line * 3.0_f64.sqrt()), format!("{} ÷ (√3 × {volts} V)", whole(total)))
    };
    Ok(CircuitCurrent { amperes, step: Step::new("Current", formula, amperes) })
}
