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

    /// Height above a roof exposed to the sun, inches.
    ROOFTOP_HEIGHT = Fact::number("rooftop_height_in", "height above a sunlit roof", "in")
        .of(OWNERS)
        .group("Wiring")
        .why("Close above a sunlit roof the ambient counts 33 °C higher (310.15(B)(2)); without it there is no roof.");

    /// Whether the conductors lie dry.
    WIRING_LOCATION = Fact::word("wiring_location", "location of the conductors", &[
        ("dry", "Dry"),
        ("damp", "Damp"),
        ("wet", "Wet, or underground"),
    ])
    .of(OWNERS)
    .group("Wiring")
    .assumed(Assumed::Word("dry"))
    .why("Some insulations carry less where it is wet, some are not permitted there (310.4, 334.12(B)).");

    /// Whether more than half of the load is nonlinear.
    NONLINEAR = Fact::yes_no("nonlinear_load", "most of the load is nonlinear")
        .of(OWNERS)
        .group("Wiring")
        .why("The neutral of a four-wire wye circuit then counts as current-carrying (310.15(E)(3)).");

    /// Whether RHH, RHW and RHW-2 have a covering over the insulation.
    OUTER_COVERING = Fact::yes_no("outer_covering", "outer covering over the insulation")
        .of(OWNERS)
        .group("Wiring")
        .why("RHH, RHW and RHW-2 take more room with an outer covering (Chapter 9 Table 5).");

    /// How many of the parallel sets share one raceway.
    SETS_IN_RACEWAY = Fact::number("sets_in_raceway", "parallel sets in one raceway", "")
        .of(OWNERS)
        .group("Wiring")
        .assumed(Assumed::Number(1.0))
        .why("Fill, adjustment and grounding conductors go by what lies in one raceway (310.15(C)(1), 250.122(F)).");

    /// How many equipment grounding conductors the parallel sets have, all raceways together.
    EGCS = Fact::number("egc_count", "number of EGCs of the parallel sets", "")
        .of(OWNERS)
        .group("Wiring")
        .why("Every parallel raceway has an EGC of its own (250.122(F)).");

    /// The size that would have done before it was enlarged.
    SIZE_BEFORE = Fact::wire_size("size_before_enlarging", "size before it was enlarged")
        .of(OWNERS)
        .group("Wiring")
        .why("The EGC grows in proportion (250.122(B)); without it the smallest size for the device is taken.");

    /// How the conductors of the circuit keep together.
    GROUPING = Fact::word("conductor_grouping", "grouping of the conductors", &[
        ("together", "All in one raceway or cable, each parallel set complete"),
        ("isolated-phase", "Parallel conductors, one phase to a nonmetallic raceway underground"),
        ("split", "In different raceways or cables"),
    ])
    .of(OWNERS)
    .group("Wiring")
    .assumed(Assumed::Word("together"))
    .why("All conductors of a circuit lie together (300.3(B)).");

    /// Voltage rating of the insulation.
    INSULATION_VOLTS = Fact::number("insulation_v", "voltage rating of the insulation", "V")
        .of(OWNERS)
        .group("Wiring")
        .assumed(Assumed::Number(600.0))
        .why("It is at least the highest circuit voltage in the same raceway (300.3(C)(1)).");

    /// Whether the cable is service-entrance cable inside thermal insulation.
    SE_IN_INSULATION = Fact::yes_no("se_in_thermal_insulation", "SE cable in thermal insulation")
        .of(OWNERS)
        .group("Wiring")
        .assumed(Assumed::YesNo(false))
        .why("SE cable in thermal insulation keeps to its 60 °C ampacity (338.10(B)(4)(a)).");

    /// How NM cable runs.
    NM_PLACE = Fact::word("nm_place", "place of the NM cable", &[
        ("concealed", "Concealed within walls, floors or ceilings"),
        ("raceway", "In a raceway"),
        ("exposed", "Exposed"),
        ("dropped-ceiling", "Exposed above a dropped or suspended ceiling"),
        ("masonry", "Embedded in masonry, concrete or plaster"),
    ])
    .of(OWNERS)
    .group("Wiring")
    .why("NM cable is permitted in some places only (334.10, 334.12).");
}
