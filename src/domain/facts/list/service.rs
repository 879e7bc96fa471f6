//! Facts about the service.

use crate::domain::facts::FactOwner::Service;
use crate::domain::facts::{Fact, FactOwner};

const OWNER: &[FactOwner] = &[Service];

facts! {
    /// Size of the ungrounded service conductors.
    CONDUCTOR_SIZE = Fact::wire_size("service_conductor_size", "size of the service conductors")
        .of(OWNER)
        .group("Service conductors")
        .why("Electrode and bonding conductors are sized by it (250.66, 250.102), and it must carry the load (230.42).");

    /// How many sets of service conductors lie in parallel.
    CONDUCTOR_SETS = Fact::number("service_conductor_sets", "parallel sets of service conductors", "")
        .of(OWNER)
        .group("Service conductors")
        .assumed(crate::domain::facts::Assumed::Number(1.0))
        .why("Areas of parallel conductors are added for electrode and bonding conductors (250.66, 250.102).");

    /// Metal of the service conductors.
    CONDUCTOR_MATERIAL = Fact::word("service_conductor_material", "metal of the service conductors", &[
        ("Cu", "Copper"),
        ("Al", "Aluminum"),
    ])
    .of(OWNER)
        .group("Service conductors")
    .why("Ampacity and the tables of electrode and bonding conductors differ by metal (310.16, 250.66).");

    /// How many service disconnecting means there are.
    DISCONNECTS = Fact::number("service_disconnects", "number of service disconnects", "")
        .of(OWNER)
        .group("Service")
        .assumed(crate::domain::facts::Assumed::Number(1.0))
        .why("A service has at most six disconnecting means (230.71).");
}
