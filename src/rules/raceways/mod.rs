//! Rules on raceways.

mod bends;
mod burial;
mod fill;
mod supports;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] =
    &[&bends::Bends, &burial::Burial, &fill::Fill, &supports::SupportSpacing];
