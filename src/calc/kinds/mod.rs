//! One calculation a file. THE list.

mod box_fill;
mod conductor_ampacity;
mod conductor_size;
mod conduit_fill;
mod conduit_size;
mod egc;
mod fields;
mod gec;
mod ocpd;
mod raceway_contents;
mod tap_rule;
mod voltage_drop;

use crate::calc::Kind;

/// Every calculation, in the order in which it is offered.
pub static KINDS: &[Kind] = &[
    conductor_ampacity::KIND,
    conductor_size::KIND,
    ocpd::KIND,
    egc::KIND,
    gec::KIND,
    conduit_fill::KIND,
    conduit_size::KIND,
    box_fill::KIND,
    voltage_drop::KIND,
    tap_rule::KIND,
];
