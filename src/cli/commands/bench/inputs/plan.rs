//! A floor of 400 × 300 ft with 5,000 devices over a drawing of 50,000 entities, as an architect's file has them.

use crate::domain::drawing::{Align, Drawing, DrawingEntity, DrawingLayer, Shape, Vertex};
use crate::domain::{
    Device, DeviceId, DeviceKind, Facts, Project, ProjectParts, Sheet, SheetId, Underlay, Wall, WallId,
};
use crate::units::{PlanPoint, VoltAmperes};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

/// What the underlay's file is known by.
pub(in crate::cli) const CONTENT: &str = "measured";
const WIDTH_FT: f64 = 400.0;
const DEPTH_FT: f64 = 300.0;
const DEVICES: u64 = 5_000;
const ENTITIES: u32 = 50_000;
/// Sides of a room, in feet.
const ROOM_FT: f64 = 20.0;

/// Returns the project; its one sheet has the drawing beneath it.
pub(in crate::cli) fn plan() -> Result<Project, crate::cli::CliError> {
    let mut sheet = Sheet::new(SheetId(1), "Level 1");
    sheet.underlays.push(Underlay::new("measured.dxf", CONTENT, 1.0 / 12.0));
    let mut next = 2;
    let mut wall = |from: PlanPoint, to: PlanPoint| {
        let wall = Wall { id: WallId(next), from, to, thickness_ft: 0.5, facts: Facts::new() };
        sheet.walls.insert(wall.id, Arc::new(wall));
        next += 1;
    };
    let at = |x: f64, y: f64| PlanPoint { x, y };
    for row in 0..=(DEPTH_FT / ROOM_FT) as u32 {
        wall(at(0.0, f64::from(row) * ROOM_FT), at(WIDTH_FT, f64::from(row) * ROOM_FT));
    }
    for column in 0..=(WIDTH_FT / ROOM_FT) as u32 {
        wall(at(f64::from(column) * ROOM_FT, 0.0), at(f64::from(column) * ROOM_FT, DEPTH_FT));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for n in 0..DEVICES {
        let (kind, symbol) = [(DeviceKind::Receptacle, "duplex"), (DeviceKind::Luminaire, "ceiling")]
            .get(n as usize % 2)
            .copied()
            .unwrap_or((DeviceKind::Receptacle, "duplex"));
        let device = Device {
            id: DeviceId(next + n),
            kind,
            symbol: symbol.to_owned(),
            at: at(rng.random_range(1.0..WIDTH_FT - 1.0), rng.random_range(1.0..DEPTH_FT - 1.0)),
            rotation_deg: f64::from(rng.random_range(0..4_u32)) * 90.0,
            load: VoltAmperes(180.0),
            circuit: None,
            label: String::new(),
            facts: Facts::new(),
        };
        sheet.devices.insert(device.id, Arc::new(device));
    }
    let mut parts: ProjectParts = Project::named("Measured").to_parts();
    parts.sheets.push(sheet);
    Project::from_parts(parts).map_err(|problems| crate::cli::CliError::internal(problems.join("; ")))
}

/// Returns the drawing, in inches: lines, polylines, arcs, circles, texts.
pub(in crate::cli) fn plan_drawing() -> Drawing {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let layers = ["A-WALL", "A-DOOR", "A-FURN", "A-TEXT"].map(|name| DrawingLayer {
        name: name.to_owned(),
        color: None,
        hidden: false,
    });
    let mut entities = Vec::with_capacity(ENTITIES as usize);
    for n in 0..ENTITIES {
        let place = PlanPoint {
            x: rng.random_range(0.0..WIDTH_FT * 12.0),
            y: rng.random_range(0.0..DEPTH_FT * 12.0),
        };
        let size = rng.random_range(3.0..60.0_f64);
        let by = |dx: f64, dy: f64| PlanPoint { x: place.x + dx, y: place.y + dy };
        let (layer, shape) = match n % 10 {
            0..4 => (0, Shape::Line { from: place, to: by(size * 3.0, 0.0) }),
            4 | 5 => (0, Shape::Line { from: place, to: by(size, size * 0.6) }),
            6 | 7 => {
                let corners = [place, by(size, 0.0), by(size, size), by(0.0, size)];
                let vertices = corners.map(|at| Vertex { at, bulge: 0.0 }).to_vec();
                (2, Shape::Polyline { vertices, closed: true })
            }
            8 => (1, Shape::Arc { center: place, radius: size, start_deg: 0.0, sweep_deg: 90.0 }),
            _ => {
                let text = format!("RM {n}");
                (3, Shape::Text { at: place, height: 9.0, rotation_deg: 0.0, align: Align::default(), text })
            }
        };
        entities.push(DrawingEntity { layer, color: None, dashes: Vec::new(), shape });
    }
    Drawing { layers: layers.to_vec(), entities }
}
