//! Rules on grounding conductors.

mod egc_size;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[&egc_size::EgcSize];
