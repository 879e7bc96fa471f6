//! Copies of chosen objects.

use super::words_for;
use crate::domain::{
    AreaId, Device, DeviceId, Edit, EntityId, OpeningId, Project, RoomId, Run, RunId, Sheet, WallId,
};
use crate::units::PlanPoint;
use crate::workbench::plan::PlanStep;

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
