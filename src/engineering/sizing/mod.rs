//! Sizes by calculation: the overcurrent device, conductors, equipment grounding conductor and raceway of a circuit or
//! feeder, with the steps that lead to them.
//!
//! ```text
//! ask.rs      what the load asks for: amperes to carry, amperes to design for, the device
//! choose.rs   the smallest conductors, EGC and raceway for that, enlarged where too much voltage would be lost
//! circuit.rs, feeder.rs   a record in, its sizes out       edits.rs   the edits that write them
//! ```
//!
//! A size with a reason to keep it (`domain::facts::sizes`) is an override: what depends on it follows it, it never changes.
//! Nothing here changes a project; a person picks what is to be written. Motors come from the tables, equipment from its
//! nameplate. Absent on purpose: taps, and conductors sized by a fault rating.

mod ask;
mod choose;
mod circuit;
mod edits;
mod feeder;
mod overrides;
mod sizes;

pub use circuit::size_circuit;
pub use edits::{edits_of, keep};
pub use feeder::size_feeder;
pub use overrides::{Override, overrides};
pub use sizes::{
    SizeChange, SizedObject, SizedPart, Sizes, Sizing, SizingTerms, size, size_project, sized_objects,
};

#[cfg(test)]
mod tests;
