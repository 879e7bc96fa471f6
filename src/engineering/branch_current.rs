//! The current of a branch circuit's own load on its most loaded pole, and how it came about.

use crate::domain::{Circuit, CircuitField, Panel};
use crate::engineering::MissingField;
use crate::units::{Amperes, VoltAmperes, Volts};

/// The current of a branch circuit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BranchCurrent {
    pub amperes: Amperes,
    /// Between the conductors that carry it.
    pub volts: Volts,
    /// What is divided by the voltage.
    load: VoltAmperes,
    three_phase: bool,
}

impl BranchCurrent {
    /// Returns how it came about: `1,800 VA ÷ 120 V`.
    pub fn arithmetic(&self) -> String {
        let Self { load, volts, .. } = self;
        if self.three_phase {
            format!("{load:.0} ÷ (√3 × {volts})")
        } else {
            format!("{load:.0} ÷ {volts}")
        }
    }
}

/// Returns the current of a circuit's own load.
///
/// A branch circuit of 0 VA counts as one whose load nobody has given.
///
/// # Errors
/// Names the field without which it cannot be told.
pub fn branch_current(panel: &Panel, circuit: &Circuit) -> Result<BranchCurrent, MissingField> {
    let unread = CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field));
    if unread || circuit.load.total().0 <= 0.0 {
        return Err("load");
    }
    let system = panel.system;
    if circuit.is_line_to_neutral() {
        let mut most: Option<BranchCurrent> = None;
        for (pole, leg) in circuit.span().legs(system).enumerate() {
            let share = circuit.share(pole);
            let volts = system.line_to_neutral(leg).ok_or("voltage to neutral")?;
            let amperes = share / volts;
            if most.as_ref().is_none_or(|most| amperes > most.amperes) {
                most = Some(BranchCurrent { amperes, volts, load: share, three_phase: false });
            }
        }
        return most.ok_or("load");
    }
    let volts = system.line_to_line();
    if circuit.poles == 2 {
        let total = circuit.load.total();
        return Ok(BranchCurrent { amperes: total / volts, volts, load: total, three_phase: false });
    }
    // Three times the largest pole is the whole load where all three are alike.
    let poles = (0..usize::from(circuit.poles)).map(|pole| circuit.share(pole));
    let total = poles.fold(VoltAmperes::ZERO, VoltAmperes::max) * 3.0;
    let amperes = total / (volts * 3.0_f64.sqrt());
    Ok(BranchCurrent { amperes, volts, load: total, three_phase: true })
}
