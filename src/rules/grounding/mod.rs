//! Rules on grounding conductors.

mod egc_size;

pub(in crate::rules) use egc_size::EgcSize;
