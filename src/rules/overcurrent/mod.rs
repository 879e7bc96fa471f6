//! Rules on overcurrent devices.

mod arc_energy;
mod common_trip;
mod device_for_load;
mod ground_fault;
mod interrupting_rating;
mod large;
mod slash_rating;
mod standard_rating;

pub(in crate::rules) use device_for_load::device_for;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &arc_energy::ArcEnergy,
    &common_trip::CommonTrip,
    &device_for_load::DeviceForLoad,
    &ground_fault::GroundFault,
    &interrupting_rating::InterruptingRating,
    &slash_rating::SlashRating,
    &standard_rating::StandardRating,
];
