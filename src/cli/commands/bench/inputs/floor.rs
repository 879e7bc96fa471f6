//! A floor of 200 ft by 200 ft: 64 rooms with doors, columns, a shaft, and a full panelboard of 42 circuits with their devices.

use crate::cli::CliError;
use crate::domain::{
    Area, AreaId, AreaKind, Circuit, CircuitId, CircuitLoad, Device, DeviceId, DeviceKind, Edit, Facts,
    Opening, OpeningId, OpeningKind, Panel, PanelId, Project, Room, RoomId, Sheet, SheetId, Slot, System,
    Wall, WallId, apply_all,
};
use crate::units::{Amperes, PlanPoint, VoltAmperes};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

const SIDE_FT: f64 = 200.0;
const ROOMS: u64 = 8;
const ROOM_FT: f64 = SIDE_FT / ROOMS as f64;
const CIRCUITS: u16 = 42;
/// Devices of a circuit, all in one room.
const DEVICES: u64 = 4;

/// Returns the floor with its panelboard, drawn from a seed.
pub(in crate::cli::commands::bench) fn floor(seed: u64) -> Result<Project, CliError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let panel = PanelId(1);
    let mut edits = vec![Edit::AddPanel(Box::new(Panel::new(panel, "LP-1", System::Wye208, CIRCUITS)))];
    let mut sheet = Sheet::new(SheetId(2), "Floor");
    let mut next = 1000;
    let mut id = || {
        next += 1;
        next
    };
    walls(&mut sheet, &mut rng, &mut id);
    for row in 0..ROOMS {
        for column in 0..ROOMS {
            let low = PlanPoint { x: column as f64 * ROOM_FT, y: row as f64 * ROOM_FT };
            furnish(&mut sheet, low, (row + column) % 5 == 2, &mut id);
        }
    }
    let board = device(id(), DeviceKind::PanelLocation, PlanPoint { x: 101.0, y: 3.0 }, None);
    sheet.devices.insert(board.id, Arc::new(Device { label: "LP-1".to_owned(), ..board }));
    for slot in 1..=CIRCUITS {
        let circuit = Circuit {
            trip: Some(Amperes(20.0)),
            load: CircuitLoad::Total(VoltAmperes(720.0)),
            conductors: "#12 Cu THHN, N #12, EGC #12".parse().ok(),
            ..Circuit::new(CircuitId(id()), Slot(slot))
        };
        let of = Some((panel, circuit.id));
        edits.push(Edit::AddCircuit { panel, circuit: Box::new(circuit) });
        let (column, row) = (rng.random_range(0..ROOMS), rng.random_range(0..ROOMS));
        for _ in 0..DEVICES {
            // Beside the columns and shafts in the middle of the rooms.
            let up = if rng.random_bool(0.5) { 2.0..9.5 } else { 17.0..23.0 };
            let at = PlanPoint {
                x: column as f64 * ROOM_FT + rng.random_range(2.0..ROOM_FT - 2.0),
                y: row as f64 * ROOM_FT + rng.random_range(up),
            };
            let receptacle = device(id(), DeviceKind::Receptacle, at, of);
            sheet.devices.insert(receptacle.id, Arc::new(receptacle));
        }
    }
    edits.push(Edit::PutSheet(Box::new(sheet)));
    Ok(apply_all(&Project::named("Measured"), &edits).map_err(CliError::internal)?.0)
}

/// Walls along the rooms' edges, with a door in each between two rooms.
fn walls(sheet: &mut Sheet, rng: &mut ChaCha8Rng, id: &mut impl FnMut() -> u64) {
    for line in 0..=ROOMS {
        for piece in 0..ROOMS {
            for level in [true, false] {
                let (across, from) = (line as f64 * ROOM_FT, piece as f64 * ROOM_FT);
                let point = |along: f64| match level {
                    true => PlanPoint { x: along, y: across },
                    false => PlanPoint { x: across, y: along },
                };
                let wall = Wall {
                    id: WallId(id()),
                    from: point(from),
                    to: point(from + ROOM_FT),
                    thickness_ft: 0.5,
                    facts: Facts::new(),
                };
                if line > 0 && line < ROOMS {
                    let door = Opening {
                        id: OpeningId(id()),
                        kind: OpeningKind::Door,
                        wall: wall.id,
                        along_ft: rng.random_range(4.0..ROOM_FT - 4.0),
                        width_ft: 3.0,
                        hinge_far: false,
                        swings_right: false,
                        facts: Facts::new(),
                    };
                    sheet.openings.insert(door.id, Arc::new(door));
                }
                sheet.walls.insert(wall.id, Arc::new(wall));
            }
        }
    }
}

/// A room with a column, or with a shaft in its place.
fn furnish(sheet: &mut Sheet, low: PlanPoint, shaft: bool, id: &mut impl FnMut() -> u64) {
    let square = |from: f64, side: f64| {
        let corner = |x: f64, y: f64| PlanPoint { x: low.x + from + x, y: low.y + from + y };
        vec![corner(0.0, 0.0), corner(side, 0.0), corner(side, side), corner(0.0, side)]
    };
    let room = Room {
        id: RoomId(id()),
        name: String::new(),
        use_type: "office".to_owned(),
        outline: square(0.0, ROOM_FT),
        facts: Facts::new(),
    };
    sheet.rooms.insert(room.id, Arc::new(room));
    let (kind, side) = if shaft { (AreaKind::Shaft, 6.0) } else { (AreaKind::Column, 1.5) };
    let outline = square(10.0, side);
    let area = Area { id: AreaId(id()), kind, name: String::new(), outline, facts: Facts::new() };
    sheet.areas.insert(area.id, Arc::new(area));
}

fn device(id: u64, kind: DeviceKind, at: PlanPoint, circuit: Option<(PanelId, CircuitId)>) -> Device {
    Device {
        id: DeviceId(id),
        kind,
        symbol: String::new(),
        at,
        rotation_deg: 0.0,
        load: VoltAmperes(180.0),
        circuit,
        label: String::new(),
        facts: Facts::new(),
    }
}
