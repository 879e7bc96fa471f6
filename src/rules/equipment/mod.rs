//! Rules on equipment with articles of its own.

mod heating_circuit;
mod transformer_protection;
mod vehicle_circuit;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &heating_circuit::HeatingCircuit,
    &transformer_protection::TransformerProtection,
    &vehicle_circuit::VehicleCircuit,
];
