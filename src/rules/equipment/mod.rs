//! Rules on equipment with articles of its own.

mod appliance_device;
mod deicing_circuit;
mod deicing_protection;
mod elevator;
mod fire_pump;
mod heater_subdivided;
mod heating_circuit;
mod marked_equipment;
mod storage_water_heater;
mod transformer_protection;
mod vehicle_circuit;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &appliance_device::ApplianceDevice,
    &deicing_circuit::DeicingCircuit,
    &deicing_protection::DeicingProtection,
    &elevator::Elevator,
    &fire_pump::FirePump,
    &heater_subdivided::HeaterSubdivided,
    &marked_equipment::MarkedEquipment,
    &storage_water_heater::StorageWaterHeater,
    &heating_circuit::HeatingCircuit,
    &transformer_protection::TransformerProtection,
    &vehicle_circuit::VehicleCircuit,
];
