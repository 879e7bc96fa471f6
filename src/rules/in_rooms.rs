//! Which devices lie in which room and which receptacles are at a sink, found once for all rules of a run, and only when one asks.

use crate::domain::{Area, AreaKind, DeviceId, DeviceKind, Project, Room, RoomId, SheetId};
use crate::engineering::plan_geometry::{Bounds, blocked_by, distance_ft, nearest_on};
use crate::units::PlanPoint;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

type ByRoom = BTreeMap<(SheetId, RoomId), Vec<DeviceId>>;

/// The devices by their rooms.
#[derive(Debug, Default)]
pub(in crate::rules) struct InRooms {
    found: OnceLock<ByRoom>,
    at_sinks: OnceLock<BTreeSet<(SheetId, DeviceId)>>,
}

/// Outlets so near to a sink are at it, in feet (210.8).
const AT_SINK_FT: f64 = 6.0;

impl InRooms {
    /// Returns the devices of a room, in the order of their ids. It has to be asked with the same project always.
    pub fn of_room(&self, project: &Project, sheet: SheetId, room: RoomId) -> &[DeviceId] {
        let found = self.found.get_or_init(|| by_room(project));
        found.get(&(sheet, room)).map_or(&[], Vec::as_slice)
    }

    /// Returns whether a receptacle is within 6 ft of the edge of a sink or basin that is drawn, with no wall or closed door
    /// between.
    pub fn is_at_sink(&self, project: &Project, sheet: SheetId, device: DeviceId) -> bool {
        self.at_sinks.get_or_init(|| at_sinks(project)).contains(&(sheet, device))
    }
}

fn at_sinks(project: &Project) -> BTreeSet<(SheetId, DeviceId)> {
    let mut found = BTreeSet::new();
    for sheet in project.sheets() {
        let sinks: Vec<(&Area, Bounds)> = (sheet.areas.values().map(AsRef::as_ref))
            .filter(|area| matches!(area.kind, AreaKind::Sink | AreaKind::Basin))
            .map(|area| (area, Bounds::of(&area.outline)))
            .collect();
        let receptacles = sheet.devices.values().filter(|device| device.kind == DeviceKind::Receptacle);
        for device in receptacles.take_while(|_| !sinks.is_empty()) {
            let here = Bounds::of(&[device.at]);
            let mut near = sinks.iter().filter(|(_, bounds)| bounds.meets(&here, AT_SINK_FT + 1e-3));
            let reaches = |(sink, _): &(&Area, Bounds)| {
                let edge = nearest_on(&sink.outline, device.at);
                let edge = edge.filter(|edge| distance_ft(*edge, device.at) <= AT_SINK_FT + 1e-6);
                edge.is_some_and(|edge| blocked_by(sheet, device.at, edge).is_none())
            };
            if near.any(reaches) {
                found.insert((sheet.id, device.id));
            }
        }
    }
    found
}

fn by_room(project: &Project) -> ByRoom {
    let mut found = ByRoom::new();
    for sheet in project.sheets() {
        let rooms: Vec<(&Room, [f64; 4])> =
            sheet.rooms.values().map(|room| (room.as_ref(), bounds(room))).collect();
        for device in sheet.devices.values() {
            if let Some(room) = room_at(&rooms, device.at) {
                found.entry((sheet.id, room.id)).or_default().push(device.id);
            }
        }
    }
    found
}

/// Left, right, lower and upper end of a room, a little beyond.
fn bounds(room: &Room) -> [f64; 4] {
    let start = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
    let [left, right, low, high] = room.outline.iter().fold(start, |[left, right, low, high], at| {
        [left.min(at.x), right.max(at.x), low.min(at.y), high.max(at.y)]
    });
    [left - 1e-3, right + 1e-3, low - 1e-3, high + 1e-3]
}

/// As a sheet finds it, with a look at the bounds first.
fn room_at<'p>(rooms: &[(&'p Room, [f64; 4])], at: PlanPoint) -> Option<&'p Room> {
    let near =
        |[left, right, low, high]: [f64; 4]| (left..=right).contains(&at.x) && (low..=high).contains(&at.y);
    let mut here = rooms.iter().filter(|(_, bounds)| near(*bounds)).map(|(room, _)| *room);
    here.find(|room| at.lies_in(&room.outline))
}
