//! The Code's calculations on plain numbers: each takes named inputs and answers with results, the steps that led to them,
//! what was assumed, and what is missing. Knows no project.
//!
//! ```text
//! request ─► field.rs  every input against its kind's list: faults all together, with their places
//!         ─► kinds/*   one calculation a file: reads inputs, computes, writes results with steps
//!         ─► answer.rs results, steps, assumptions, undetermined, warnings
//! ```
//!
//! Adding a calculation is one file in `kinds/` and one line in [`KINDS`]. Inputs are JSON values, since forms, files and
//! the command line all come with names and values; inside a kind they are numbers.

mod alike;
mod answer;
mod appliances;
mod cooking;
mod field;
mod kind;
mod kinds;
mod request;
mod service;
mod work;

pub use alike::Alike;
pub use answer::{Answer, Assumption, Given, Outcome, Step, StepResult, Undetermined};
pub use appliances::{Appliance, ApplianceDemand, DryerDemand, appliance_demand, dryer_demand};
pub use cooking::{
    COOKING_RATINGS, ColumnC, CookingDemand, CookingMethod, Share, cooking_demand, twice_between_two_phases,
};
pub use field::{Field, FieldType, Need, Preset};
pub use kind::{Kind, ResultField};
pub use kinds::KINDS;
pub use request::{Fault, FaultCode, Refusal, calculate};
pub use service::{
    DwellingSystem, dwelling_service_rating, neutral_of_heating, reduced_neutral, whole_amperes,
};
pub(in crate::calc) use work::{Part, StepDraft, Work};

#[cfg(test)]
mod tests;
