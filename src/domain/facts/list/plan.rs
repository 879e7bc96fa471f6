//! Facts about what stands on the plan: rooms, devices, conduit runs.

use crate::domain::DeviceKind;
use crate::domain::facts::FactOwner::{Device, Run};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// Whether a raceway is a nipple of 24 in or less.
    NIPPLE = Fact::yes_no("nipple", "nipple of 24 in or less")
        .of(&[Run])
        .group("Conduit run")
        .assumed(Assumed::YesNo(false))
        .why("A nipple may be filled to 60 %, and its conductors are not adjusted (Chapter 9, 310.15(C)(1)).");

    /// Whether a receptacle is tamper resistant.
    TAMPER_RESISTANT = Fact::yes_no("tamper_resistant", "tamper-resistant")
        .of(&[Device])
        .group("Device")
        .for_devices(&[DeviceKind::Receptacle])
        .why("Receptacles of dwellings and other listed places are tamper resistant (406.12).");
}
