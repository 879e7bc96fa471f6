//! Rules on grounding conductors, electrodes and bonds.

mod bonding_jumper;
mod derived_system;
mod egc_enlarged;
mod egc_parallel;
mod egc_size;
mod electrode_conductor;
mod electrode_system;
mod flexible_raceway;
mod neutral_bonded;

use crate::domain::{Facts, facts};
use crate::nec::Material;
use crate::nec::tables::conductor;
use crate::rules::Rule;
use crate::units::WireSize;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &bonding_jumper::BondingJumper,
    &derived_system::DerivedSystem,
    &egc_enlarged::EgcEnlarged,
    &egc_parallel::EgcParallel,
    &egc_size::EgcSize,
    &electrode_conductor::ElectrodeConductor,
    &electrode_system::ElectrodeSystem,
    &flexible_raceway::FlexibleRaceway,
    &neutral_bonded::NeutralBonded,
];

/// Returns the area of the ungrounded service conductors, all sets together, in circular mils, and their metal; the field that
/// is missing for it.
fn service_area(facts: &Facts) -> Result<(f64, Material), &'static str> {
    let size = facts.wire_size(&facts::service::CONDUCTOR_SIZE);
    let size = size.ok_or(facts::service::CONDUCTOR_SIZE.label)?;
    let metal = facts.word(&facts::service::CONDUCTOR_MATERIAL).and_then(Material::from_name);
    let metal = metal.ok_or(facts::service::CONDUCTOR_MATERIAL.label)?;
    let sets = facts.number_or_assumed(&facts::service::CONDUCTOR_SETS).unwrap_or(1.0).max(1.0);
    Ok((conductor(size.name()).map_or(0.0, |row| row.cmil) * sets, metal))
}

/// Returns the metal of a grounding electrode conductor.
fn metal_of_gec(facts: &Facts) -> Material {
    let metal = facts.word_or_assumed(&facts::grounding::GEC_MATERIAL).and_then(Material::from_name);
    metal.unwrap_or(Material::Copper)
}

/// Returns a size of the tables as conductors are written: `#6`, `250 kcmil`.
fn shown(size: &str) -> String {
    size.parse::<WireSize>().map_or_else(|_| size.to_owned(), |size| size.to_string())
}
