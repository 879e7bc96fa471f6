//! The Code's tables, one a file: where the values come from, the values as data, lookups, spot values entered twice.
//!
//! A table says with [`Provenance`] which editions it holds for and what its values were checked against. Values that
//! rest on one transcription or on memory are marked in `doubts`.

mod ac_impedance;
mod ambient_correction;
mod ampacity;
mod article_220;
mod box_allowances;
mod branch_circuits;
mod bundling;
mod burial;
mod conductor_areas;
mod cooking;
mod dc_motor_currents;
mod dc_resistance;
mod dryers;
mod dwelling_loads;
mod dwelling_service;
mod egc;
mod electrode_conductors;
mod elevator_demand;
mod farm_demand;
mod fault_protection;
mod fill_limits;
mod insulation;
mod kitchen_demand;
mod lighting_demand;
mod lighting_unit_loads;
mod metal_boxes;
mod motor_currents;
mod motor_duty;
mod motor_protection;
mod multifamily_demand;
mod optional_dwelling;
mod provenance;
mod pull_boxes;
mod raceway_areas;
mod raceway_supports;
mod receptacle_demand;
mod restaurant_demand;
mod school_demand;
mod slices;
mod small_conductors;
mod source_busbar;
mod standard_ratings;
mod taps;
mod transformer_protection;
mod voltage_drop_limits;
mod welders;
mod working_space;

