//! The usual devices of a room by what it is for, as a proposal: receptacles along the walls, luminaires in a grid, a switch at the
//! strike side of each door.
//!
//! ```text
//! recipe.rs   what a kind of room usually has       outlets.rs  receptacles along wall spaces, counters, basins
//! lights.rs   a grid by load for each square foot    switches.rs beside doors
//! ```
//!
//! A room that has receptacles, luminaires or switches already gets no more of that kind. Nothing here is on a circuit: that is
//! chosen afterwards. Limits of the Code are those of rooms in dwellings; elsewhere spacing and density are design practice.

mod lights;
mod outlets;
mod propose;
mod recipe;
mod switches;

pub use propose::{RoomProposal, room_devices};
pub use recipe::{Recipe, recipe_for};

#[cfg(test)]
mod tests;
