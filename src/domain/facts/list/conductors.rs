//! Facts about the conductors of circuits and feeders, and about the way they lie.

use crate::domain::facts::FactOwner::{Circuit, Feeder};
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNERS: &[FactOwner] = &[Feeder, Circuit];

facts! {
    /// Marking of the terminals at both ends.
    TERMINALS = Fact::word("terminal_c", "temperature rating of the terminals", &[
        ("60", "60 °C"),
        ("75", "75 °C"),
        ("90", "90 °C"),
    ])
    .of(OWNERS)
    .group("Wiring")
    .why("Conductors carry no more than the terminals at their ends allow (110.14(C)(1)).");

    /// Ambient temperature along the conductors, °C.
    AMBIENT = Fact::number("ambient_c", "ambient temperature", "°C")
        .of(OWNERS)
        .group("Wiring")
        .assumed(Assumed::Number(30.0))
        .why("Ampacity is corrected for the ambient temperature (310.15(B)).");

    /// How many current-carrying conductors share the raceway, those of this circuit included.
    CURRENT_CARRYING = Fact::number("current_carrying", "current-carrying conductors in the raceway", "")
        .of(OWNERS)
        .group("Wiring")
        .why("Above three, ampacity is adjusted (310.15(C)(1)); without it the raceways of the plan are counted.");
}