pub use ac_impedance::{AC_IMPEDANCE_FROM, ConduitMetal, Impedance, ac_impedance};
pub use ambient_correction::{AMBIENT_FROM, Ambient, ambient_factor, rooftop_height_in};
pub use ampacity::{AMPACITY_FROM, CONDUCTORS, Column, ConductorRow, conductor, smallest_conductor_of};
pub use article_220::{ARTICLE_220_FROM, LoadTopic, article_220, load_section};
pub use box_allowances::{
    BOX_ALLOWANCES_FROM, LOOPED, YOKE, box_allowance_in3, counts_terminal_blocks, egc_allowances,
};
pub use branch_circuits::{BRANCH_CIRCUITS_FROM, BranchCircuit, branch_circuit, cord_load_limit};
pub use bundling::{BUNDLING_FROM, bundling_factor};
pub use burial::{BURIAL_FROM, BurialPlace, BuriedWiring, burial_cover_in};
pub use conductor_areas::{CONDUCTOR_AREA_FROM, conductor_area_in2, conductor_diameter_in};
pub use cooking::{COOKING_FROM, CookingColumn, cooking_kilowatts, cooking_percent};
pub use dc_motor_currents::{DC_MOTOR_CURRENTS_FROM, dc_motor_amperes, is_dc_motor_volts};
pub use dc_resistance::{
    DC_RESISTANCE_FROM, Stranding, dc_resistance, dc_resistance_coated, may_be_solid, resistance_factor,
    trade_k,
};
pub use dryers::{DRYER_LEAST_VA, DRYERS_FROM, dryer_percent};
pub use dwelling_loads::{
    APPLIANCE_DEMAND, DWELLING_CIRCUIT_VA, DWELLING_LOADS_FROM, DWELLING_SERVICE_LEAST_A,
    NEUTRAL_HEATING_PERCENT, NEUTRAL_REDUCTION, appliance_counts_from, dwelling_lighting_va_per_ft2,
    vehicle_supply_va,
};
pub use dwelling_service::{DWELLING_SERVICE_FROM, DWELLING_SERVICE_SHARE, dwelling_service_conductor};
pub use egc::{EGC_DOUBTFUL_ABOVE_A, EGC_FROM, egc_size};
pub use electrode_conductors::{BONDING_JUMPER_FROM, GEC_FROM, bonding_jumper_size, gec_size};
pub use elevator_demand::{ELEVATOR_DEMAND_FROM, elevator_demand};
pub use farm_demand::{FARM_DEMAND_FROM, FARM_SHARES, FARM_SLICE_A, farm_share};
pub use fault_protection::{
    ARC_REDUCTION_FROM_A, FAULT_PROTECTION_FROM, GROUND_FAULT_DELAY, GROUND_FAULT_FROM_A,
    GROUND_FAULT_PICKUP_A, ground_fault_system, needs_arc_reduction, needs_ground_fault_protection,
};
pub use fill_limits::{FILL_FROM, FillLimit, NIPPLE_IN, ROUND_UP_FROM};
pub use insulation::{AreaGroup, INSULATION_FROM, InsulationRow, Location, insulation};
pub use kitchen_demand::{KITCHEN_DEMAND_FROM, kitchen_percent};
pub use lighting_demand::{LIGHTING_DEMAND_FROM, LightingUse, lighting_demand, lighting_slices};
pub use lighting_unit_loads::{
    LIGHTING_OCCUPANCIES, LIGHTING_UNIT_LOADS_FROM, lighting_unit_load, lighting_use,
    unit_loads_contain_125_percent,
};
pub use metal_boxes::{BoxFamily, BoxShape, METAL_BOXES_FROM, MetalBox, boxes_of};
pub use motor_currents::{
    MOTOR_CURRENTS_FROM, motor_rated_volts, single_phase_motor_amperes, synchronous_motor_amperes,
    three_phase_motor_amperes, two_phase_motor_amperes,
};
pub use motor_duty::{MOTOR_DUTY_FROM, MotorDuty, MotorTime};
pub use motor_protection::{
    COMPRESSOR_CONDUCTOR, COMPRESSOR_DEVICE, COMPRESSOR_DISCONNECT, DUAL_ELEMENT_EXCEPTION_PCT, IN_SIGHT_FT,
    INVERSE_TIME_EXCEPTION_PCT, MOTOR_CONDUCTOR, MOTOR_DISCONNECT, MOTOR_PROTECTION_FROM, MotorDevice,
    MotorType, NONTIME_FUSE_EXCEPTION_PCT, OverloadPct, overload_pct,
};
pub use multifamily_demand::{MULTIFAMILY_DEMAND_FROM, multifamily_percent};
pub use optional_dwelling::{
    OPTIONAL_DWELLING_FROM, SUPPLEMENTAL_HEAT_PERCENT, existing_dwelling_slices, optional_dwelling_slices,
    space_heat_percent, vehicle_supply_stands_apart,
};
pub use provenance::Provenance;
pub use pull_boxes::{
    ANGLE_PULL, PULL_BOXES_FROM, STRAIGHT_PULL, angle_pull_in, between_entries_in, straight_pull_in,
};
pub use raceway_areas::{RACEWAY_FROM, RacewayRow, raceway, raceway_sizes};
pub use raceway_supports::{
    BENDS_BETWEEN_PULLS_DEG, RACEWAY_SUPPORTS_FROM, Supports, supports, threaded_rmc_spacing_ft,
};
pub use receptacle_demand::{
    GROUPED_RECEPTACLE_VA, OFFICE_RECEPTACLES_VA_PER_FT2, RECEPTACLE_DEMAND_FROM, RECEPTACLE_SLICES,
    RECEPTACLE_VA, SHOW_WINDOW_VA_PER_FT, SIGN_LEAST_VA, multioutlet_va, receptacle_demand,
};
pub use restaurant_demand::{RESTAURANT_DEMAND_FROM, RestaurantRow};
pub use school_demand::{SCHOOL_DEMAND_FROM, school_demand_per_ft2};
pub use slices::{Slice, by_slices};
pub use small_conductors::{SMALL_CONDUCTORS_FROM, small_conductor_limit};
pub use source_busbar::{BUSBAR_SHARE, BUSBAR_SHARE_OPPOSITE_ENDS, SOURCE_BUSBAR_FROM, SOURCE_FACTOR};
pub use standard_ratings::{
    STANDARD_RATINGS, STANDARD_RATINGS_FROM, StandardDevice, largest_standard_up_to, next_standard_rating,
    standard_ratings,
};
pub use taps::{TAPS_FROM, TapRule};
pub use transformer_protection::{
    MEDIUM_VOLTAGE_PRIMARY_ONLY, MediumVoltageLimits, TRANSFORMER_PROTECTION_FROM, TransformerLimit,
    TransformerScheme, medium_voltage_limits, transformer_primary_limit, transformer_secondary_limit,
};
pub use voltage_drop_limits::{DropLimit, DropOf, VOLTAGE_DROP_FROM, drop_limit};
pub use welders::{
    ARC_WELDER_DEVICE, RESISTANCE_WELDER_DEVICE, WELDERS_FROM, arc_welder_multiplier,
    resistance_welder_multiplier, resistance_welder_unknown_duty,
};
pub use working_space::{
    DEDICATED_HEIGHT_FT, PANIC_HARDWARE, TWO_ENTRANCES, WORKING_HEIGHT_FT, WORKING_SPACE_FROM,
    WORKING_WIDTH_IN, WorkingCondition, WorkingDepth, working_depth,
};
