//! One calculation a file. THE list.

mod appliance_demand;
mod commercial_lighting;
mod commercial_load;
mod cooking_demand;
mod dryer_demand;
mod dwelling_general;
mod dwelling_optional;
mod dwelling_standard;
mod household;
mod multifamily_optional;
mod multifamily_standard;
mod neutral_load;
mod ocpd;
mod optional_load;

use crate::calc::Kind;

/// Every calculation, in the order in which it is offered.
pub static KINDS: &[Kind] = &[
    ocpd::KIND,
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
];
