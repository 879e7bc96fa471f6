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
mod ampacity;
mod answer;
mod appliances;
mod box_fill;
mod cooking;
mod fault_current;
mod field;
mod fill;
mod grounding;
mod kind;
mod kinds;
mod lines;
mod load;
mod motors;
mod request;
mod service;
mod taps;
mod voltage_drop;
mod wiring;
mod work;

pub use alike::Alike;
pub use ampacity::{
    Ampacity, Conditions, Demand, NEXT_SIZE_UP_THROUGH_A, SMALLEST_PARALLEL, ampacity, largest_ocpd,
    smallest_conductor_for,
};
pub use answer::{Answer, Assumption, Given, Outcome, Step, StepResult, Undetermined};
pub use appliances::{Appliance, ApplianceDemand, DryerDemand, appliance_demand, dryer_demand};
pub use box_fill::{Allowances, BoxContents, allowances, fits_in_box, smallest_box};
pub use cooking::{
    COOKING_RATINGS, ColumnC, CookingDemand, CookingMethod, Share, cooking_demand, twice_between_two_phases,
};
pub use fault_current::{FaultRun, c_of, fault_through_transformer, transformer_fault_amperes};
pub use field::{Field, FieldType, Need, Preset};
pub use fill::{Contents, count_limit, count_that_fits, smallest_raceway};
pub use grounding::{
    Electrode, egc_of, egc_table_cmil, gec_cap, gec_cap_section, smaller_size, upsizing_ratio,
};
pub use kind::{Kind, ResultField};
pub use kinds::KINDS;
pub use lines::{LineBalance, line_balance, wye_neutral_squared};
pub(in crate::calc) use load::Load;
pub use motors::{Motor, MotorBranchDevice, NoMotorCurrent};
pub use request::{Fault, FaultCode, Refusal, calculate};
pub use service::{
    DwellingSystem, dwelling_service_rating, neutral_of_heating, reduced_neutral, whole_amperes,
};
pub use taps::{source_current, tap_share};
pub use voltage_drop::WireRun;
pub use wiring::warmed_by_roof;
pub(in crate::calc) use work::{Part, StepDraft, Work};

#[cfg(test)]
mod tests;
