//! Facts about equipment with articles of its own: heaters, elevators, vehicle supply.

use crate::domain::LoadClass;
use crate::domain::facts::FactOwner::Circuit;
use crate::domain::facts::{Assumed, Fact, FactOwner};

const OWNER: &[FactOwner] = &[Circuit];

facts! {
    /// How much a storage water heater holds.
    TANK = Fact::number("tank_gal", "capacity of the tank", "gal")
        .of(OWNER)
        .for_equipment(&["water-heater"])
        .why("Storage water heaters to 120 gal count as continuous load (422.13).");

    /// Whether the elements of a large heater are subdivided.
    SUBDIVIDED = Fact::yes_no("heater_subdivided", "elements subdivided at the heater")
        .of(OWNER)
        .for_equipment(&["space-heating"])
        .for_classes(&[LoadClass::Heating])
        .why("Heaters over 48 A are subdivided into loads of at most 48 A behind at most 60 A (424.22(B)).");

    /// Whether there is a disconnect that can be locked open.
    LOCKABLE_DISCONNECT = Fact::yes_no("lockable_disconnect", "disconnect that can be locked open")
        .of(OWNER)
        .for_equipment(&["elevator"])
        .why("Elevators have one that opens all conductors of the drive (620.51).");

    /// Whether an elevator's devices are selectively coordinated.
    COORDINATED = Fact::yes_no("selectively_coordinated", "selectively coordinated with all devices ahead")
        .of(OWNER)
        .for_equipment(&["elevator"])
        .why("Where one feeder serves more than one elevator a fault in one leaves the others running (620.62).");

    /// Whether energy management limits the load of vehicle supply.
    LOAD_MANAGED = Fact::yes_no("load_managed", "limited by energy management")
        .of(OWNER)
        .for_equipment(&["ev"])
        .for_classes(&[LoadClass::ElectricVehicle])
        .assumed(Assumed::YesNo(false))
        .why("Vehicle supply so limited counts with its setting and may share a circuit (625.40, 625.42).");
}
