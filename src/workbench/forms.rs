//! The records of a project as forms: every field a person can see and change, with the reading of what they typed.
//!
//! A form is plain text in plain fields; drawing one needs no knowledge of the record behind it. Reading returns the
//! record, or leaves the reason at each field that cannot be read.

mod circuit;
mod feed;
mod field;
mod panel;
mod plan;
mod project;
mod service;
mod transformer;
mod wiring;

pub use circuit::{circuit_form, read_circuit};
pub use feed::{FeedChoice, feed_choices};
pub use field::{Field, FieldKind, Form};
pub use panel::{panel_form, read_panel};
pub use plan::{
    area_form, device_form, opening_form, read_area, read_device, read_opening, read_room, read_run,
    read_wall, room_form, run_form, wall_form,
};
pub use project::{project_form, read_project};
pub use service::{new_service, read_service, service_form};
pub use transformer::{new_transformer, read_transformer, transformer_form};
