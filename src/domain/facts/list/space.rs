//! Facts about the space in front of, above and around equipment, and about the ways out.

use crate::domain::facts::FactOwner::{Area, Opening, Panel, Room, Wall};
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Panel];

facts! {
    /// What stands across from live parts.
    CONDITION = Fact::word("working_condition", "condition of the working space", &[
        ("1", "Nothing live or grounded across"),
        ("2", "Grounded parts across; concrete, brick and tile are grounded"),
        ("3", "Live parts across"),
    ])
    .of(OWNER)
    .group("Working space")
    .why("It decides the depth of the working space (Table 110.26(A)(1)); without it the plan is asked.");

    /// Width of the enclosure.
    WIDTH = Fact::number("enclosure_width_in", "width of the enclosure", "in")
        .of(OWNER)
        .group("Working space")
        .why("The working space is as wide, 30 in at least (110.26(A)(2)); without it cabinets on and in walls count 20 in.");

    /// Depth of the enclosure.
    DEPTH = Fact::number("enclosure_depth_in", "depth of the enclosure", "in")
        .of(OWNER)
        .group("Working space")
        .why("Working space begins at its front (110.26(A)(1)); without it cabinets on walls count 6 in, those in walls none.");

    /// Whether its doors open.
    DOORS_OPEN = Fact::yes_no("doors_open_90", "doors of the enclosure open 90°")
        .of(OWNER)
        .group("Working space")
        .assumed(Assumed::YesNo(true))
        .why("Hinged panels and doors of the equipment open 90° at least (110.26(A)(2)).");

    /// Height of the highest handle of an overcurrent device.
    HANDLE_HEIGHT = Fact::number("handle_height_ft", "height of the highest handle", "ft")
        .of(OWNER)
        .group("Working space")
        .why("It is 6 ft 7 in at most (240.24(A), 404.8(A)).");

    /// Height of the top of the equipment.
    TOP_HEIGHT = Fact::number("equipment_top_ft", "height of the top of the equipment", "ft")
        .of(OWNER)
        .group("Working space")
        .why("The dedicated space goes on 6 ft above it (110.26(E)).");

    /// Whether one entrance is enough.
    ONE_ENTRANCE = Fact::yes_no("one_entrance_suffices", "way out unobstructed, or twice the depth of working space")
        .of(OWNER)
        .group("Working space")
        .assumed(Assumed::YesNo(false))
        .why("Then one entrance is enough for large equipment (110.26(C)(2)(a), (b)).");

    /// Clear height of a room.
    HEADROOM = Fact::number("headroom_ft", "headroom", "ft")
        .of(&[Room])
        .group("Place")
        .why("Working space is 6.5 ft high at least (110.26(A)(3)).");

    /// Whether a surface is at ground.
    GROUNDED = Fact::yes_no("grounded_surface", "concrete, brick, tile or other grounded surface")
        .of(&[Wall, Area])
        .group("Surface")
        .why("Across from live parts it asks for more depth above 150 V to ground (Table 110.26(A)(1)).");

    /// Hardware of a door.
    PANIC_HARDWARE = Fact::yes_no("panic_hardware", "listed panic or fire exit hardware")
        .of(&[Opening])
        .group("Opening")
        .why("Doors near equipment of 800 A and more have it (110.26(C)(3)).");

    /// Underside of what another trade runs.
    UNDERSIDE = Fact::number("bottom_height_ft", "height of the underside", "ft")
        .of(&[Area])
        .group("Area")
        .why("Nothing foreign runs through the dedicated space above equipment (110.26(E)).");
}
