//! Changes to chosen objects: moved, copied, turned, removed, pinned, drawn with another symbol; each one undo step.

mod copies;
mod pins;
mod removals;

pub use copies::copied;
pub use pins::{leg_near, with_pin, without_pins};
pub use removals::{Removal, removal, sheet_removal_words};

use super::PlanStep;
use super::geometry::{nearest_on, rect_of, turned};
use super::placing::{DevicePlace, place_for};
use crate::domain::symbols::{Mount, Symbol, SymbolLibrary};
use crate::domain::{Device, Edit, EntityId, Sheet, WallId};
use crate::units::PlanPoint;
use std::collections::BTreeSet;

/// A run ends at a device that is this near, in feet.
const AT_DEVICE_FT: f64 = 0.75;

/// Returns how objects are called in the log: `receptacle`, `3 walls`, `4 objects`.
pub fn words_for(sheet: &Sheet, ids: &[EntityId]) -> String {
    let one = |id: &EntityId| match id {
        EntityId::Device(_, id) => sheet.devices.get(id).map_or("device", |device| device.kind.name()),
        EntityId::Wall(..) => "wall",
        EntityId::Opening(_, id) => sheet.openings.get(id).map_or("opening", |opening| opening.kind.name()),
        EntityId::Room(..) => "room",
        EntityId::Area(_, id) => sheet.areas.get(id).map_or("area", |area| area.kind.name()),
        EntityId::Run(..) => "run",
        _ => "object",
    };
    match ids {
        [only] => one(only).to_owned(),
        _ => {
            let kinds: BTreeSet<&str> = ids.iter().map(one).collect();
            let alike = kinds.iter().next().filter(|_| kinds.len() == 1);
            alike.map_or_else(
                || format!("{} objects", ids.len()),
                |kind| format!("{} {}", ids.len(), plural(kind)),
            )
        }
    }
}

fn plural(word: &str) -> String {
    if word.ends_with("ch") { format!("{word}es") } else { format!("{word}s") }
}

/// Returns the edits that put objects elsewhere: every point goes through `place`, every symbol turns by degrees.
fn placed(
    sheet: &Sheet,
    ids: &[EntityId],
    degrees: f64,
    place: &dyn Fn(PlanPoint) -> PlanPoint,
) -> Vec<Edit> {
    let id = sheet.id;
    let walls: BTreeSet<WallId> =
        ids.iter().filter_map(|id| if let EntityId::Wall(_, id) = id { Some(*id) } else { None }).collect();
    let mut edits: Vec<Edit> = ids
        .iter()
        .filter_map(|entity| match *entity {
            EntityId::Device(_, device) => {
                let mut moved = sheet.devices.get(&device)?.as_ref().clone();
                moved.at = place(moved.at);
                moved.rotation_deg = (moved.rotation_deg + degrees).rem_euclid(360.0);
                Some(Edit::PutDevice { sheet: id, device: Box::new(moved) })
            }
            EntityId::Wall(_, wall) => {
                let mut moved = sheet.walls.get(&wall)?.as_ref().clone();
                (moved.from, moved.to) = (place(moved.from), place(moved.to));
                Some(Edit::PutWall { sheet: id, wall: Box::new(moved) })
            }
            EntityId::Opening(_, opening) => {
                let mut moved = sheet.openings.get(&opening)?.as_ref().clone();
                // What is in a wall that moves goes along by itself.
                let wall = sheet.walls.get(&moved.wall).filter(|wall| !walls.contains(&wall.id))?;
                let on = nearest_on(wall.from, wall.to, place(wall.point_at(moved.along_ft)));
                let half = moved.width_ft / 2.0;
                let most = (wall.length_ft() - half).max(half);
                moved.along_ft = super::geometry::distance(wall.from, on).clamp(half, most);
                Some(Edit::PutOpening { sheet: id, opening: Box::new(moved) })
            }
            EntityId::Room(_, room) => {
                let mut moved = sheet.rooms.get(&room)?.as_ref().clone();
                moved.outline = moved.outline.iter().map(|at| place(*at)).collect();
                Some(Edit::PutRoom { sheet: id, room: Box::new(moved) })
            }
            EntityId::Area(_, area) => {
                let mut moved = sheet.areas.get(&area)?.as_ref().clone();
                moved.outline = moved.outline.iter().map(|at| place(*at)).collect();
                Some(Edit::PutArea { sheet: id, area: Box::new(moved) })
            }
            EntityId::Run(_, run) => {
                let mut moved = sheet.runs.get(&run)?.as_ref().clone();
                moved.path = moved.path.iter().map(|at| place(*at)).collect();
                Some(Edit::PutRun { sheet: id, run: Box::new(moved) })
            }
            _ => None,
        })
        .collect();
    edits.extend(followers(sheet, ids, place));
    edits
}

