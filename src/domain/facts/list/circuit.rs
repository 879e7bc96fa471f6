//! Facts about branch circuits: what they serve. Those about their conductors stand in `conductors.rs`.

use crate::domain::LoadClass;
use crate::domain::facts::FactOwner::{Circuit, Room};
use crate::domain::facts::{Assumed, Fact, FactOwner};
use crate::nec::RoomKind;

const OWNER: &[FactOwner] = &[Circuit];

facts! {
    /// The equipment a circuit serves, where the Code has a rule for it.
    EQUIPMENT = Fact::word("equipment", "equipment served", &[
        ("general", "Lighting or receptacles in general"),
        ("range", "Range"),
        ("cooktop", "Cooktop"),
        ("oven", "Wall oven"),
        ("dryer", "Clothes dryer"),
        ("dishwasher", "Dishwasher"),
        ("disposer", "Food waste disposer"),
        ("microwave", "Microwave oven"),
        ("refrigerator", "Refrigerator"),
        ("water-heater", "Storage water heater"),
        ("tankless-heater", "Tankless water heater"),
        ("space-heating", "Fixed space heating"),
        ("air-conditioning", "Air conditioner or heat pump"),
        ("motor", "Motor"),
        ("ev", "Electric vehicle supply equipment"),
        ("sump-pump", "Sump pump"),
        ("vending", "Vending machine"),
        ("tire-inflator", "Tire inflation machine"),
        ("vehicle-vacuum", "Vacuum machine for vehicles"),
        ("spray-washer", "High-pressure spray washer"),
        ("water-cooler", "Drinking water cooler"),
        ("sign", "Sign"),
        ("elevator", "Elevator"),
        ("elevator-car", "Lights and receptacles of an elevator car"),
        ("fire-pump", "Fire pump"),
        ("fire-alarm", "Fire alarm"),
        ("deicing", "Deicing or snow melting"),
        ("welder", "Welder"),
        ("pool", "Pool or spa equipment"),
        ("pv", "Photovoltaic inverter"),
        ("storage", "Energy storage"),
        ("generator", "Generator"),
        ("it", "Information technology equipment"),
        ("other", "Other equipment"),
    ])
    .of(OWNER)
    .group("What it serves")
    .why("Many articles have rules for one kind of equipment only (422, 424, 430, 440, 625, 705).");

    /// How many receptacle yokes the circuit serves, or the room has.
    RECEPTACLES = Fact::number("receptacles", "number of receptacles", "")
        .of(&[Circuit, Room])
        .group("What it serves")
        .for_equipment(&["general"])
        .for_classes(&[LoadClass::Receptacle])
        .why("Receptacles count at least 180 VA each (220.14(I)); without it those on the plan are counted.");

    /// The place of the outlets, by its strictest kind.
    LOCATION = Fact::word("location", "location of the outlets", RoomKind::WORDS)
    .of(OWNER)
    .group("What it serves")
    .why("Protection of people depends on the place (210.8, 210.12, 406.9); without it the rooms of the plan are taken.");

    /// Which of the circuits that every dwelling needs it is.
    DWELLING_CIRCUIT = Fact::word("dwelling_circuit", "required dwelling circuit", &[
        ("small-appliance", "Small-appliance circuit"),
        ("laundry", "Laundry circuit"),
        ("bathroom", "Bathroom receptacle circuit"),
        ("garage", "Garage receptacle circuit"),
        ("none", "None of the required circuits"),
    ])
    .of(OWNER)
    .why("A dwelling needs these circuits (210.11(C)), and each small-appliance and laundry circuit counts 1500 VA (220.52).");

    /// Whether the load is the sum of the devices on the plan.
    LOAD_FROM_PLAN = Fact::yes_no("load_from_plan", "load follows the devices of the plan")
        .of(OWNER)
        .assumed(Assumed::YesNo(false))
        .group("What it serves")
        .why("The load is then the sum of the devices on the plan and changes with them; a load that is typed ends it.");
}
