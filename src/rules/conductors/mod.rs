//! Rules on conductors: their size, and the device that protects them.

mod conductor_for_load;
mod conductor_protection;
mod conductors_over_800;
mod parallel_size;
mod protected;
mod small_conductor;

pub(in crate::rules) use conductor_for_load::ConductorForLoad;
pub(in crate::rules) use conductor_protection::ConductorProtection;
pub(in crate::rules) use conductors_over_800::ConductorsOver800;
pub(in crate::rules) use parallel_size::ParallelSize;
pub(in crate::rules) use protected::protected;
pub(in crate::rules) use small_conductor::SmallConductor;
