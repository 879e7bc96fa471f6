//! Rules on wiring methods: boxes, and where which method may be used.

mod box_fill;
mod communications;
mod conductors_apart;
mod mixed_voltages;
mod nm_cable;
mod outline;
mod plenum;
mod pull_box;
mod switch_neutral;

use crate::rules::Rule;

pub(in crate::rules) use pull_box::inches as trade_inches;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &switch_neutral::SwitchNeutral,
    &box_fill::BoxFill,
    &communications::Communications,
    &conductors_apart::ConductorsApart,
    &mixed_voltages::MixedVoltages,
    &nm_cable::NmCable,
    &plenum::Plenum,
    &pull_box::PullBox,
];
