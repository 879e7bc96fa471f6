//! Rules on branch circuits as a whole.

mod dwelling_circuits;
mod even_lighting;
mod lighting_circuits;
mod multi_outlet_rating;
mod multiwire_disconnect;
mod permissible_loads;
mod receptacle_rating;
mod shared_neutral;
mod small_appliance_use;
mod systems_identified;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &dwelling_circuits::DwellingCircuits,
    &even_lighting::EvenLighting,
    &lighting_circuits::LightingCircuits,
    &multi_outlet_rating::MultiOutletRating,
    &multiwire_disconnect::MultiwireDisconnect,
    &permissible_loads::PermissibleLoads,
    &receptacle_rating::ReceptacleRating,
    &shared_neutral::SharedNeutral,
    &small_appliance_use::SmallApplianceUse,
    &systems_identified::SystemsIdentified,
];
