//! Demand and design load of whatever a set of circuits makes up: a panelboard, a feeder, the service.
//!
//! ```text
//! premises.rs  what is known of the building      group.rs     which rule of demand a circuit falls under
//! tally.rs     loads summed before any factor     standard.rs  demand of each group by Part III
//! optional.rs  demand of dwellings by Part IV     loads.rs     connected, demand, design by leg and by class
//! steps.rs     how it came about, in words
//! ```
//!
//! Demand = connected × demand factor, the largest motor counted at 125 %. Design = demand + 25 % of the continuous load; it
//! sizes conductors and devices. Factors hold for the sum downstream, once, so the demand of a feeder is not the sum of the
//! demands it serves. Absent: schools, restaurants and farms by Part IV, which are `calc` kinds.

mod group;
mod loads;
mod optional;
mod premises;
mod standard;
mod steps;
mod tally;

pub use group::DemandGroup;
pub use loads::{ClassDemand, Loads};
pub use optional::{OptionalCase, OptionalRefusal, optional_case};
pub use premises::{LeastByArea, Premises, least_by_area};
pub use standard::{General, GroupDemand};
pub use tally::{DwellingSum, LargestMotor};

pub(in crate::engineering) use premises::Terms;
pub(in crate::engineering) use standard::Outcome;
pub(in crate::engineering) use tally::{Sums, Tally};

#[cfg(test)]
mod tests;
