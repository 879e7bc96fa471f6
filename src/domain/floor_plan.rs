//! Sheets of the floor plan: walls and what breaks them, rooms and other areas. Coordinates are plan space, in feet.

use crate::domain::{
    AreaId, Device, DeviceId, Facts, OpeningId, RoomId, Run, RunId, SheetId, Underlay, WallId,
};
use crate::units::PlanPoint;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One sheet of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub id: SheetId,
    pub name: String,
    /// From the bottom up.
    pub underlays: Vec<Underlay>,
    pub walls: BTreeMap<WallId, Arc<Wall>>,
    pub openings: BTreeMap<OpeningId, Arc<Opening>>,
    pub areas: BTreeMap<AreaId, Arc<Area>>,
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
            underlays: Vec::new(),
            walls: BTreeMap::new(),
            openings: BTreeMap::new(),
            areas: BTreeMap::new(),
            rooms: BTreeMap::new(),
            devices: BTreeMap::new(),
            runs: BTreeMap::new(),
        }
    }

    /// Returns the ids of everything on the sheet, without their kinds.
    pub(in crate::domain) fn ids(&self) -> impl Iterator<Item = u64> {
        let walls = self.walls.keys().map(|id| id.0).chain(self.openings.keys().map(|id| id.0));
        let places = self.areas.keys().map(|id| id.0).chain(self.rooms.keys().map(|id| id.0));
        let devices = self.devices.keys().map(|id| id.0).chain(self.runs.keys().map(|id| id.0));
        walls.chain(places).chain(devices)
    }

    /// Returns the room a point lies in: of rooms that share it the one drawn first.
    pub fn room_at(&self, at: PlanPoint) -> Option<&Room> {
        self.rooms.values().map(AsRef::as_ref).find(|room| at.lies_in(&room.outline))
    }
}

/// A straight wall with a thickness in feet.
#[derive(Clone, Debug, PartialEq)]
pub struct Wall {
    pub id: WallId,
    /// Ends of the center line.
    pub from: PlanPoint,
    pub to: PlanPoint,
    pub thickness_ft: f64,
    pub facts: Facts,
}

impl Wall {
    /// Returns the length of the center line in feet.
    pub fn length_ft(&self) -> f64 {
        (self.to.x - self.from.x).hypot(self.to.y - self.from.y)
    }

    /// Returns the point of the center line that lies so many feet from its first end.
    pub fn point_at(&self, along_ft: f64) -> PlanPoint {
        let length = self.length_ft();
        let share = if length > 0.0 { along_ft / length } else { 0.0 };
        PlanPoint {
            x: self.from.x + (self.to.x - self.from.x) * share,
            y: self.from.y + (self.to.y - self.from.y) * share,
        }
    }
}

named_enum!(
    /// What breaks a wall.
    OpeningKind {
        Door = "door",
        SlidingDoor = "sliding-door",
        Window = "window",
        /// An opening without a door.
        Gap = "opening",
    }
);

/// A door, a window or a gap in a wall.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub id: OpeningId,
    pub kind: OpeningKind,
    pub wall: WallId,
    /// From the wall's first end to the middle of the opening, along the center line.
    pub along_ft: f64,
    pub width_ft: f64,
    /// Whether the hinges are at the end that is farther from the wall's first end.
    pub hinge_far: bool,
    /// Whether the leaf opens to the right of the way from the wall's first end to its other.
    pub swings_right: bool,
    pub facts: Facts,
}

named_enum!(
    /// What an area of the plan is, other than a room.
    AreaKind {
        Column = "column",
        Shaft = "shaft",
        Stair = "stair",
        /// A counter along a wall.
        Counter = "counter",
        Island = "island",
        Peninsula = "peninsula",
        Sink = "sink",
        /// Of a bathroom.
        Basin = "basin",
        /// A bathtub or a shower.
        Tub = "tub",
        Range = "range",
        Furniture = "furniture",
        /// Shelves of a closet and what lies below them.
        Storage = "storage",
        Pool = "pool",
        /// A porch, a balcony or a deck.
        Deck = "deck",
        Bed = "bed",
        /// A duct or a pipe of another trade.
        ForeignSystem = "foreign-system",
        /// Nothing is routed here.
        NoRoute = "no-route",
        /// Routes are wanted here.
        PreferredRoute = "preferred-route",
        /// Routes keep their distance.
        HotSurface = "hot-surface",
    }
);

/// An area of the plan that is no room: a closed outline of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub id: AreaId,
    pub kind: AreaKind,
    pub name: String,
    pub outline: Vec<PlanPoint>,
    pub facts: Facts,
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
