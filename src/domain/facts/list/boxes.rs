//! Facts about boxes of the plan: what is in them, and how they are pulled through.

use crate::domain::DeviceKind;
use crate::domain::facts::FactOwner::Device;
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Device];

facts! {
    /// Volume of the box.
    VOLUME = Fact::number("box_volume_in3", "volume of the box", "in³")
        .of(OWNER)
        .why("A box has room for what is in it (314.16(A)).");

    /// Conductors that end or are spliced in the box, or pass through it.
    CONDUCTORS = Fact::text("box_conductors", "conductors in the box")
        .of(OWNER)
        .why("Each takes room by its size (314.16(B)(1)); written as '6 #12, 2 #14', without equipment grounding conductors.");

    /// Equipment grounding conductors in the box.
    EGCS = Fact::text("box_egcs", "EGCs in the box")
        .of(OWNER)
        .why("Together they take the room of one, and more beyond four since 2020 (314.16(B)(5)); written as '3 #12'.");

    /// Gangs of devices in the box.
    YOKES = Fact::number("box_yokes", "gangs of devices in the box", "")
        .of(OWNER)
        .why("A device takes the room of two conductors for each gang (314.16(B)(4)).");

    /// Whether clamps reach into the box.
    CLAMPS = Fact::yes_no("box_clamps", "clamps inside the box")
        .of(OWNER)
        .why("Clamps inside take the room of one conductor (314.16(B)(2)).");

    /// Kinds of fittings in the box.
    FITTINGS = Fact::number("box_fittings", "kinds of studs and hickeys in the box", "")
        .of(OWNER)
        .assumed(Assumed::Number(0.0))
        .why("Each kind takes the room of one conductor (314.16(B)(3)).");

    /// How conductors are pulled through the box.
    PULL = Fact::word("pull", "kind of pull", &[
        ("straight", "Straight"),
        ("angle", "Angle, U or splice"),
    ])
    .of(OWNER)
    .for_devices(&[DeviceKind::JunctionBox])
    .why("Pull boxes of conductors from 4 AWG are measured by it (314.28(A)).");

    /// The largest conductor pulled through the box.
    PULLED = Fact::wire_size("largest_pulled", "largest conductor pulled through the box")
        .of(OWNER)
        .for_devices(&[DeviceKind::JunctionBox])
        .why("Only with conductors of 4 AWG and larger are pull boxes measured (314.28(A)).");

    /// Raceways that enter one wall.
    PULL_RACEWAYS = Fact::text("pull_raceways", "trade sizes of the raceways of one wall")
        .of(OWNER)
        .for_devices(&[DeviceKind::JunctionBox])
        .why("The largest and the sum of the others decide (314.28(A)); written as '3, 2, 2'.");

    /// Distance to the opposite wall.
    PULL_DISTANCE = Fact::number("pull_distance_in", "distance to the opposite wall", "in")
        .of(OWNER)
        .for_devices(&[DeviceKind::JunctionBox])
        .why("It has a least length (314.28(A)).");
}
