//! Facts about panelboards and their breakers: poles, phases, neutrals, sources.

use crate::domain::facts::FactOwner::{Circuit, Panel, Project};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// The largest number of poles a panelboard is listed for.
    LISTED_POLES = Fact::number("listed_poles", "number of poles it is listed for", "")
        .of(&[Panel])
        .group("Panelboard")
        .why("No more devices are installed than the panelboard is designed and listed for (408.54); without it the slots \
              are taken.");

    /// Whether two poles share each slot of the breaker.
    TANDEM = Fact::yes_no("tandem", "tandem breaker, two poles in a slot")
        .of(&[Circuit])
        .group("Breaker")
        .assumed(Assumed::YesNo(false))
        .why("A tandem counts two poles for each slot it takes (408.54).");

    /// How the phases lie on the bus.
    PHASE_ORDER = Fact::word("phase_order", "order of the phases", &[
        ("abc", "A, B, C from front to back, top to bottom, left to right"),
        ("high-leg-c", "High leg on C"),
        ("other", "Another order"),
    ])
    .of(&[Panel])
    .group("Panelboard")
    .assumed(Assumed::Word("abc"))
    .why("Phases are arranged A, B, C, and the high leg of a delta is B (408.3(E)).");

    /// Whether the panelboard has the utility's meter.
    METERING = Fact::yes_no("contains_meter", "in one section with the meter")
        .of(&[Panel])
        .group("Panelboard")
        .assumed(Assumed::YesNo(false))
        .why("Metering equipment may have the order of phases of the meter (408.3(E)).");

    /// Voltage marked on the breakers: of a panelboard of all, of a circuit of its own.
    BREAKER_VOLTS = Fact::word("breaker_voltage", "voltage rating of the breakers", &[
        ("120", "120 V"),
        ("120/240", "120/240 V"),
        ("240", "240 V"),
        ("277", "277 V"),
        ("480Y/277", "480Y/277 V"),
        ("480", "480 V"),
        ("600Y/347", "600Y/347 V"),
        ("600", "600 V"),
    ])
    .of(&[Panel, Circuit])
    .group("Breaker")
    .why("A slash rating suits only solidly grounded systems within both of its voltages (240.85).");

    /// How the poles of a load open together.
    COMMON_TRIP = Fact::word("trip_together", "how the poles open together", &[
        ("common", "One breaker with common trip"),
        ("handle-tie", "Breakers with identified handle ties"),
        ("independent", "Independent single-pole breakers"),
    ])
    .of(&[Circuit])
    .group("Breaker")
    .assumed(Assumed::Word("common"))
    .why("All ungrounded conductors of a circuit open together (210.4(B), 240.15(B)).");

    /// What the neutral is called that the circuit shares with others.
    SHARED_NEUTRAL = Fact::text("shared_neutral", "neutral shared with other circuits")
        .of(&[Circuit])
        .group("Breaker")
        .why("Circuits that share a neutral are a multiwire branch circuit (210.4); give them all the same name of it.");

    /// Whether the panelboard is the service equipment.
    SERVICE_EQUIPMENT = Fact::yes_no("service_equipment", "is the service equipment")
        .of(&[Panel])
        .group("Panelboard")
        .why("The neutral is bonded in the service equipment and nowhere after it (250.24).");

    /// What keeps a standby source and the normal one apart.
    TRANSFER = Fact::word("transfer", "transfer equipment", &[
        ("none", "None"),
        ("automatic", "Automatic transfer switch"),
        ("manual", "Manual transfer switch"),
        ("interlock", "Listed mechanical interlock"),
    ])
    .of(&[Panel, Circuit])
    .group("Standby power")
    .for_equipment(&["generator"])
    .why("Two sources must not be connected inadvertently (700.5, 701.5, 702.5).");

    /// What the standby source can give.
    STANDBY_CAPACITY = Fact::number("standby_kva", "capacity of the standby source", "kVA")
        .of(&[Panel])
        .group("Standby power")
        .why("Behind an automatic transfer switch the source carries all of the load (702.4).");

    /// The function of a circuit of an essential electrical system.
    ESSENTIAL_FUNCTION = Fact::word("essential_function", "function in the essential system", &[
        ("egress-lighting", "Lighting of means of egress"),
        ("exit-signs", "Exit signs"),
        ("alarms", "Fire alarm, medical gas alarm and other alarms"),
        ("communication", "Hospital communication for emergencies"),
        ("generator-place", "Lighting and receptacles at the generator and transfer switches"),
        ("generator-accessories", "Accessories of the generator"),
        ("elevator-cab", "Cab lighting, control and signals of elevators"),
        ("doors", "Automatic doors of egress"),
        ("patient-care", "Task lighting and receptacles of patient care"),
        ("nurse-call", "Nurse call"),
        ("critical-other", "Another function of the critical branch"),
        ("equipment", "Heating, ventilation, pumps and other equipment"),
        ("not-essential", "Nothing essential"),
    ])
    .of(&[Circuit])
    .group("Standby power")
    .for_occupancies(&["hospital", "nursing-home"])
    .why("Each branch of an essential electrical system serves listed functions only (517.33 to 517.35).");

    /// Rated output current of a source that feeds the busbar back.
    SOURCE_OUTPUT = Fact::number("source_output_a", "rated output of the source", "A")
        .of(&[Circuit])
        .group("Source")
        .for_equipment(&["pv", "storage", "generator"])
        .why("125 % of it count on a busbar (705.12); without it the rating of the device is taken.");

    /// Whether a panelboard supplies a construction site or another temporary installation.
    TEMPORARY = Fact::yes_no("temporary_power", "temporary power")
        .of(&[Panel])
        .group("Panelboard")
        .assumed(Assumed::YesNo(false))
        .why("Receptacles of temporary installations protect people from ground faults (590.6).");

    /// Whether branch circuits of several voltages are told apart.
    IDENTIFIED = Fact::yes_no("systems_identified", "posted identification of conductors by system")
        .of(&[Project])
        .group("Building")
        .why("Where a building has several voltages, conductors are identified by phase and system, and the scheme is posted \
              (210.5(C), 200.6(D)).");
}
