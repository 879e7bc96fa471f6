//! One calculation a file. THE list.

mod appliance_demand;
mod box_fill;
mod commercial_lighting;
mod commercial_load;
mod conductor_ampacity;
mod conductor_size;
mod conduit_fill;
mod conduit_size;
mod cooking_demand;
mod dryer_demand;
mod dwelling_general;
mod dwelling_optional;
mod dwelling_standard;
mod egc;
mod elevator_feeder;
mod fault_current;
mod fields;
mod gec;
mod household;
mod motor_branch;
mod motor_feeder;
mod motor_inputs;
mod multifamily_optional;
mod multifamily_standard;
mod neutral_current;
mod neutral_load;
mod ocpd;
mod optional_load;
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
    dwelling_standard::KIND,
    dwelling_optional::KIND,
    multifamily_standard::KIND,
    multifamily_optional::KIND,
    commercial_load::KIND,
    optional_load::KIND,
    cooking_demand::KIND,
    dryer_demand::KIND,
    appliance_demand::KIND,
    neutral_load::KIND,
    neutral_current::KIND,
    phase_unbalance::KIND,
    pv_busbar::KIND,
    tap_rule::KIND,
    special_equipment::KIND,
];
