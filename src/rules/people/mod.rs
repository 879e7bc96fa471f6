//! Rules on the protection of people, by the kind of place.

mod afci;
mod gfci;
mod gfci_appliance;
mod gfci_dwelling;
mod gfci_elsewhere;
mod gfci_outdoors;
mod gfci_servicing;
mod panel_place;
mod pool;
mod servicing_receptacle;
mod tamper_resistant;
mod temporary_power;
mod weather_resistant;

use crate::rules::Rule;

pub(in crate::rules) use gfci::circuit_has_gfci;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &servicing_receptacle::ServicingReceptacle,
    &panel_place::PanelPlace,
    &pool::Pool,
    &gfci_dwelling::GfciDwelling,
    &gfci_elsewhere::GfciElsewhere,
    &gfci_appliance::GfciAppliance,
    &gfci_servicing::GfciServicing,
    &gfci_outdoors::GfciOutdoors,
    &afci::Afci,
    &tamper_resistant::TamperResistant,
    &temporary_power::TemporaryPower,
    &weather_resistant::WeatherResistant,
];