/// Runs that end at a device that moves keep to it.
fn followers(sheet: &Sheet, ids: &[EntityId], place: &dyn Fn(PlanPoint) -> PlanPoint) -> Vec<Edit> {
    let devices: Vec<&Device> = ids
        .iter()
        .filter_map(|id| if let EntityId::Device(_, id) = id { sheet.devices.get(id) } else { None })
        .map(AsRef::as_ref)
        .collect();
    if devices.is_empty() {
        return Vec::new();
    }
    let at_device = |end: PlanPoint| {
        devices.iter().find(|device| super::geometry::distance(device.at, end) <= AT_DEVICE_FT)
    };
    let runs = sheet.runs.values().filter(|run| !ids.contains(&EntityId::Run(sheet.id, run.id)));
    runs.filter_map(|run| {
        let (first, last) = (*run.path.first()?, *run.path.last()?);
        let by = |end: PlanPoint| {
            at_device(end).map(|device| {
                let to = place(device.at);
                (to.x - device.at.x, to.y - device.at.y)
            })
        };
        let (start, end) = (by(first), by(last));
        if start.is_none() && end.is_none() {
            return None;
        }
        let mut moved = run.as_ref().clone();
        if let Some(by) = start {
            drag_end(&mut moved.path, by);
        }
        if let Some(by) = end {
            moved.path.reverse();
            drag_end(&mut moved.path, by);
            moved.path.reverse();
        }
        Some(Edit::PutRun { sheet: sheet.id, run: Box::new(moved) })
    })
    .collect()
}

/// Moves the first point of a path; its first leg stays on its axis as long as there is another leg to give way.
fn drag_end(path: &mut [PlanPoint], (dx, dy): (f64, f64)) {
    let longer = path.len() > 2;
    let [first, second, ..] = path else { return };
    let (level, upright) = ((first.y - second.y).abs() < 1e-6, (first.x - second.x).abs() < 1e-6);
    first.x += dx;
    first.y += dy;
    if longer && level {
        second.y += dy;
    } else if longer && upright {
        second.x += dx;
    }
}

/// Returns where one device that is carried to a point lands: on the face of a wall that is near, as when it is placed; `None` for
/// several objects and for what stands on no wall.
pub fn landing(
    sheet: &Sheet,
    symbols: &SymbolLibrary,
    ids: &[EntityId],
    (dx, dy): (f64, f64),
    reach_ft: f64,
) -> Option<DevicePlace> {
    let [EntityId::Device(_, id)] = ids else { return None };
    let device = sheet.devices.get(id)?;
    let symbol = symbols.of_device(device.kind, &device.symbol)?;
    let to = PlanPoint { x: device.at.x + dx, y: device.at.y + dy };
    (symbol.mount == Mount::Wall).then(|| place_for(sheet, symbol, to, (reach_ft, device.rotation_deg)))
}

/// Returns the step that puts one device where it lands; runs that end at it follow.
pub fn landed(sheet: &Sheet, ids: &[EntityId], place: DevicePlace) -> Option<PlanStep> {
    let [EntityId::Device(_, id)] = ids else { return None };
    let device = sheet.devices.get(id)?;
    let (dx, dy) = (place.at.x - device.at.x, place.at.y - device.at.y);
    let degrees = place.rotation_deg - device.rotation_deg;
    if dx.hypot(dy) < 1e-9 && degrees.abs() < 1e-9 {
        return None;
    }
    let edits = placed(sheet, ids, degrees, &|at| PlanPoint { x: at.x + dx, y: at.y + dy });
    Some(PlanStep { label: format!("Move {}", words_for(sheet, ids)), edits })
}

/// Returns the step that draws devices with another symbol of their kind; nothing where all have it.
pub fn with_symbol(sheet: &Sheet, ids: &[EntityId], symbol: &Symbol) -> Option<PlanStep> {
    let changed = ids.iter().filter_map(|id| {
        let EntityId::Device(_, id) = id else { return None };
        let device = sheet.devices.get(id)?;
        let differs = device.symbol != symbol.name && device.kind == symbol.kind;
        differs.then(|| Device { symbol: symbol.name.clone(), ..device.as_ref().clone() })
    });
    let edits: Vec<Edit> =
        changed.map(|device| Edit::PutDevice { sheet: sheet.id, device: Box::new(device) }).collect();
    let label = format!("Change symbol of {} to {}", words_for(sheet, ids), symbol.title);
    (!edits.is_empty()).then_some(PlanStep { label, edits })
}

