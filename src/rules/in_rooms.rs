//! Which devices lie in which room, found once for all rules of a run, and only when one asks.

use crate::domain::{DeviceId, Project, Room, RoomId, SheetId};
use crate::units::PlanPoint;
use std::collections::BTreeMap;
use std::sync::OnceLock;

type ByRoom = BTreeMap<(SheetId, RoomId), Vec<DeviceId>>;

/// The devices by their rooms.
#[derive(Debug, Default)]
pub(in crate::rules) struct InRooms {
    found: OnceLock<ByRoom>,
}

impl InRooms {
    /// Returns the devices of a room, in the order of their ids. It has to be asked with the same project always.
    pub fn of_room(&self, project: &Project, sheet: SheetId, room: RoomId) -> &[DeviceId] {
        let found = self.found.get_or_init(|| by_room(project));
        found.get(&(sheet, room)).map_or(&[], Vec::as_slice)
    }
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
