//! Rules on what a room of the plan must have, by its kind, and where in the room.

mod bathroom_receptacle;
mod closet_luminaire;
mod counter_spacing;
mod foyer_receptacle;
mod guest_room_receptacles;
mod it_room;
mod meeting_room;
mod outdoor_receptacle;
mod outlets;
mod patient_bed;
mod room_lighting;
mod room_receptacle;
mod wall_spacing;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &it_room::ItRoom,
    &wall_spacing::WallSpacing,
    &counter_spacing::CounterSpacing,
    &bathroom_receptacle::BathroomReceptacle,
    &outdoor_receptacle::OutdoorReceptacle,
    &foyer_receptacle::FoyerReceptacle,
    &closet_luminaire::ClosetLuminaire,
    &room_receptacle::RoomReceptacle,
    &guest_room_receptacles::GuestRoomReceptacles,
    &meeting_room::MeetingRoom,
    &patient_bed::PatientBed,
    &room_lighting::RoomLighting,
];
