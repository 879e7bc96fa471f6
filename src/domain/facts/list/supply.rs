//! Facts about services, large devices, surge protection, taps and other buildings.

use crate::domain::facts::FactOwner::{Circuit, Feeder, Panel, Service};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// Whether ground faults of equipment are cleared by a protection of their own.
    GROUND_FAULT = Fact::yes_no("gfpe", "ground-fault protection of equipment")
        .of(&[Service, Feeder, Circuit])
        .group("Large devices")
        .why("Disconnects of 1,000 A and more on 480Y/277 V and similar systems have it (230.95, 215.10, 210.13).");

    /// Whether a nonorderly shutdown would bring additional hazards.
    CONTINUOUS_PROCESS = Fact::yes_no("continuous_process", "continuous industrial process")
        .of(&[Service, Feeder, Circuit])
        .group("Large devices")
        .assumed(Assumed::YesNo(false))
        .why("A process that must not stop at once needs no ground-fault protection of equipment (230.95, 215.10, 210.13).");

    /// How a large device clears arcing faults sooner.
    ARC_ENERGY = Fact::word("arc_energy_reduction", "method to reduce arc energy", &[
        ("none", "None"),
        ("zone-selective", "Zone-selective interlocking"),
        ("differential", "Differential relaying"),
        ("maintenance-switch", "Energy-reducing maintenance switch"),
        ("active-mitigation", "Active arc flash mitigation"),
        ("instantaneous-trip", "Instantaneous trip below the arcing current"),
        ("instantaneous-override", "Instantaneous override below the arcing current"),
        ("current-limiting", "Current-limiting device that clears in 0.07 s"),
        ("other", "Another equivalent means"),
    ])
    .of(&[Service, Feeder, Circuit, Panel])
    .group("Large devices")
    .why("Breakers that can be set to 1,200 A and more, and fuses of that rating, need one (240.87, 240.67).");

    /// The largest current an adjustable trip can be set to.
    LARGEST_SETTING = Fact::number("largest_setting_a", "largest setting of the trip", "A")
        .of(&[Service, Feeder, Circuit, Panel])
        .group("Large devices")
        .why("The arc energy of a breaker is judged by its largest setting (240.87); without it the rating is taken.");

    /// Whether the device is a breaker or a set of fuses.
    DEVICE_KIND = Fact::word("ocpd_kind", "kind of the overcurrent device", &[
        ("breaker", "Circuit breaker"),
        ("fuse", "Fuses"),
    ])
    .of(&[Service, Feeder])
    .group("Large devices")
    .assumed(Assumed::Word("breaker"))
    .why("Breakers and fuses have sections of their own on arc energy (240.87, 240.67).");

    /// How several service disconnects are kept apart.
    DISCONNECT_GROUPING = Fact::word("service_disconnect_grouping", "enclosures of the service disconnects", &[
        ("separate", "Separate enclosures or compartments"),
        ("one", "One enclosure without barriers"),
    ])
    .of(&[Service])
    .group("Service")
    .why("Since 2020 several disconnects do not share an enclosure without barriers (230.71(B)).");

    /// Whether firefighters can disconnect the dwelling from outdoors.
    EMERGENCY_DISCONNECT = Fact::yes_no("emergency_disconnect", "emergency disconnect outdoors")
        .of(&[Service])
        .group("Service")
        .for_occupancies(&["one-family", "two-family"])
        .why("One- and two-family dwellings have one since 2020 (230.85).");

    /// Type of the surge protective device.
    SURGE = Fact::word("surge_protection", "surge protective device", &[
        ("none", "None"),
        ("type-1", "Type 1"),
        ("type-2", "Type 2"),
        ("type-3", "Type 3 or 4"),
    ])
    .of(&[Service, Feeder])
    .group("Surge protection")
    .for_occupancies(&["one-family", "two-family", "multifamily", "dormitory", "hotel", "nursing-home"])
    .why("Services and feeders of dwellings and sleeping places have one of type 1 or 2 (230.67, 215.18, 225.42).");

    /// Its nominal discharge current.
    SURGE_KA = Fact::number("surge_ka", "nominal discharge current of the surge protective device", "kA")
        .of(&[Service, Feeder])
        .group("Surge protection")
        .for_occupancies(&["one-family", "two-family", "multifamily", "dormitory", "hotel", "nursing-home"])
        .why("It is at least 10 kA since 2023 (230.67(E), 215.18(E)).");

    /// How many services supply the building.
    SERVICES = Fact::number("services", "number of services of the building", "")
        .of(&[Service])
        .group("Service")
        .assumed(Assumed::Number(1.0))
        .why("A building has one service unless there is a reason for more (230.2).");

    /// Why the building has more than one service.
    SERVICES_WHY = Fact::word("services_why", "reason for more than one service", &[
        ("none", "None"),
        ("fire-pump", "Fire pump"),
        ("emergency", "Emergency, standby or parallel power"),
        ("occupants", "Several occupants without a common space for equipment"),
        ("large", "Area so large that one service does not reach"),
        ("capacity", "More than 2,000 A at 1,000 V or less, or more than the utility supplies"),
        ("characteristics", "Different voltages, frequencies, phases or rates"),
        ("enclosures", "Two to six disconnects in separate enclosures at one place"),
    ])
    .of(&[Service])
    .group("Service")
    .why("More than one service needs one of the listed reasons (230.2(A) to (D)).");

    /// Rated output current of all sources that are connected ahead of the service disconnect.
    SUPPLY_SIDE_SOURCE = Fact::number("supply_side_source_a", "output of sources ahead of the service disconnect", "A")
        .of(&[Service])
        .group("Sources ahead of the disconnect")
        .assumed(Assumed::Number(0.0))
        .why("Sources ahead of the disconnect together give no more than the service is rated for (705.11).");

    /// Size of their conductors.
    SUPPLY_SIDE_SIZE = Fact::wire_size("supply_side_conductor_size", "conductors of sources ahead of the service disconnect")
        .of(&[Service])
        .group("Sources ahead of the disconnect")
        .why("They are 6 AWG copper or 4 AWG aluminum or larger (705.11).");

    /// Metal of their conductors.
    SUPPLY_SIDE_MATERIAL = Fact::word("supply_side_conductor_material", "metal of the conductors of those sources", &[
        ("Cu", "Copper"),
        ("Al", "Aluminum"),
    ])
    .of(&[Service])
    .group("Sources ahead of the disconnect")
    .assumed(Assumed::Word("Cu"))
    .why("The least size differs by metal (705.11).");

    /// How far their overcurrent device is from the connection.
    SUPPLY_SIDE_LENGTH = Fact::number("supply_side_ocpd_ft", "conductors from the connection to the device of those sources", "ft")
        .of(&[Service])
        .group("Sources ahead of the disconnect")
        .why("Their overcurrent device is within 10 ft of the connection (705.11).");

    /// Whether a label at the service tells about arc flash.
    ARC_FLASH_LABEL = Fact::yes_no("arc_flash_label", "arc flash label with values")
        .of(&[Service])
        .group("Marking")
        .why("Large service equipment of other than dwellings is marked with the values of its arc flash hazard (110.16(B)).");

    /// Whether the available fault current and its date are marked.
    FAULT_CURRENT_MARKED = Fact::yes_no("fault_current_marked", "marking of the available fault current and its date")
        .of(&[Service])
        .group("Marking")
        .why("Service equipment of other than dwellings is marked with the available fault current (110.24).");

    /// Whether a directory at the service tells of all sources.
    SOURCE_DIRECTORY = Fact::yes_no("source_directory", "directory of all power sources")
        .of(&[Service])
        .group("Marking")
        .why("Where several sources supply a building, a plaque says where each is disconnected (705.10).");

    /// Rating of the disconnect at the other building; 0 where there is none.
    BUILDING_DISCONNECT = Fact::number("building_disconnect_a", "rating of the building's disconnect", "A")
        .of(&[Feeder])
        .group("Fed from")
        .why("It has a least rating by what it supplies (225.39); a main breaker of the panelboard counts as one.");

    /// The rule under which conductors are smaller than the device ahead of them.
    TAP = Fact::word("tap", "tap or secondary under", &[
        ("none", "No tap rule"),
        ("10-ft", "10 ft rule"),
        ("25-ft", "25 ft rule"),
        ("outside", "Outside of unlimited length"),
    ])
    .of(&[Feeder])
    .group("Fed from")
    .assumed(Assumed::Word("none"))
    .why("Tap conductors have rules of their own instead of protection at their ampacity (240.21(B), (C)).");

    /// Whether a tap leaves the enclosure in which it begins.
    LEAVES_ENCLOSURE = Fact::yes_no("leaves_enclosure", "leaves the enclosure where the tap is made")
        .of(&[Feeder])
        .group("Fed from")
        .assumed(Assumed::YesNo(true))
        .why("Only a tap that leaves has to carry a tenth of the device ahead (240.21(B)(1)(4)).");

    /// Whether the assembly with the device is listed for all of its rating.
    LISTED_100 = Fact::yes_no("listed_100", "device listed for 100 % of its rating")
        .of(&[Feeder, Circuit])
        .group("Large devices")
        .assumed(Assumed::YesNo(false))
        .why("Such a device carries a continuous load without the 25 % (210.20(A), 215.3).");
}
