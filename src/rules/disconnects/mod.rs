//! Rules on the disconnects of equipment: that there is one where somebody at the equipment sees it.

mod hvac;
mod motor;
mod sight;
mod sign;
mod storage;
mod transformer;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &motor::MotorDisconnect,
    &hvac::HvacDisconnect,
    &transformer::TransformerAccess,
    &sign::SignDisconnect,
    &storage::StorageDisconnect,
];
