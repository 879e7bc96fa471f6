//! Sizes that an engineer has chosen against the calculation, with the reason: automatic sizing never changes them.

use crate::domain::facts::FactOwner::{Circuit, Feeder};
use crate::domain::facts::{Fact, FactOwner};

const OWNERS: &[FactOwner] = &[Feeder, Circuit];

facts! {
    /// Why the rating of the overcurrent device is kept.
    OCPD_KEPT = Fact::text("ocpd_override", "reason for keeping the device")
        .of(OWNERS)
        .why("A device with a reason is an override: sizing never changes it, and reports list it.");

    /// Why the ungrounded conductors and the neutral are kept.
    CONDUCTORS_KEPT = Fact::text("conductors_override", "reason for keeping the conductors")
        .of(OWNERS)
        .why("Conductors with a reason are an override: sizing never changes them, and reports list them.");

    /// Why the equipment grounding conductor is kept.
    EGC_KEPT = Fact::text("egc_override", "reason for keeping the EGC")
        .of(OWNERS)
        .why("An EGC with a reason is an override: sizing never changes it, and reports list it.");

    /// Why the raceway is kept.
    RACEWAY_KEPT = Fact::text("raceway_override", "reason for keeping the raceway")
        .of(OWNERS)
        .why("A raceway with a reason is an override: sizing never changes it, and reports list it.");
}
