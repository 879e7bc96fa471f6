//! Rules and targets on loads.

mod phase_balance;
mod voltage_drop;

pub(in crate::rules) use phase_balance::PhaseBalance;
pub(in crate::rules) use voltage_drop::VoltageDrop;
