//! The clear space in front of equipment at a wall: how deep and how wide it is, and what ends it.
//!
//! Seen from the equipment: `across` runs along its front, 0 at its middle, `away` from its front into the room.

use crate::domain::{AreaId, AreaKind, DeviceId, DeviceKind, Sheet, WallId};
use crate::engineering::plan_geometry::outline::sides;
use crate::engineering::plan_geometry::{Segment, clipped_below, distance_ft, wall_outline};
use crate::units::PlanPoint;

/// Farther away than this, in feet, nothing stands in the way of anybody.
const FAR_FT: f64 = 12.0;
/// Equipment whose middle is so near to the face of a wall is mounted on it.
const AT_WALL_FT: f64 = 1.5;

/// The front of equipment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Front {
    /// In the middle of it.
    pub at: PlanPoint,
    /// Into the room, of length 1.
    pub away: PlanPoint,
    pub width_ft: f64,
}

/// What ends the clear space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    Wall(WallId),
    Area(AreaId),
    /// Equipment; another panelboard too.
    Device(DeviceId),
}

/// The clear space in front of equipment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClearFront {
    /// Straight ahead of the equipment's own width, in feet, at most 12.
    pub depth_ft: f64,
    pub ends_at: Option<Obstacle>,
    /// Along the front with the depth asked for, in feet, at most 24.
    pub width_ft: f64,
    pub narrowed_by: Option<Obstacle>,
}

impl Front {
    /// Returns the front of a device: away from the wall it is mounted on, else as it is turned (upward for 0°).
    pub fn of(sheet: &Sheet, at: PlanPoint, rotation_deg: f64, width_ft: f64, depth_ft: f64) -> Self {
        let mounted = sheet.walls.values().filter_map(|wall| {
            let line = Segment { from: wall.from, to: wall.to };
            let (along, left) = line.along_and_left(at);
            let off = left.abs() - wall.thickness_ft / 2.0;
            let beside = (0.0..=line.length_ft()).contains(&along);
            (beside && off <= AT_WALL_FT).then_some((off, line, wall.thickness_ft / 2.0))
        });
        match mounted.min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, line, half)) => {
                let (along, left) = line.along_and_left(at);
                let d = line.direction();
                let turned = turned(rotation_deg);
                // On the center line only its turn tells the side.
                let left = if left == 0.0 { turned.y * d.x - turned.x * d.y } else { left };
                let side = if left < 0.0 { -1.0 } else { 1.0 };
                Self {
                    at: line.point_at(along, side * (half + depth_ft)),
                    away: PlanPoint { x: -d.y * side, y: d.x * side },
                    width_ft,
                }
            }
            None => {
                let away = turned(rotation_deg);
                let half = depth_ft / 2.0;
                Self { at: PlanPoint { x: at.x + away.x * half, y: at.y + away.y * half }, away, width_ft }
            }
        }
    }

    /// The front as a line: what lies to its left is in front of it.
    fn line(self) -> Segment {
        let across = PlanPoint { x: self.away.y, y: -self.away.x };
        Segment { from: self.at, to: PlanPoint { x: self.at.x + across.x, y: self.at.y + across.y } }
    }

    /// Returns the corners of the ground the equipment stands on, so many feet deep.
    pub fn footprint(self, depth_ft: f64) -> [PlanPoint; 4] {
        let (line, half) = (self.line(), self.width_ft / 2.0);
        [(-half, -depth_ft), (half, -depth_ft), (half, 0.0), (-half, 0.0)]
            .map(|(across, away)| line.point_at(across, away))
    }

    /// Returns the clear space, `own` the device at hand; its width is taken with a depth of so many feet.
    pub fn clear(self, sheet: &Sheet, own: DeviceId, depth_ft: f64) -> ClearFront {
        let bodies = bodies(sheet, own, self.at);
        let line = self.line();
        let half = self.width_ft / 2.0;
        let mut found = ClearFront { depth_ft: FAR_FT, ends_at: None, width_ft: 0.0, narrowed_by: None };
        let (mut right, mut left) = ((FAR_FT, None), (FAR_FT, None));
        for (obstacle, corners) in &bodies {
            let ahead = strip(corners, line, (-half, half));
            let nearest = ahead.iter().map(|at| line.along_and_left(*at).1).fold(f64::INFINITY, f64::min);
            if nearest < found.depth_ft {
                (found.depth_ft, found.ends_at) = (nearest.max(0.0), Some(*obstacle));
            }
            let near = clipped_below(&in_front(corners, line), line, depth_ft - 1e-6);
            let across: Vec<f64> = near.iter().map(|at| line.along_and_left(*at).0).collect();
            let (Some(least), Some(most)) = (
                across.iter().copied().min_by(f64::total_cmp),
                across.iter().copied().max_by(f64::total_cmp),
            ) else {
                continue;
            };
            if most <= -half + 1e-6 && -most < left.0 {
                left = (-most, Some(*obstacle));
            } else if least >= half - 1e-6 && least < right.0 {
                right = (least, Some(*obstacle));
            }
        }
        found.width_ft = left.0 + right.0;
        found.narrowed_by = if left.0 < right.0 { left.1 } else { right.1 };
        found
    }
}

