//! Facts about grounding and bonding: of the service, of transformers, and of panelboards in other buildings.

use crate::domain::facts::FactOwner::{Panel, Service, Transformer};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// Size of the grounding electrode conductor.
    GEC = Fact::wire_size("gec_size", "size of the grounding electrode conductor")
        .of(&[Service, Transformer])
        .why("It has a least size by the area of the ungrounded conductors (250.66, 250.30(A)(5)).");

    /// Metal of the grounding electrode conductor.
    GEC_MATERIAL = Fact::word("gec_material", "metal of the grounding electrode conductor", &[
        ("Cu", "Copper"),
        ("Al", "Aluminum"),
    ])
    .of(&[Service, Transformer])
    .assumed(Assumed::Word("Cu"))
    .why("Table 250.66 has a size for each metal.");

    /// The electrode that the grounding electrode conductor leads to.
    ELECTRODE = Fact::word("electrode", "grounding electrode", &[
        ("water-pipe", "Metal underground water pipe"),
        ("steel", "Metal in-ground support structure"),
        ("concrete", "Concrete encased"),
        ("ring", "Ground ring"),
        ("rods", "Rods, pipes or plates"),
        ("none", "None"),
    ])
    .of(&[Service])
    .why("Every service has a grounding electrode system (250.50), and some electrodes cap their conductor (250.66).");

    /// The electrode that supplements a water pipe.
    SECOND_ELECTRODE = Fact::word("second_electrode", "electrode beside the water pipe", &[
        ("steel", "Metal in-ground support structure"),
        ("concrete", "Concrete encased"),
        ("ring", "Ground ring"),
        ("rods", "Rods, pipes or plates"),
        ("none", "None"),
    ])
    .of(&[Service])
    .why("A water pipe is supplemented by another electrode (250.53(D)(2)).");

    /// How many rods, pipes or plates there are.
    RODS = Fact::number("rods", "number of rods, pipes or plates", "")
        .of(&[Service])
        .why("A single one is supplemented unless its resistance is low (250.53(A)(2)).");

    /// Distance between rods.
    ROD_SPACING = Fact::number("rod_spacing_ft", "distance between the rods", "ft")
        .of(&[Service])
        .why("Rods, pipes and plates stand 6 ft apart (250.53(A)(3)).");

    /// Resistance of a single rod to earth.
    ROD_OHMS = Fact::number("rod_ohms", "resistance of the rod to earth", "Ω")
        .of(&[Service])
        .why("A single rod with 25 Ω or less needs no other electrode (250.53(A)(2) Exception).");

    /// Size of the ground ring.
    RING_SIZE = Fact::wire_size("ring_size", "size of the ground ring")
        .of(&[Service])
        .why("The conductor to a ground ring need not be larger than the ring (250.66(C)).");

    /// Size of the service neutral, of one set.
    NEUTRAL_SIZE = Fact::wire_size("service_neutral_size", "size of the service neutral")
        .of(&[Service])
        .why("The grounded conductor of a service has a least size of its own (250.24).");

    /// Size of the main bonding jumper.
    MAIN_JUMPER = Fact::wire_size("main_bonding_jumper", "size of the main bonding jumper")
        .of(&[Service])
        .why("A main bonding jumper that does not come with listed equipment has a least size (250.28(D)).");

    /// Where the neutral of the secondary is bonded.
    SYSTEM_BOND = Fact::word("system_bond", "bond of the secondary neutral", &[
        ("transformer", "At the transformer"),
        ("disconnect", "At the first disconnecting means"),
        ("both", "At both"),
        ("none", "Nowhere"),
    ])
    .of(&[Transformer])
    .group("Grounding")
    .why("The neutral of a separately derived system is bonded once (250.30(A)(1)).");

    /// Size of the system bonding jumper.
    SYSTEM_JUMPER = Fact::wire_size("system_bonding_jumper", "size of the system bonding jumper")
        .of(&[Transformer])
        .why("A system bonding jumper that is a conductor has a least size (250.28(D)).");

    /// Whether a panelboard stands in a building of its own.
    SEPARATE_BUILDING = Fact::yes_no("separate_building", "in a separate building")
        .of(&[Panel])
        .assumed(Assumed::YesNo(false))
        .why("Feeders to separate buildings have rules of their own (250.32, 225.30).");

    /// Whether the neutral is bonded to the enclosure.
    NEUTRAL_BONDED = Fact::yes_no("neutral_bonded", "neutral bonded to the enclosure")
        .of(&[Panel])
        .why("Downstream of the service the neutral is bonded nowhere (250.24(A)(5), 250.32(B)).");

    /// Whether an existing feeder to a building has no equipment grounding conductor.
    FED_WITHOUT_EGC = Fact::yes_no("fed_without_egc", "existing feeder without an EGC")
        .of(&[Panel])
        .assumed(Assumed::YesNo(false))
        .why("Existing wiring of that kind may keep its neutral bonded (250.32(B)(1) Exception).");
}
