//! The current of a branch circuit as rules show it: with the step of its derivation.

use crate::domain::{Circuit, Panel};
use crate::engineering::{Step, branch_current};
use crate::units::Amperes;

/// The current of a circuit.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules) struct CircuitCurrent {
    pub amperes: Amperes,
    pub step: Step,
}

/// Returns the current of a circuit's own load; the field that is missing where it cannot be told.
pub(in crate::rules) fn circuit_current(
    panel: &Panel,
    circuit: &Circuit,
) -> Result<CircuitCurrent, &'static str> {
    let current = branch_current(panel, circuit)?;
    let step = Step::new("Current", current.arithmetic, current.amperes);
    Ok(CircuitCurrent { amperes: current.amperes, step })
}
