//! Facts about a record that only some calculations and rules ask for: what the schedule itself has no column for.
//!
//! ```text
//! list/*.rs  every fact there is: name in files, label, kind, unit, why it is asked, what is assumed without it
//! fact.rs    what a fact is       facts.rs  the facts somebody has given for one record
//! when.rs    which records a fact can matter for, as far as forms care
//! ```
//!
//! A new fact is one entry in a file of `list/`: files, the properties, undetermined findings and reports know it from
//! there. Properties show it under `.group("Motor")`, else under the name of its file, and only where `.for_equipment`,
//! `.for_classes`, `.for_occupancies` and `.for_devices` let it matter. Absent on purpose: a fact nobody has given has no value here; what rules assume then is said by the fact itself.

mod fact;
#[expect(clippy::module_inception, reason = "the facts of a record are what this folder is about")]
mod facts;
mod list;
mod when;

pub use fact::{Assumed, Fact, FactKind, FactOwner, FactValue};
pub use facts::{FactError, Facts};
pub use list::{
    all, boxes, by_label, by_name, circuit, conductors, disconnect, distribution, equipment, feeder,
    grounding, motor, outlets, panel, people, plan, project, receptacles, service, sizes, space, stated,
    supply, transformer,
};
pub use when::{Setting, When};
