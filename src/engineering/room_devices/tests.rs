//! Rooms furnished by hand arithmetic.

use super::{recipe_for, room_devices};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{
    Device, DeviceKind, Facts, Opening, OpeningId, OpeningKind, Room, RoomId, Sheet, SheetId, Wall, WallId,
};
use crate::nec::RoomKind;
use crate::units::PlanPoint;
use std::sync::Arc;

fn at(x: f64, y: f64) -> PlanPoint {
    PlanPoint { x, y }
}

/// A room of 20 × 12 ft between the middles of walls half a foot thick, with a door of 3 ft around 5 ft of its south wall,
/// hinged at 3.5 ft.
fn room(use_type: &str, hinge_far: bool) -> (Sheet, Room) {
    let mut sheet = Sheet::new(SheetId(1), "A");
    let corners = [at(0.0, 0.0), at(20.0, 0.0), at(20.0, 12.0), at(0.0, 12.0)];
    for (n, (from, to)) in corners.iter().zip(corners.iter().cycle().skip(1)).enumerate() {
        let id = WallId(10 + n as u64);
        let wall = Wall { id, from: *from, to: *to, thickness_ft: 0.5, facts: Facts::new() };
        sheet.walls.insert(id, Arc::new(wall));
    }
    let door = Opening {
        id: OpeningId(30),
        kind: OpeningKind::Door,
        wall: WallId(10),
        along_ft: 5.0,
        width_ft: 3.0,
        hinge_far,
        swings_right: false,
        facts: Facts::new(),
    };
    sheet.openings.insert(door.id, Arc::new(door));
    let room = Room {
        id: RoomId(20),
        name: "101".to_owned(),
        use_type: use_type.to_owned(),
        outline: corners.to_vec(),
        facts: Facts::new(),
    };
    sheet.rooms.insert(room.id, Arc::new(room.clone()));
    (sheet, room)
}

fn of(devices: &[Device], kind: DeviceKind) -> Vec<&Device> {
    devices.iter().filter(|device| device.kind == kind).collect()
}

/// Walks along the faces of the walls, the door left out, and returns the farthest way to a receptacle along the floor line.
fn farthest(devices: &[Device]) -> f64 {
    // From the east side of the door all around to its west side: 13.25, 11.5, 19.5, 11.5, 3.25 ft.
    let (x0, y0, x1, y1) = (0.25, 0.25, 19.75, 11.75);
    let along = |p: PlanPoint| {
        let from = 6.5;
        let near = |a: f64, b: f64| (a - b).abs() < 0.6;
        if near(p.y, y0 + 0.5) && p.x > from {
            p.x - from
        } else if near(p.x, x1 - 0.5) {
            13.25 + p.y - y0
        } else if near(p.y, y1 - 0.5) {
            13.25 + 11.5 + x1 - p.x
        } else if near(p.x, x0 + 0.5) {
            13.25 + 11.5 + 19.5 + y1 - p.y
        } else {
            13.25 + 11.5 + 19.5 + 11.5 + p.x - x0
        }
    };
    let mut places: Vec<f64> = devices.iter().map(|device| along(device.at)).collect();
    places.sort_by(f64::total_cmp);
    let whole = 13.25 + 11.5 + 19.5 + 11.5 + 3.25;
    let ends = [places.first().copied().unwrap_or(whole), whole - places.last().copied().unwrap_or(0.0)];
    let between = places.windows(2).map(|two| (two[1] - two[0]) / 2.0);
    between.chain(ends).fold(0.0, f64::max)
}

/// 210.52(A)(1): no point along the floor line of a wall space is more than 6 ft from a receptacle.
#[test]
fn receptacles_of_a_bedroom_leave_no_point_farther_than_six_feet() {
    let (sheet, room) = room("bedroom", false);
    let proposal = room_devices(&sheet, &room, &SymbolLibrary::shipped(), 100).expect("a bedroom");
    let receptacles: Vec<Device> =
        of(&proposal.devices, DeviceKind::Receptacle).into_iter().cloned().collect();
    assert!(farthest(&receptacles) <= 6.0 + 1e-9, "{}", farthest(&receptacles));
    // 59 ft of wall in 5 spaces of at most 12 ft.
    assert_eq!(receptacles.len(), 5, "no more than needed");
    assert!(receptacles.iter().all(|d| d.at.lies_in(&room.outline) && d.circuit.is_none()));
    assert_eq!(of(&proposal.devices, DeviceKind::FireAlarm).len(), 1);
    let ids: Vec<u64> = proposal.devices.iter().map(|device| device.id.0).collect();
    assert_eq!(ids, (100..100 + ids.len() as u64).collect::<Vec<_>>());
}

/// 240 ft² × 0.8 VA/ft² = 192 VA: four troffers of 50 VA, in two rows of two.
#[test]
fn an_office_gets_troffers_in_a_grid() {
    let (sheet, room) = room("office", false);
    let proposal = room_devices(&sheet, &room, &SymbolLibrary::shipped(), 100).expect("an office");
    let lights: Vec<(f64, f64)> =
        of(&proposal.devices, DeviceKind::Luminaire).iter().map(|d| (d.at.x, d.at.y)).collect();
    assert_eq!(lights, [(5.0, 3.0), (15.0, 3.0), (5.0, 9.0), (15.0, 9.0)]);
    assert!(
        proposal.words.iter().any(|line| line == "101: 4 × 2x4 troffer over 240 ft², 0.83 VA/ft²"),
        "{:?}",
        proposal.words
    );
}

/// Hinged at 3.5 ft the strike is at 6.5 ft and the switch half a foot beyond; hinged at 6.5 ft it is at 3 ft.
#[test]
fn the_switch_is_at_the_strike_side_of_the_door_inside() {
    for (hinge_far, x) in [(false, 7.0), (true, 3.0)] {
        let (sheet, room) = room("office", hinge_far);
        let proposal = room_devices(&sheet, &room, &SymbolLibrary::shipped(), 100).expect("an office");
        let switches = of(&proposal.devices, DeviceKind::Switch);
        let [switch] = switches.as_slice() else { panic!("one switch: {switches:?}") };
        assert!((switch.at.x - x).abs() < 1e-9 && (switch.at.y - 0.75).abs() < 1e-9, "{:?}", switch.at);
    }
}

#[test]
fn what_is_there_already_is_left_alone_and_unknown_uses_are_said() {
    let (mut sheet, room_now) = room("office", false);
    let library = SymbolLibrary::shipped();
    let first = room_devices(&sheet, &room_now, &library, 100).expect("an office");
    for device in first.devices {
        sheet.devices.insert(device.id, Arc::new(device));
    }
    let again = room_devices(&sheet, &room_now, &library, 200).expect("an office");
    assert_eq!(again.devices, []);
    assert_eq!(again.words.len(), 3, "{:?}", again.words);
    let (sheet, unknown) = room("suite", false);
    assert!(room_devices(&sheet, &unknown, &library, 100).is_err());
    let (sheet, roof) = room("roof", false);
    assert!(room_devices(&sheet, &roof, &library, 100).is_err());
}

#[test]
fn every_recipe_is_of_shipped_symbols() {
    let library = SymbolLibrary::shipped();
    for recipe in RoomKind::ALL.iter().filter_map(|kind| recipe_for(*kind)) {
        let names =
            [recipe.receptacle.map(|r| r.0), recipe.counter.map(|r| r.0), recipe.luminaire.map(|r| r.0)];
        let names = names.into_iter().chain([recipe.basin, recipe.switch, recipe.ceiling]).flatten();
        assert!(names.into_iter().all(|name| library.get(name).is_some()));
    }
}
