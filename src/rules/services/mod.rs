//! Rules on services: their conductors, disconnects, protection and marking, and the disconnects of other buildings.

mod building_disconnect;
mod emergency_disconnect;
mod service_conductors;
mod service_disconnects;
mod service_marking;
mod service_rating;
mod several_services;
mod supply_side_source;
mod surge_protection;

use crate::domain::facts;
use crate::rules::{Rule, RuleContext};

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &building_disconnect::BuildingDisconnect,
    &emergency_disconnect::EmergencyDisconnect,
    &several_services::SeveralServices,
    &service_conductors::ServiceConductors,
    &service_disconnects::ServiceDisconnects,
    &service_marking::ServiceMarking,
    &service_rating::ServiceRating,
    &supply_side_source::SupplySideSource,
    &surge_protection::SurgeProtection,
];

/// What service rules call the rating of the service disconnect.
const RATING: &str = "rating";

/// Returns what the building is used for.
fn occupancy(cx: &RuleContext<'_>) -> Option<&'static str> {
    cx.project.settings().facts.word(&facts::project::OCCUPANCY)
}

/// Whether dwellings alone are in a building of such use.
fn is_dwelling(occupancy: &str) -> bool {
    ["one-family", "two-family", "multifamily"].contains(&occupancy)
}

/// Returns how many circuits serve loads.
fn branch_circuits(cx: &RuleContext<'_>) -> usize {
    let of_panel = |panel: &crate::domain::Panel| panel.circuits().filter(|c| cx.is_branch(panel, c)).count();
    cx.project.panels().map(of_panel).sum()
}
