//! The Code's tables, one a file: where the values come from, the values as data, lookups, spot values entered twice.
//!
//! A table says with [`Provenance`] which editions it holds for and what its values were checked against. Values that
//! rest on one transcription or on memory are marked in `doubts`.

mod ampacity;
mod article_220;
mod cooking;
mod dryers;
mod dwelling_loads;
mod dwelling_service;
mod farm_demand;
mod kitchen_demand;
mod lighting_demand;
mod lighting_unit_loads;
mod motor_currents;
mod multifamily_demand;
mod optional_dwelling;
mod provenance;
mod receptacle_demand;
mod restaurant_demand;
mod school_demand;
mod slices;
mod standard_ratings;

pub use ampacity::{AMPACITY_FROM, CONDUCTORS, Column, ConductorRow, conductor, smallest_conductor_of};
pub use article_220::{ARTICLE_220_FROM, LoadTopic, article_220, load_section};
pub use cooking::{COOKING_FROM, CookingColumn, cooking_kilowatts, cooking_percent};
pub use dryers::{DRYER_LEAST_VA, DRYERS_FROM, dryer_percent};
pub use dwelling_loads::{
    APPLIANCE_DEMAND, DWELLING_CIRCUIT_VA, DWELLING_LOADS_FROM, DWELLING_SERVICE_LEAST_A,
    NEUTRAL_HEATING_PERCENT, NEUTRAL_REDUCTION, appliance_counts_from, dwelling_lighting_va_per_ft2,
    vehicle_supply_va,
};
pub use dwelling_service::{DWELLING_SERVICE_FROM, DWELLING_SERVICE_SHARE, dwelling_service_conductor};
pub use farm_demand::{FARM_DEMAND_FROM, FARM_SHARES, FARM_SLICE_A, farm_share};
pub use kitchen_demand::{KITCHEN_DEMAND_FROM, kitchen_percent};
pub use lighting_demand::{LIGHTING_DEMAND_FROM, LightingUse, lighting_demand};
pub use lighting_unit_loads::{
    LIGHTING_OCCUPANCIES, LIGHTING_UNIT_LOADS_FROM, lighting_unit_load, lighting_use,
    unit_loads_contain_125_percent,
};
pub use motor_currents::{
    MOTOR_CURRENTS_FROM, motor_rated_volts, single_phase_motor_amperes, synchronous_motor_amperes,
    three_phase_motor_amperes, two_phase_motor_amperes,
};
pub use multifamily_demand::{MULTIFAMILY_DEMAND_FROM, multifamily_percent};
pub use optional_dwelling::{
    OPTIONAL_DWELLING_FROM, SUPPLEMENTAL_HEAT_PERCENT, existing_dwelling_slices, optional_dwelling_slices,
    space_heat_percent, vehicle_supply_stands_apart,
};
pub use provenance::Provenance;
pub use receptacle_demand::{
    GROUPED_RECEPTACLE_VA, OFFICE_RECEPTACLES_VA_PER_FT2, RECEPTACLE_DEMAND_FROM, RECEPTACLE_VA,
    SHOW_WINDOW_VA_PER_FT, SIGN_LEAST_VA, multioutlet_va, receptacle_demand,
};
pub use restaurant_demand::{RESTAURANT_DEMAND_FROM, RestaurantRow};
pub use school_demand::{SCHOOL_DEMAND_FROM, school_demand_per_ft2};
pub use slices::{Slice, by_slices};
pub use standard_ratings::{
    STANDARD_RATINGS, STANDARD_RATINGS_FROM, StandardDevice, largest_standard_up_to, next_standard_rating,
    standard_ratings,
};
