//! Sheets of the floor plan: rooms, walls and the drawing beneath. Coordinates are plan space, in feet.

use crate::domain::{Device, DeviceId, Facts, RoomId, Run, RunId, SheetId};
use crate::units::PlanPoint;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One sheet of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub id: SheetId,
    pub name: String,
    pub underlay: Option<Underlay>,
    pub walls: Vec<Wall>,
    pub rooms: BTreeMap<RoomId, Arc<Room>>,
    pub devices: BTreeMap<DeviceId, Arc<Device>>,
    pub runs: BTreeMap<RunId, Arc<Run>>,
}

impl Sheet {
    /// Returns an empty sheet.
    pub fn new(id: SheetId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            underlay: None,
            walls: Vec::new(),
            rooms: BTreeMap::new(),
            devices: BTreeMap::new(),
            runs: BTreeMap::new(),
        }
    }

    /// Returns the room a point lies in: of rooms that share it the one drawn first.
    pub fn room_at(&self, at: PlanPoint) -> Option<&Room> {
        self.rooms.values().map(AsRef::as_ref).find(|room| at.lies_in(&room.outline))
    }
}

/// A drawing under the sheet, kept beside the project by the hash of its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Underlay {
    pub file_name: String,
    pub content_hash: String,
    /// Plan feet for one unit of the drawing.
    pub feet_per_unit: f64,
    /// Plan point of the drawing's origin.
    pub origin: PlanPoint,
}

/// A straight wall with a thickness in feet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wall {
    pub from: PlanPoint,
    pub to: PlanPoint,
    pub thickness_ft: f64,
}

/// A room: a closed outline with a name and a use.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pub id: RoomId,
    pub name: String,
    /// Room type in words ("kitchen", "corridor"); decides required outlets and protection.
    pub use_type: String,
    pub outline: Vec<PlanPoint>,
    pub facts: Facts,
}
