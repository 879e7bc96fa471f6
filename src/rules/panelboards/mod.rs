//! Rules on panelboards.

mod bus_protection;
mod directory;
mod fed_from;
mod high_leg;
mod transformer_fed;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &bus_protection::BusProtection,
    &directory::Directory,
    &fed_from::FedFrom,
    &high_leg::HighLeg,
    &transformer_fed::TransformerFed,
];
