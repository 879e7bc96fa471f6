//! Facts about the disconnects of equipment and about where equipment stands that has one.

use crate::domain::LoadClass;
use crate::domain::facts::FactOwner::{Circuit, Transformer};
use crate::domain::facts::{Fact, FactOwner};

const OWNER: &[FactOwner] = &[Circuit];
const EQUIPMENT: &[&str] = &["motor", "sump-pump", "air-conditioning", "sign", "storage"];
const CLASSES: &[LoadClass] = &[LoadClass::Motor, LoadClass::Cooling, LoadClass::Sign];

facts! {
    /// What opens all conductors of the equipment.
    DISCONNECT = Fact::word("disconnect", "disconnect of the equipment", &[
        ("in-sight", "In sight, within 50 ft"),
        ("in-equipment", "A switch in the equipment"),
        ("lockable", "Elsewhere, lockable open as an exception allows"),
        ("none", "None"),
    ])
    .of(OWNER)
    .group("Disconnect")
    .for_equipment(EQUIPMENT)
    .for_classes(CLASSES)
    .why("It is in sight of the equipment (430.102, 440.14, 600.6, 706.15); without it the plan is asked.");

    /// Rating of that disconnect.
    DISCONNECT_RATING = Fact::number("disconnect_a", "rating of the disconnect", "A")
        .of(OWNER)
        .group("Disconnect")
        .for_equipment(&["motor", "sump-pump"])
        .for_classes(&[LoadClass::Motor])
        .why("It is at least 115 % of the full-load current of a motor (430.110(A)).");

    /// What disconnects a transformer.
    TRANSFORMER_DISCONNECT = Fact::word("transformer_disconnect", "disconnect of the transformer", &[
        ("in-sight", "In sight, within 50 ft"),
        ("lockable", "Elsewhere, lockable open, its place marked at the transformer"),
        ("none", "None"),
    ])
    .of(&[Transformer])
    .group("Disconnect")
    .why("It is in sight of the transformer, or lockable with its place marked (450.14); without it the plan is asked.");

    /// Where a transformer stands.
    TRANSFORMER_PLACE = Fact::word("transformer_place", "place of the transformer", &[
        ("floor", "On a floor or pad"),
        ("open", "On a wall, a column or a structure, in the open"),
        ("above-ceiling", "Above a suspended ceiling"),
    ])
    .of(&[Transformer])
    .group("Place")
    .why("Dry-type transformers over 50 kVA do not hang above a ceiling (450.13).");
}
