//! Changes to chosen objects: moved, copied, turned, removed; each one undo step.

use super::PlanStep;
use super::geometry::{nearest_on, rect_of, turned};
use crate::domain::{
    AreaId, Device, DeviceId, Edit, EntityId, OpeningId, Project, RoomId, Run, RunId, Sheet, WallId,
};
use crate::rules::orphaned_waivers;
use crate::units::PlanPoint;
use crate::workbench::circuiting::load_changes;
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

/// Says what a sheet that goes takes along, a line each.
pub fn sheet_removal_words(project: &Project, sheet: &Sheet) -> Vec<String> {
    let on = sheet.devices.values().filter(|device| device.circuit.is_some()).count();
    let mut said = Vec::new();
    if on > 0 {
        let s = if on == 1 { " is" } else { "s are" };
        said.push(format!("{on} device{s} on circuits; typed loads stay, undo brings everything back"));
    }
    let mut ids: Vec<EntityId> = vec![EntityId::Sheet(sheet.id)];
    ids.extend(sheet.rooms.keys().map(|id| EntityId::Room(sheet.id, *id)));
    ids.extend(sheet.devices.keys().map(|id| EntityId::Device(sheet.id, *id)));
    ids.extend(sheet.runs.keys().map(|id| EntityId::Run(sheet.id, *id)));
    said.extend(load_changes(project, &[Edit::RemoveSheet(sheet.id)]));
    said.extend(orphaned_waivers(project, &ids));
    said
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

/// Returns the step that copies objects, and the ids of the copies. Openings are copied into the copy of their wall.
pub fn copied(
    project: &Project,
    sheet: &Sheet,
    ids: &[EntityId],
    dx: f64,
    dy: f64,
) -> Option<(PlanStep, Vec<EntityId>)> {
    let mut next = project.next_id();
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let place = |at: PlanPoint| PlanPoint { x: at.x + dx, y: at.y + dy };
    let all = |points: &[PlanPoint]| points.iter().map(|at| place(*at)).collect::<Vec<_>>();
    let (mut edits, mut copies) = (Vec::new(), Vec::new());
    let at = sheet.id;
    for entity in ids {
        match *entity {
            EntityId::Device(_, id) => {
                let Some(device) = sheet.devices.get(&id) else { continue };
                let id = DeviceId(fresh());
                let device = Box::new(Device { id, at: place(device.at), ..device.as_ref().clone() });
                edits.push(Edit::PutDevice { sheet: at, device });
                copies.push(EntityId::Device(at, id));
            }
            EntityId::Wall(_, old) => {
                let Some(wall) = sheet.walls.get(&old) else { continue };
                let id = WallId(fresh());
                let (from, to) = (place(wall.from), place(wall.to));
                let wall = Box::new(crate::domain::Wall { id, from, to, ..wall.as_ref().clone() });
                edits.push(Edit::PutWall { sheet: at, wall });
                copies.push(EntityId::Wall(at, id));
                for opening in sheet.openings.values().filter(|opening| opening.wall == old) {
                    let mut opening = opening.as_ref().clone();
                    (opening.id, opening.wall) = (OpeningId(fresh()), id);
                    edits.push(Edit::PutOpening { sheet: at, opening: Box::new(opening) });
                }
            }
            EntityId::Room(_, id) => {
                let Some(room) = sheet.rooms.get(&id) else { continue };
                let mut room = room.as_ref().clone();
                (room.id, room.outline) = (RoomId(fresh()), all(&room.outline));
                copies.push(EntityId::Room(at, room.id));
                edits.push(Edit::PutRoom { sheet: at, room: Box::new(room) });
            }
            EntityId::Area(_, id) => {
                let Some(area) = sheet.areas.get(&id) else { continue };
                let mut area = area.as_ref().clone();
                (area.id, area.outline) = (AreaId(fresh()), all(&area.outline));
                copies.push(EntityId::Area(at, area.id));
                edits.push(Edit::PutArea { sheet: at, area: Box::new(area) });
            }
            EntityId::Run(_, id) => {
                let Some(run) = sheet.runs.get(&id) else { continue };
                let id = RunId(fresh());
                let tag = free_tag(sheet, &run.tag);
                let run = Box::new(Run { id, tag, path: all(&run.path), ..run.as_ref().clone() });
                edits.push(Edit::PutRun { sheet: at, run });
                copies.push(EntityId::Run(at, id));
            }
            _ => {}
        }
    }
    let label = format!("Copy {}", words_for(sheet, ids));
    (!edits.is_empty()).then_some((PlanStep { label, edits }, copies))
}

/// Returns a tag that no run of the sheet has: `R-11` becomes the next free number.
fn free_tag(sheet: &Sheet, tag: &str) -> String {
    let stem = tag.trim_end_matches(|c: char| c.is_ascii_digit());
    let width = tag.len() - stem.len();
    let numbers = sheet.runs.values().filter_map(|run| run.tag.strip_prefix(stem)?.parse::<u64>().ok());
    let next = numbers.max().unwrap_or(0) + 1;
    format!("{stem}{next:0width$}")
}

/// What removing objects takes: the edits, and in words everything else that it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    pub step: PlanStep,
    pub consequences: Vec<String>,
}

