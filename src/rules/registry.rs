//! The list of all rules, in the order of their codes: one line a rule.

use crate::rules::Rule;
use crate::rules::branch_circuits::MultiOutletRating;
use crate::rules::conductors::{
    ConductorForLoad, ConductorProtection, ConductorsOver800, ParallelSize, SmallConductor,
};
use crate::rules::equipment::{HeatingCircuit, TransformerProtection, VehicleCircuit};
use crate::rules::grounding::EgcSize;
use crate::rules::loads::{PhaseBalance, VoltageDrop};
use crate::rules::overcurrent::{DeviceForLoad, InterruptingRating, StandardRating};
use crate::rules::panelboards::{BusProtection, Directory, FedFrom, HighLeg, TransformerFed};
use crate::rules::raceways::Bends;

/// Every rule.
pub static ALL: &[&dyn Rule] = &[
    &DeviceForLoad,
    &ConductorForLoad,
    &MultiOutletRating,
    &SmallConductor,
    &ConductorProtection,
    &ConductorsOver800,
    &StandardRating,
    &ParallelSize,
    &EgcSize,
    &BusProtection,
    &TransformerFed,
    &Directory,
    &FedFrom,
    &HighLeg,
    &InterruptingRating,
    &PhaseBalance,
    &VehicleCircuit,
    &HeatingCircuit,
    &TransformerProtection,
    &Bends,
    &VoltageDrop,
];
