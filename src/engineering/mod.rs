//! What the numbers of a project are: loads, phase balance, and later sizing, voltage drop and routes.
//!
//! Pure functions over `&Project`; nothing here keeps state, prints or changes a project. Faults in a project never
//! stop a calculation: what had to be assumed stands as a note in the steps. Start at `project_loads.rs`.

pub mod balance;
mod circuit_steps;
mod class_demand;
mod computed;
mod connected_load;
mod demand_load;
mod feeder_load;
mod leg_load;
mod neutral;
mod per_leg;
mod project_loads;

pub use circuit_steps::{circuit_current, circuit_steps};
pub use class_demand::{ClassDemand, ClassRule, Continuous, class_rule};
pub use computed::{Computed, Step};
pub use connected_load::{circuit_load, leg_amperes};
pub use demand_load::{LargestMotor, Loads};
pub use feeder_load::{FeederLoads, feeder_amperes};
pub use leg_load::LegLoad;
pub use neutral::neutral_amperes;
pub use per_leg::PerLeg;
pub use project_loads::{PanelLoads, ProjectLoads, ServiceLoads, project_loads};
