//! One calculation a file. THE list.

mod ocpd;

use crate::calc::Kind;

/// Every calculation, in the order in which it is offered.
pub static KINDS: &[Kind] = &[ocpd::KIND];
