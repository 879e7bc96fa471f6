//! Rules on equipment with articles of its own.

mod heating_circuit;
mod transformer_protection;
mod vehicle_circuit;

pub(in crate::rules) use heating_circuit::HeatingCircuit;
pub(in crate::rules) use transformer_protection::TransformerProtection;
pub(in crate::rules) use vehicle_circuit::VehicleCircuit;
