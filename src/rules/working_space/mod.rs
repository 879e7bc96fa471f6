//! Rules on the space around panelboards: to work in, to get out of, above them, and the height of their handles.
//!
//! A panelboard that no plan shows is not applicable: where it stands is not known to anybody.

mod dedicated;
mod egress;
mod enclosure;
mod height;
mod working;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] =
    &[&working::WorkingSpace, &egress::Egress, &dedicated::DedicatedSpace, &height::HandleHeight];
