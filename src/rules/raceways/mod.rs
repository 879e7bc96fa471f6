//! Rules on raceways.

mod bends;
mod fill;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[&bends::Bends, &fill::Fill];
