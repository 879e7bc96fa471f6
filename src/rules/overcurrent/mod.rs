//! Rules on overcurrent devices.

mod device_for_load;
mod interrupting_rating;
mod standard_rating;

pub(in crate::rules) use device_for_load::{DeviceForLoad, device_for};
pub(in crate::rules) use interrupting_rating::InterruptingRating;
pub(in crate::rules) use standard_rating::StandardRating;
