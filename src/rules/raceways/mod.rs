//! Rules on raceways.

mod bends;

pub(in crate::rules) use bends::Bends;
