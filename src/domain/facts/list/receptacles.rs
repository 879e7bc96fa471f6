//! Facts about where outlets are: on counters, outside, beside equipment and beds, at switches.

use crate::domain::DeviceKind;
use crate::domain::facts::FactOwner::{Area, Circuit, Device, Panel, Project, Room};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// Height of a counter's top.
    COUNTER_HEIGHT = Fact::number("counter_height_ft", "height of the counter", "ft")
        .of(&[Area])
        .group("Area")
        .assumed(Assumed::Number(3.0))
        .why("Receptacles that serve a counter are at most 20 in above it (210.52(C)(3)).");

    /// Whether a receptacle can be added to an island or peninsula.
    PROVISION = Fact::yes_no("receptacle_provision", "provision for a receptacle")
        .of(&[Area])
        .group("Area")
        .why("Since 2023 an island or peninsula has a receptacle or the provision for one (210.52(C)(2)).");

    /// The side of a dwelling a receptacle outside is at.
    SIDE = Fact::word("dwelling_side", "side of the dwelling", &[
        ("front", "Front"),
        ("back", "Back"),
        ("other", "Another side, a deck or the yard"),
    ])
    .of(&[Device])
    .group("Protection of people")
    .for_devices(&[DeviceKind::Receptacle])
    .for_occupancies(&["one-family", "two-family"])
    .why("There is one at the front and one at the back (210.52(E)(1)); without it opposite sides of the plan are taken.");

    /// Whether a receptacle for servicing is near.
    NEAR_RECEPTACLE = Fact::yes_no("receptacle_within_25_ft", "receptacle within 25 ft on the same level")
        .of(&[Circuit, Device, Panel])
        .group("Protection of people")
        .for_equipment(&["air-conditioning", "space-heating"])
        .for_devices(&[DeviceKind::Equipment])
        .why("Who services equipment finds a receptacle there (210.63); without it the plan is asked.");

    /// Whether a switch has a neutral.
    NEUTRAL = Fact::word("neutral_at_switch", "neutral at the switch", &[
        ("yes", "In the box"),
        ("raceway", "Can be added: raceway, open framing or unfinished space below"),
        ("exempt", "Not needed: full view, several switches, automatic control, snap switch with integral enclosure"),
        ("no", "None"),
    ])
    .of(&[Device])
    .group("Switch")
    .for_devices(&[DeviceKind::Switch])
    .why("Electronic switches need one (404.2(C)); without it what the building says of all of them is taken.");

    /// Whether all switches have a neutral.
    NEUTRALS = Fact::yes_no("neutrals_at_switches", "neutrals at all switches for lighting")
        .of(&[Project])
        .group("Building")
        .why("One answer for all switches (404.2(C)); a switch of the plan may say otherwise.");

    /// Category of a patient care space.
    CARE_SPACE = Fact::word("care_space", "category of the patient care space", &[
        ("general", "General care, category 2"),
        ("critical", "Critical care, category 1"),
        ("operating", "Operating room"),
        ("other", "Basic care or support, no bed"),
    ])
    .of(&[Room])
    .group("Place")
    .for_occupancies(&["hospital", "nursing-home"])
    .why("It decides how many receptacles a bed has (517.18, 517.19).");

    /// Beds in a room.
    BEDS = Fact::number("patient_beds", "patient bed locations", "")
        .of(&[Room])
        .group("Place")
        .for_occupancies(&["hospital", "nursing-home"])
        .why("Receptacles are counted for each (517.18(B), 517.19(B)); without it the beds of the plan are.");

    /// Whether a circuit has two ground-fault return paths.
    REDUNDANT_EGC = Fact::yes_no("redundant_egc", "two EGC paths: metal raceway and insulated conductor")
        .of(&[Circuit])
        .group("Wiring")
        .for_occupancies(&["hospital", "nursing-home"])
        .why("Circuits of patient care have both (517.13).");

    /// Kind of a luminaire in a closet.
    CLOSET_LUMINAIRE = Fact::word("closet_luminaire", "kind of the luminaire in the closet", &[
        ("surface", "Surface-mounted incandescent or LED, enclosed"),
        ("recessed", "Recessed, enclosed"),
        ("fluorescent", "Surface-mounted fluorescent, or LED listed for the storage space"),
        ("open", "Open or partly open lamp"),
    ])
    .of(&[Device])
    .group("Luminaire")
    .for_devices(&[DeviceKind::Luminaire])
    .why("It decides the distance from what is stored in a closet (410.16).");
}
