//! One calculation a file. THE list.

mod box_fill;
mod conductor_ampacity;
mod conductor_size;
mod conduit_fill;
mod conduit_size;
mod egc;
mod elevator_feeder;
mod fault_current;
mod fields;
mod gec;
mod motor_branch;
mod motor_feeder;
mod motor_inputs;
mod neutral_current;
mod ocpd;
mod phase_unbalance;
mod pv_busbar;
mod raceway_contents;
mod special_equipment;
mod tap_rule;
mod transformer_ocpd;
mod voltage_drop;

use crate::calc::Kind;

/// Every calculation, in the order in which it is offered.
pub static KINDS: &[Kind] = &[
    conductor_ampacity::KIND,
    conductor_size::KIND,
    ocpd::KIND,
    egc::KIND,
    gec::KIND,
    conduit_fill::KIND,
    conduit_size::KIND,
    box_fill::KIND,
    voltage_drop::KIND,
    motor_branch::KIND,
    motor_feeder::KIND,
    elevator_feeder::KIND,
    transformer_ocpd::KIND,
    fault_current::KIND,
    neutral_current::KIND,
    phase_unbalance::KIND,
    pv_busbar::KIND,
    tap_rule::KIND,
    special_equipment::KIND,
];
