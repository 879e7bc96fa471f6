//! Rules on motors: conductors and devices by the currents of the tables, overload by the nameplate.

mod conductor;
mod device;
mod downstream;
mod feeder_conductor;
mod feeder_device;
mod overload;
mod table_current;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &table_current::TableCurrent,
    &conductor::MotorConductor,
    &feeder_conductor::MotorFeederConductor,
    &device::MotorDeviceRule,
    &overload::Overload,
    &feeder_device::MotorFeederDevice,
];
