//! What the numbers of a project are: loads, phase balance, fault current, voltage drop, and later sizing and routes.
//!
//! Pure functions over `&Project`; nothing here keeps state, prints or changes a project. Faults in a project never
//! stop a calculation: what had to be assumed stands as a note in the steps. Start at `project_loads.rs`.

pub mod balance;
mod branch_current;
mod circuit_motors;
mod circuit_steps;
mod circuit_wires;
mod class_demand;
mod computed;
mod conductor_conditions;
mod connected_load;
mod counted_conductors;
mod demand;
mod fault_current;
mod feeder_load;
mod leg_load;
mod neutral;
mod per_leg;
pub mod plan_drawing;
pub mod plan_geometry;
mod project_loads;
mod raceway_contents;
pub mod room_devices;
pub mod room_figures;
pub mod routing;
pub mod run_figures;
mod sizing;
pub mod takeoff;
mod voltage_drop;
mod wire_impedance;

pub use branch_current::{BranchCurrent, branch_current};
pub use circuit_motors::{CircuitMotors, circuit_motors, is_motor_circuit};
pub use circuit_steps::{circuit_current, circuit_steps};
pub use circuit_wires::{
    CircuitWires, CurrentCarrying, NeutralDuty, WiresOf, feeder_wires, own_wires, wires_of_circuit,
};
pub use class_demand::{ClassRule, Continuous, class_rule};
pub use computed::{Computed, Step};
pub use conductor_conditions::{ConductorPlace, insulation_column};
pub use connected_load::{circuit_load, leg_amperes};
pub use counted_conductors::{CountedConductors, counted_conductors};
pub use demand::{
    ClassDemand, DemandGroup, DwellingSum, General, GroupDemand, LargestMotor, LeastByArea, Loads,
    OptionalCase, OptionalRefusal, Premises, least_by_area,
};
pub use fault_current::{FaultCurrent, MissingField, fault_at, fault_behind};
pub use feeder_load::{FeederLoads, feeder_amperes};
pub use leg_load::LegLoad;
pub use neutral::neutral_amperes;
pub use per_leg::PerLeg;
pub use project_loads::{
    LoadInventory, LoadItem, LoadPoint, PanelLoads, ProjectLoads, ServiceLoads, demand_factors,
    design_rating, load_inventory, load_points, project_loads,
};
pub use raceway_contents::{
    ConductorGroup, ConductorRole, MissingPart, NO_AREA, RacewayContents, RacewayFill, carrying_in_run,
    carrying_in_runs, contents_of_circuit, contents_of_feeder, contents_of_run, lies_bundled, raceway_row,
};
pub use sizing::{
    Override, SizeChange, SizedObject, SizedPart, Sizes, Sizing, SizingTerms, edits_of, keep, overrides,
    size, size_circuit, size_feeder, size_project, sized_objects,
};
pub use voltage_drop::{
    VoltageDrop, WireLoad, Wires, circuit_drop, drop_from_service, feeder_drop, percent_from_service,
    voltage_drop,
};
pub use wire_impedance::{NO_TABLE_VALUE, wire_impedance};