/// Plans the removal of objects.
pub fn removal(project: &Project, sheet: &Sheet, ids: &[EntityId]) -> Option<Removal> {
    let at = sheet.id;
    let mut consequences = Vec::new();
    let mut edits = Vec::new();
    let goes = |id: EntityId| ids.contains(&id);
    // Openings first: their wall takes them along.
    let rank = |id: &EntityId| u8::from(!matches!(id, EntityId::Opening(..)));
    let mut ordered = ids.to_vec();
    ordered.sort_by_key(rank);
    for entity in &ordered {
        match *entity {
            EntityId::Device(_, device) => {
                let Some(record) = sheet.devices.get(&device) else { continue };
                edits.push(Edit::RemoveDevice { sheet: at, device });
                consequences.extend(device_words(project, sheet, record, &goes));
            }
            EntityId::Wall(_, wall) => {
                edits.push(Edit::RemoveWall { sheet: at, wall });
                let openings = sheet.openings.values().filter(|o| o.wall == wall);
                let more = openings.filter(|o| !goes(EntityId::Opening(at, o.id))).count();
                if more > 0 {
                    let s = if more == 1 { "" } else { "s" };
                    consequences.push(format!("{more} opening{s} in the wall will go with it"));
                }
            }
            EntityId::Opening(_, opening) => edits.push(Edit::RemoveOpening { sheet: at, opening }),
            EntityId::Room(_, room) => {
                let Some(record) = sheet.rooms.get(&room) else { continue };
                edits.push(Edit::RemoveRoom { sheet: at, room });
                let inside = sheet.devices.values().filter(|d| d.at.lies_in(&record.outline));
                let count = inside.filter(|d| !goes(EntityId::Device(at, d.id))).count();
                if count > 0 {
                    let s = if count == 1 { " stands" } else { "s stand" };
                    let text = format!(
                        "{count} device{s} in {}; rules of its use no longer see them there",
                        record.name
                    );
                    consequences.push(text);
                }
            }
            EntityId::Area(_, area) => edits.push(Edit::RemoveArea { sheet: at, area }),
            EntityId::Run(_, run) => {
                let Some(record) = sheet.runs.get(&run) else { continue };
                edits.push(Edit::RemoveRun { sheet: at, run });
                for (panel, circuit) in &record.circuits {
                    let name = crate::workbench::properties::name_of(
                        project,
                        &[EntityId::Circuit(*panel, *circuit)],
                    );
                    if !name.is_empty() {
                        consequences.push(format!("{name} loses its conduit {}", record.tag));
                    }
                }
            }
            _ => {}
        }
    }
    consequences.extend(load_changes(project, &edits));
    consequences.extend(orphaned_waivers(project, ids));
    let label = format!("Delete {}", words_for(sheet, ids));
    (!edits.is_empty()).then_some(Removal { step: PlanStep { label, edits }, consequences })
}

/// Says what hangs on a device: its load on a circuit, runs that end at it.
fn device_words(
    project: &Project,
    sheet: &Sheet,
    device: &Device,
    goes: &dyn Fn(EntityId) -> bool,
) -> Vec<String> {
    let name = crate::workbench::properties::name_of(project, &[EntityId::Device(sheet.id, device.id)]);
    let circuit = device.circuit.map(|(panel, circuit)| {
        let of = crate::workbench::properties::name_of(project, &[EntityId::Circuit(panel, circuit)]);
        format!("{name} is on {of}")
    });
    let ends = |run: &Run| {
        let end = |at: Option<&PlanPoint>| {
            at.is_some_and(|at| super::geometry::distance(*at, device.at) <= AT_DEVICE_FT)
        };
        end(run.path.first()) || end(run.path.last())
    };
    let runs = sheet.runs.values().filter(|run| ends(run) && !goes(EntityId::Run(sheet.id, run.id)));
    circuit.into_iter().chain(runs.map(|run| format!("{} ends at {name}", run.tag))).collect()
}

#[cfg(test)]
mod tests;
