//! Rules on loads that designers state for feeders and services: they are no less than the calculation gives.
//!
//! Nothing stated is no fault: the program calculates every load itself.

mod appliance_demand;
mod cooking_demand;
mod dryer_load;
mod kitchen_demand;
mod lighting_demand;
mod noncoincident_loads;
mod optional_method;
mod receptacle_demand;
mod small_appliance_load;
mod stated;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &appliance_demand::ApplianceDemand,
    &cooking_demand::CookingDemand,
    &dryer_load::DryerLoad,
    &kitchen_demand::KitchenDemand,
    &lighting_demand::LightingDemand,
    &noncoincident_loads::NoncoincidentLoads,
    &optional_method::OptionalMethod,
    &receptacle_demand::ReceptacleDemand,
    &small_appliance_load::SmallApplianceLoad,
];
