//! Rules on conductors: their size, and the device that protects them.

mod ambient_correction;
mod bundling_adjustment;
mod conductor_for_load;
mod conductor_protection;
mod conductors_over_800;
mod corrected;
mod dwelling_conductor;
mod feeder_neutral;
mod feeder_tap;
mod neutral_counts;
mod neutral_load;
mod parallel_size;
mod protected;
mod se_cable_column;
mod secondary_conductor;
mod small_conductor;
mod terminal_temperature;

pub(in crate::rules) use dwelling_conductor::dwelling_rating;
pub(in crate::rules) use feeder_tap::{TapLimits, tap_of, tap_verdict};
pub(in crate::rules) use protected::{has_own_devices, protected, wires_of, wires_of_feeder};

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &ambient_correction::AmbientCorrection,
    &bundling_adjustment::BundlingAdjustment,
    &conductor_for_load::ConductorForLoad,
    &conductor_protection::ConductorProtection,
    &conductors_over_800::ConductorsOver800,
    &dwelling_conductor::DwellingConductor,
    &feeder_neutral::FeederNeutral,
    &feeder_tap::FeederTap,
    &neutral_counts::NeutralCounts,
    &neutral_load::NeutralLoad,
    &parallel_size::ParallelSize,
    &se_cable_column::SeCableColumn,
    &secondary_conductor::SecondaryConductor,
    &small_conductor::SmallConductor,
    &terminal_temperature::TerminalTemperature,
];