/// Returns the step that moves objects; nothing where they would stay.
pub fn moved(sheet: &Sheet, ids: &[EntityId], dx: f64, dy: f64) -> Option<PlanStep> {
    if dx.hypot(dy) < 1e-9 {
        return None;
    }
    let edits = placed(sheet, ids, 0.0, &|at| PlanPoint { x: at.x + dx, y: at.y + dy });
    let label = format!("Move {}", words_for(sheet, ids));
    (!edits.is_empty()).then_some(PlanStep { label, edits })
}

/// Returns the step that turns objects about a point, or about the middle of all of them.
pub fn rotated(sheet: &Sheet, ids: &[EntityId], about: Option<PlanPoint>, degrees: f64) -> Option<PlanStep> {
    let about = about.or_else(|| middle(sheet, ids))?;
    let edits = placed(sheet, ids, degrees, &|at| turned(at, about, degrees));
    let label = format!("Rotate {}", words_for(sheet, ids));
    (!edits.is_empty()).then_some(PlanStep { label, edits })
}

fn middle(sheet: &Sheet, ids: &[EntityId]) -> Option<PlanPoint> {
    let points = ids.iter().flat_map(|id| points_of(sheet, *id));
    let rect = rect_of(points)?;
    Some(PlanPoint { x: (rect.min.x + rect.max.x) / 2.0, y: (rect.min.y + rect.max.y) / 2.0 })
}

/// Returns the points that make up an object.
pub fn points_of(sheet: &Sheet, id: EntityId) -> Vec<PlanPoint> {
    match id {
        EntityId::Device(_, id) => sheet.devices.get(&id).map(|device| device.at).into_iter().collect(),
        EntityId::Wall(_, id) => sheet.walls.get(&id).map(|w| vec![w.from, w.to]).unwrap_or_default(),
        EntityId::Opening(_, id) => {
            let opening = sheet.openings.get(&id);
            let at = opening.and_then(|o| Some(sheet.walls.get(&o.wall)?.point_at(o.along_ft)));
            at.into_iter().collect()
        }
        EntityId::Room(_, id) => sheet.rooms.get(&id).map(|room| room.outline.clone()).unwrap_or_default(),
        EntityId::Area(_, id) => sheet.areas.get(&id).map(|area| area.outline.clone()).unwrap_or_default(),
        EntityId::Run(_, id) => sheet.runs.get(&id).map(|run| run.path.clone()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Returns the step that puts one point of an object elsewhere: an end of a wall, a corner of an outline, a bend of a run.
pub fn with_point(sheet: &Sheet, id: EntityId, place: usize, to: PlanPoint) -> Option<PlanStep> {
    let at = sheet.id;
    let put = |points: &[PlanPoint]| {
        let mut points = points.to_vec();
        *points.get_mut(place)? = to;
        Some(points)
    };
    let edit = match id {
        EntityId::Wall(_, id) => {
            let mut wall = sheet.walls.get(&id)?.as_ref().clone();
            *if place == 0 { &mut wall.from } else { &mut wall.to } = to;
            Edit::PutWall { sheet: at, wall: Box::new(wall) }
        }
        EntityId::Room(_, id) => {
            let mut room = sheet.rooms.get(&id)?.as_ref().clone();
            room.outline = put(&room.outline)?;
            Edit::PutRoom { sheet: at, room: Box::new(room) }
        }
        EntityId::Area(_, id) => {
            let mut area = sheet.areas.get(&id)?.as_ref().clone();
            area.outline = put(&area.outline)?;
            Edit::PutArea { sheet: at, area: Box::new(area) }
        }
        EntityId::Run(_, id) => {
            let mut run = sheet.runs.get(&id)?.as_ref().clone();
            run.path = put(&run.path)?;
            Edit::PutRun { sheet: at, run: Box::new(run) }
        }
        _ => return None,
    };
    Some(PlanStep { label: format!("Reshape {}", words_for(sheet, &[id])), edits: vec![edit] })
}

#[cfg(test)]
mod tests;
