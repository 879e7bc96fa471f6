//! The current of a branch circuit as rules show it: with the step of its derivation.

use crate::domain::{Circuit, Panel};
use crate::engineering::{BranchCurrent, Step, branch_current};
use crate::units::Amperes;

/// The current of a circuit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::rules) struct CircuitCurrent {
    pub amperes: Amperes,
    of: BranchCurrent,
}

impl CircuitCurrent {
    /// Returns how it came about. Most circuits are at no fault, so it is put into words only when somebody asks.
    pub fn step(&self) -> Step {
        Step::new("Current", self.of.arithmetic(), self.amperes)
    }
}

/// Returns the current of a circuit's own load; the field that is missing where it cannot be told.
pub(in crate::rules) fn circuit_current(
    panel: &Panel,
    circuit: &Circuit,
) -> Result<CircuitCurrent, &'static str> {
    let of = branch_current(panel, circuit)?;
    Ok(CircuitCurrent { amperes: of.amperes, of })
}
