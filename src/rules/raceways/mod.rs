//! Rules on raceways.

mod bends;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[&bends::Bends];
