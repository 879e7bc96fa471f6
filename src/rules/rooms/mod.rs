//! Rules on what a room of the plan must have, by its kind. Where in the room it must be is a matter of geometry.

mod bathroom_receptacle;
mod guest_room_receptacles;
mod it_room;
mod outlets;
mod room_lighting;
mod room_receptacle;

use crate::rules::Rule;

/// The rules of this family.
pub(in crate::rules) static RULES: &[&dyn Rule] = &[
    &it_room::ItRoom,
    &bathroom_receptacle::BathroomReceptacle,
    &room_receptacle::RoomReceptacle,
    &guest_room_receptacles::GuestRoomReceptacles,
    &room_lighting::RoomLighting,
];
