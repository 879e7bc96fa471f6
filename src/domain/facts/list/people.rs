//! Facts that decide the protection of people: what protects outlets, where panelboards stand, what rooms are for.

use crate::domain::facts::FactOwner::{Circuit, Device, Panel, Project, Room};
use crate::domain::facts::{Assumed, Fact};
use crate::domain::{DeviceKind, LoadClass};
use crate::nec::RoomKind;

facts! {
    /// Whether a GFCI receptacle or a device ahead of it protects the outlet; a breaker with GFCI has a column of its own.
    GFCI_AT_OUTLET = Fact::yes_no("gfci_at_outlet", "GFCI at the outlet")
        .of(&[Circuit, Device])
        .group("Protection of people")
        .why("Receptacles and appliances may be protected where they stand instead of at the breaker (210.8).");

    /// Whether a listed outlet device gives the arc-fault protection.
    AFCI_AT_OUTLET = Fact::yes_no("afci_at_outlet", "AFCI at the first outlet with the wiring 210.12 asks for")
        .of(&[Circuit])
        .group("Protection of people")
        .assumed(Assumed::YesNo(false))
        .why("An outlet device may stand for a breaker where the wiring up to it is protected (210.12).");

    /// Whether a receptacle is there for servicing equipment.
    SERVICING = Fact::yes_no("servicing_receptacle", "receptacle for servicing equipment")
        .of(&[Circuit, Device])
        .group("Protection of people")
        .assumed(Assumed::YesNo(false))
        .why("The receptacle that 210.63 asks for has GFCI protection of its own (210.8(E)).");

    /// Whether receptacles are of the weather-resistant type.
    WEATHER_RESISTANT = Fact::yes_no("weather_resistant", "weather-resistant")
        .of(&[Circuit, Device])
        .group("Protection of people")
        .why("Receptacles in damp and wet places are weather-resistant (406.9).");

    /// Whether the enclosure is weatherproof with a plug inserted, or, in a damp place, while covered.
    IN_USE_COVER = Fact::yes_no("in_use_cover", "weatherproof cover")
        .of(&[Circuit, Device])
        .group("Protection of people")
        .why("Receptacles in wet places have a cover that is weatherproof in use (406.9(B)).");

    /// Whether all 15 and 20 A receptacles of the building are tamper-resistant.
    TAMPER_THROUGHOUT = Fact::yes_no("tamper_resistant_throughout", "tamper-resistant receptacles throughout")
        .of(&[Project])
        .group("Protection of people")
        .why("One answer for all receptacles (406.12); a receptacle of the plan may say otherwise.");

    /// Height of the box of a device.
    HEIGHT = Fact::number("height_ft", "height above the floor", "ft")
        .of(&[Device])
        .group("Protection of people")
        .for_devices(&[DeviceKind::Receptacle, DeviceKind::Luminaire])
        .why("Receptacles over 5.5 ft need no tamper resistance and count for no wall (406.12, 210.52); without it the usual \
              height of the symbol is taken.");

    /// Whether HVAC equipment falls under the exception that ended in 2026.
    LISTED_HVAC = Fact::yes_no("listed_hvac", "listed HVAC equipment installed before September 2026")
        .of(&[Circuit])
        .group("Protection of people")
        .for_equipment(&["air-conditioning"])
        .for_classes(&[LoadClass::Cooling])
        .why("Until then outdoor HVAC equipment of dwellings needed no GFCI protection (210.8(F)).");

    /// Whether a panelboard or a room is that of a dwelling unit.
    DWELLING_UNIT = Fact::yes_no("dwelling_unit_panel", "serves a dwelling unit")
        .of(&[Panel, Room])
        .group("Protection of people")
        .why("In a multifamily building the rules of dwelling units end where the common spaces begin (210.8, 210.12).");

    /// The room of a panelboard, where neither its location nor the plan names it.
    PANEL_PLACE = Fact::word("panel_place", "place of the panelboard", RoomKind::WORDS)
        .of(&[Panel])
        .group("Protection of people")
        .why("Overcurrent devices are kept out of closets and bathrooms and off stairs (240.24(D) to (F)).");

    /// Whether a wall switch controls a receptacle.
    SWITCHED = Fact::yes_no("switched_receptacle", "controlled by a wall switch")
        .of(&[Device])
        .group("Protection of people")
        .for_devices(&[DeviceKind::Receptacle])
        .assumed(Assumed::YesNo(false))
        .why("In habitable rooms a switched receptacle may stand for a lighting outlet (210.70(A)(1)).");

    /// How many lighting outlets a room has.
    LIGHTING_OUTLETS = Fact::number("lighting_outlets", "number of lighting outlets", "")
        .of(&[Room])
        .group("Protection of people")
        .why("Rooms of dwellings have one (210.70(A)); without it those on the plan are counted.");

    /// Bays of a garage.
    VEHICLE_BAYS = Fact::number("vehicle_bays", "number of vehicle bays", "")
        .of(&[Room])
        .group("Protection of people")
        .assumed(Assumed::Number(1.0))
        .why("A garage has a receptacle for each vehicle bay (210.52(G)).");

    /// Whether a room is wired by Article 645.
    ARTICLE_645 = Fact::yes_no("article_645", "wired by Article 645")
        .of(&[Room])
        .group("Protection of people")
        .assumed(Assumed::YesNo(false))
        .why("The rules of information technology rooms hold where a designer chooses them (645.4).");

    /// Whether a disconnect at the doors turns off the equipment and the air of such a room.
    IT_DISCONNECT = Fact::yes_no("it_disconnect", "disconnect for equipment and air at the doors")
        .of(&[Room])
        .group("Protection of people")
        .why("A room wired by Article 645 can be turned off (645.10).");
}
