//! Rules and targets on loads.

mod area_method;
mod dwelling_lighting;
mod lighting_minimum;
mod multioutlet_assembly;
mod office_receptacles;
mod phase_balance;
mod receptacle_load;
mod show_window;
mod sign_circuit;
mod voltage_drop;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &area_method::AreaMethod,
    &dwelling_lighting::DwellingLighting,
    &lighting_minimum::LightingMinimum,
    &multioutlet_assembly::MultioutletAssembly,
    &office_receptacles::OfficeReceptacles,
    &phase_balance::PhaseBalance,
    &receptacle_load::ReceptacleLoad,
    &show_window::ShowWindow,
    &sign_circuit::SignCircuit,
    &voltage_drop::VoltageDrop,
];
