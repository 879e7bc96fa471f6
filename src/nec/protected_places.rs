//! Where people are protected: ground-fault and arc-fault protection by kind of place and edition.
//!
//! From a public transcription of 2020 and 2023; 2017 and 2026 from memory. Voltages and amperes are not here, and neither
//! are the exceptions for single devices.

use crate::nec::{Edition, RoomKind};

/// Whether outlets in a place are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protected {
    Yes,
    No,
    /// Something smaller than the room decides: the distance to a sink, whether a place is wet.
    Depends,
}

/// Returns whether receptacles in a place of a dwelling unit have ground-fault protection (210.8(A)).
pub fn gfci_in_dwelling(place: RoomKind, edition: Edition) -> Protected {
    use RoomKind as Room;
    match place {
        Room::Bathroom
        | Room::Kitchen
        | Room::Laundry
        | Room::Garage
        | Room::ServiceBay
        | Room::Basement
        | Room::CrawlSpace
        | Room::Outdoors
        | Room::Roof
        | Room::Boathouse
        | Room::LockerRoom
        | Room::Sink => Protected::Yes,
        Room::FinishedBasement | Room::Damp if edition >= Edition::E2020 => Protected::Yes,
        Room::FinishedBasement | Room::Damp => Protected::No,
        Room::FoodPreparation if edition >= Edition::E2023 => Protected::Yes,
        Room::FoodPreparation | Room::Janitor => Protected::Depends,
        Room::Dining
        | Room::Living
        | Room::Bedroom
        | Room::Closet
        | Room::Hallway
        | Room::Foyer
        | Room::Stairs
        | Room::Attic
        | Room::GuestRoom
        | Room::PatientRoom
        | Room::Classroom
        | Room::Office
        | Room::MeetingRoom
        | Room::Lobby
        | Room::ElectricalRoom
        | Room::MechanicalRoom
        | Room::ItRoom
        | Room::Elevator
        | Room::Storage
        | Room::Production
        | Room::Other => Protected::No,
    }
}

/// Returns whether receptacles in a place other than a dwelling unit have ground-fault protection (210.8(B)).
pub fn gfci_elsewhere(place: RoomKind, edition: Edition) -> Protected {
    use RoomKind as Room;
    match place {
        Room::Bathroom
        | Room::Kitchen
        | Room::Garage
        | Room::ServiceBay
        | Room::Basement
        | Room::CrawlSpace
        | Room::Outdoors
        | Room::Roof
        | Room::LockerRoom
        | Room::Sink => Protected::Yes,
        Room::Laundry | Room::Damp if edition >= Edition::E2020 => Protected::Yes,
        Room::Laundry => Protected::No,
        Room::FoodPreparation if edition >= Edition::E2023 => Protected::Yes,
        // Indoors only wet places were listed in 2017.
        Room::FoodPreparation | Room::Damp | Room::Janitor => Protected::Depends,
        Room::FinishedBasement
        | Room::Boathouse
        | Room::Dining
        | Room::Living
        | Room::Bedroom
        | Room::Closet
        | Room::Hallway
        | Room::Foyer
        | Room::Stairs
        | Room::Attic
        | Room::GuestRoom
        | Room::PatientRoom
        | Room::Classroom
        | Room::Office
        | Room::MeetingRoom
        | Room::Lobby
        | Room::ElectricalRoom
        | Room::MechanicalRoom
        | Room::ItRoom
        | Room::Elevator
        | Room::Storage
        | Room::Production
        | Room::Other => Protected::No,
    }
}

/// Returns whether circuits in a place of a dwelling unit have arc-fault protection (210.12(A), (B) since 2023).
pub fn afci_in_dwelling(place: RoomKind) -> bool {
    use RoomKind as Room;
    match place {
        Room::Kitchen
        | Room::Dining
        | Room::Living
        | Room::Bedroom
        | Room::Closet
        | Room::Hallway
        | Room::Foyer
        | Room::Laundry
        | Room::FinishedBasement
        | Room::Office
        | Room::FoodPreparation => true,
        Room::Bathroom
        | Room::Stairs
        | Room::Garage
        | Room::ServiceBay
        | Room::Basement
        | Room::CrawlSpace
        | Room::Attic
        | Room::Outdoors
        | Room::Roof
        | Room::Boathouse
        | Room::Damp
        | Room::LockerRoom
        | Room::Sink
        | Room::GuestRoom
        | Room::PatientRoom
        | Room::Classroom
        | Room::MeetingRoom
        | Room::Lobby
        | Room::ElectricalRoom
        | Room::MechanicalRoom
        | Room::ItRoom
        | Room::Elevator
        | Room::Janitor
        | Room::Storage
        | Room::Production
        | Room::Other => false,
    }
}

/// Returns whether the outlets of an appliance have ground-fault protection wherever it stands (210.8(D), 422.5), by the
/// words for equipment of a circuit. Dishwashers were a matter of dwellings in 2017.
pub fn gfci_appliance(equipment: &str, edition: Edition) -> bool {
    match equipment {
        "vehicle-vacuum" | "tire-inflator" | "spray-washer" | "water-cooler" | "vending" | "dishwasher" => {
            true
        }
        "sump-pump" => edition >= Edition::E2020,
        "range" | "cooktop" | "oven" | "dryer" | "microwave" => edition >= Edition::E2023,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_add_places() {
        let of = |judge: fn(RoomKind, Edition) -> Protected, place| Edition::ALL.map(|e| judge(place, e));
        use Protected::{Depends, No, Yes};
        assert_eq!(of(gfci_in_dwelling, RoomKind::FinishedBasement), [No, Yes, Yes, Yes]);
        assert_eq!(of(gfci_in_dwelling, RoomKind::Bedroom), [No; 4]);
        assert_eq!(of(gfci_elsewhere, RoomKind::FoodPreparation), [Depends, Depends, Yes, Yes]);
        assert_eq!(of(gfci_elsewhere, RoomKind::Laundry), [No, Yes, Yes, Yes]);
        assert_eq!(of(gfci_elsewhere, RoomKind::Bathroom), [Yes; 4]);
        assert_eq!(Edition::ALL.map(|e| gfci_appliance("range", e)), [false, false, true, true]);
        assert_eq!(Edition::ALL.map(|e| gfci_appliance("sump-pump", e)), [false, true, true, true]);
    }

    #[test]
    fn arcs_are_a_matter_of_rooms_to_live_in() {
        assert!(afci_in_dwelling(RoomKind::Bedroom) && afci_in_dwelling(RoomKind::Kitchen));
        assert!(!afci_in_dwelling(RoomKind::Bathroom) && !afci_in_dwelling(RoomKind::Garage));
    }
}
