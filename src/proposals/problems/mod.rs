//! The problems, one a file.

pub(in crate::proposals) mod circuit_routing;
pub(in crate::proposals) mod phase_balance;
