//! Rules on panelboards.

mod bus_protection;
mod directory;
mod fed_from;
mod high_leg;
mod neutral_bond;
mod phase_order;
mod pole_count;
mod source_busbar;
mod transformer_fed;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &bus_protection::BusProtection,
    &directory::Directory,
    &fed_from::FedFrom,
    &high_leg::HighLeg,
    &neutral_bond::NeutralBond,
    &phase_order::PhaseOrder,
    &pole_count::PoleCount,
    &source_busbar::SourceBusbar,
    &transformer_fed::TransformerFed,
];
