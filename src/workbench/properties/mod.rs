//! The properties of every object: each field a rule or calculation reads, typed fields of the record and facts alike.
//!
//! ```text
//! property.rs  one property: label, kind, value, what is assumed, why it is asked
//! sheet.rs     the properties of one object, or of several at once
//! record.rs    the record behind an object: its form, its facts, written back as edits
//! set.rs       properties set from text: one undo step, or reasons at the fields
//! place.rs     where the words of an undetermined finding lead
//! ways.rs      what an object is called, what it hangs on, what hangs on it
//! why.rs       why the fields of records are asked; facts say it themselves
//! ```
//!
//! Labels and the reading of text stand in `forms`, facts in `domain::facts`: nothing here knows a field by heart but why it
//! is asked. Absent on purpose: slot and poles of a circuit, which are changed in the schedule, where what stands in the way is
//! seen; and where things stand on the plan.

mod place;
mod property;
mod record;
mod set;
mod sheet;
mod ways;
mod why;

#[cfg(test)]
mod tests;

pub use place::{PropertyPlace, place_of};
pub use property::{Held, Property, PropertyKey, PropertyKind};
pub use set::{Refusal, set_properties};
pub use sheet::{PropertySheet, property_sheet};
pub use ways::{Way, name_of, ways_from, ways_to};
