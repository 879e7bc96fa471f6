//! One calculation a file. THE list.

mod elevator_feeder;
mod fault_current;
mod motor_branch;
mod motor_feeder;
mod motor_inputs;
mod neutral_current;
mod ocpd;
mod phase_unbalance;
mod pv_busbar;
mod special_equipment;
mod transformer_ocpd;

use crate::calc::Kind;

/// Every calculation, in the order in which it is offered.
pub static KINDS: &[Kind] = &[
    ocpd::KIND,
    motor_branch::KIND,
    motor_feeder::KIND,
    elevator_feeder::KIND,
    transformer_ocpd::KIND,
    fault_current::KIND,
    neutral_current::KIND,
    phase_unbalance::KIND,
    pv_busbar::KIND,
    special_equipment::KIND,
];