/// Returns where a device looks that is turned so: a symbol has the wall below it.
fn turned(rotation_deg: f64) -> PlanPoint {
    let (sin, cos) = rotation_deg.to_radians().sin_cos();
    PlanPoint { x: -sin, y: cos }
}

/// Returns what of a body lies in front of a line.
fn in_front(corners: &[PlanPoint], line: Segment) -> Vec<PlanPoint> {
    clipped_below(corners, Segment { from: line.to, to: line.from }, -1e-6)
}

/// Returns what of a body lies in front of a line and between two places along it.
fn strip(corners: &[PlanPoint], line: Segment, (from, to): (f64, f64)) -> Vec<PlanPoint> {
    let ahead = in_front(corners, line);
    let up = |across: f64| Segment { from: line.point_at(across, 0.0), to: line.point_at(across, 1.0) };
    // To the right of the way up at the left end, and to the left of it at the right end.
    let after = clipped_below(&ahead, up(from + 1e-6), 0.0);
    let back = up(to - 1e-6);
    clipped_below(&after, Segment { from: back.to, to: back.from }, 0.0)
}

/// Returns what can stand in the way near a point. Equipment without a size is a point.
fn bodies(sheet: &Sheet, own: DeviceId, near: PlanPoint) -> Vec<(Obstacle, Vec<PlanPoint>)> {
    let reach = 2.0 * FAR_FT;
    let walls = (sheet.walls.values())
        .filter(|wall| Segment { from: wall.from, to: wall.to }.distance_to(near) <= reach)
        .map(|wall| (Obstacle::Wall(wall.id), wall_outline(wall).to_vec()));
    let areas = (sheet.areas.values())
        .filter(|area| is_solid(area.kind))
        .filter(|area| sides(&area.outline).any(|side| side.distance_to(near) <= reach))
        .map(|area| (Obstacle::Area(area.id), area.outline.clone()));
    let devices = (sheet.devices.values())
        .filter(|device| device.id != own && distance_ft(device.at, near) <= reach)
        .filter(|device| is_body(device.kind))
        .map(|device| (Obstacle::Device(device.id), point_body(device.at)));
    walls.chain(areas).chain(devices).collect()
}

/// Whether an area keeps people from standing there.
const fn is_solid(kind: AreaKind) -> bool {
    match kind {
        AreaKind::Column
        | AreaKind::Shaft
        | AreaKind::Stair
        | AreaKind::Counter
        | AreaKind::Island
        | AreaKind::Peninsula
        | AreaKind::Sink
        | AreaKind::Basin
        | AreaKind::Tub
        | AreaKind::Range
        | AreaKind::Furniture
        | AreaKind::Storage
        | AreaKind::Pool
        | AreaKind::Bed => true,
        AreaKind::Deck
        | AreaKind::ForeignSystem
        | AreaKind::NoRoute
        | AreaKind::PreferredRoute
        | AreaKind::HotSurface => false,
    }
}

const fn is_body(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Equipment | DeviceKind::PanelLocation => true,
        DeviceKind::Receptacle
        | DeviceKind::Switch
        | DeviceKind::Luminaire
        | DeviceKind::JunctionBox
        | DeviceKind::Disconnect
        | DeviceKind::Data
        | DeviceKind::FireAlarm => false,
    }
}

/// A hundredth of a foot around a point: enough to be met.
fn point_body(at: PlanPoint) -> Vec<PlanPoint> {
    [(-0.005, -0.005), (0.005, -0.005), (0.005, 0.005), (-0.005, 0.005)]
        .map(|(x, y)| PlanPoint { x: at.x + x, y: at.y + y })
        .to_vec()
}
