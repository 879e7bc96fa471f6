//! Version 1 of the project file: one struct a record, taken from and turned into the domain's parts.
//!
//! Frozen once released. Every conversion to the file takes the domain's record apart by name, so that a new field of
//! the domain does not compile until it has a place here.

mod circuit;
mod entity;
mod facts;
mod ground;
mod one_line;
mod panel;
mod plan;
mod project;
mod review;
mod supply;
mod values;

pub(in crate::document) use entity::{EntityRecord, changed_records};
pub(in crate::document) use project::ProjectFile;
pub(in crate::document) use review::AmendmentRecord;
