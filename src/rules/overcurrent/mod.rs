//! Rules on overcurrent devices.

mod device_for_load;
mod interrupting_rating;
mod standard_rating;

pub(in crate::rules) use device_for_load::device_for;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &device_for_load::DeviceForLoad,
    &interrupting_rating::InterruptingRating,
    &standard_rating::StandardRating,
];
