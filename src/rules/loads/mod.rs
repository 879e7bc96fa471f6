//! Rules and targets on loads.

mod phase_balance;
mod voltage_drop;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[&phase_balance::PhaseBalance, &voltage_drop::VoltageDrop];
