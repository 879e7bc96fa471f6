//! Edits of sheets and what is on them, and of waivers.

use super::plan_load::{Served, follow, served};
use super::{Change, EditError, claim_id};
use crate::domain::{
    Area, AreaId, Device, DeviceId, EntityId, Opening, OpeningId, Project, Room, RoomId, Run, RunId, Sheet,
    SheetId, Underlay, Waiver, WaiverId, Wall, WallId,
};
use std::sync::Arc;

pub(super) fn put_sheet(project: &mut Project, sheet: &Sheet) -> Change {
    let highest = sheet.ids().chain([sheet.id.0]).max().unwrap_or(0);
    claim_id(project, highest);
    let mut circuits = served(sheet);
    let before = project.sheets.insert(sheet.id, Arc::new(sheet.clone()));
    circuits.extend(before.map(|sheet| served(&sheet)).unwrap_or_default());
    let mut change = Change::of(EntityId::Sheet(sheet.id));
    follow(project, &circuits, &mut change);
    change
}

pub(super) fn remove_sheet(project: &mut Project, id: SheetId) -> Result<Change, EditError> {
    let gone = project.sheets.remove(&id).ok_or(EditError::NoSuch("sheet"))?;
    let mut change = Change::of(EntityId::Sheet(id));
    follow(project, &served(&gone), &mut change);
    Ok(change)
}

pub(super) fn rename_sheet(project: &mut Project, id: SheetId, name: &str) -> Result<Change, EditError> {
    name.clone_into(&mut sheet_mut(project, id)?.name);
    Ok(Change::of(EntityId::Sheet(id)))
}

pub(super) fn set_underlays(
    project: &mut Project,
    id: SheetId,
    underlays: &[Underlay],
) -> Result<Change, EditError> {
    sheet_mut(project, id)?.underlays = underlays.to_vec();
    Ok(Change::of(EntityId::Sheet(id)))
}

pub(super) fn put_wall(project: &mut Project, sheet: SheetId, wall: &Wall) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.walls.insert(wall.id, Arc::new(wall.clone()));
    claim_id(project, wall.id.0);
    Ok(Change::of(EntityId::Wall(sheet, wall.id)))
}

pub(super) fn remove_wall(project: &mut Project, sheet: SheetId, wall: WallId) -> Result<Change, EditError> {
    let on = sheet_mut(project, sheet)?;
    on.walls.remove(&wall).ok_or(EditError::NoSuch("wall"))?;
    let mut change = Change::of(EntityId::Wall(sheet, wall));
    let gone: Vec<OpeningId> = on.openings.values().filter(|o| o.wall == wall).map(|o| o.id).collect();
    for id in gone {
        on.openings.remove(&id);
        change.touched.insert(EntityId::Opening(sheet, id));
    }
    Ok(change)
}

pub(super) fn put_opening(
    project: &mut Project,
    sheet: SheetId,
    opening: &Opening,
) -> Result<Change, EditError> {
    let on = sheet_mut(project, sheet)?;
    if !on.walls.contains_key(&opening.wall) {
        return Err(EditError::NoSuch("wall"));
    }
    on.openings.insert(opening.id, Arc::new(opening.clone()));
    claim_id(project, opening.id.0);
    Ok(Change::of(EntityId::Opening(sheet, opening.id)))
}

pub(super) fn remove_opening(
    project: &mut Project,
    sheet: SheetId,
    opening: OpeningId,
) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.openings.remove(&opening).ok_or(EditError::NoSuch("opening"))?;
    Ok(Change::of(EntityId::Opening(sheet, opening)))
}

pub(super) fn put_area(project: &mut Project, sheet: SheetId, area: &Area) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.areas.insert(area.id, Arc::new(area.clone()));
    claim_id(project, area.id.0);
    Ok(Change::of(EntityId::Area(sheet, area.id)))
}

pub(super) fn remove_area(project: &mut Project, sheet: SheetId, area: AreaId) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.areas.remove(&area).ok_or(EditError::NoSuch("area"))?;
    Ok(Change::of(EntityId::Area(sheet, area)))
}

pub(super) fn put_room(project: &mut Project, sheet: SheetId, room: &Room) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.rooms.insert(room.id, Arc::new(room.clone()));
    claim_id(project, room.id.0);
    Ok(Change::of(EntityId::Room(sheet, room.id)))
}

pub(super) fn remove_room(project: &mut Project, sheet: SheetId, room: RoomId) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.rooms.remove(&room).ok_or(EditError::NoSuch("room"))?;
    Ok(Change::of(EntityId::Room(sheet, room)))
}

pub(super) fn put_device(
    project: &mut Project,
    sheet: SheetId,
    device: &Device,
) -> Result<Change, EditError> {
    let before = sheet_mut(project, sheet)?.devices.insert(device.id, Arc::new(device.clone()));
    claim_id(project, device.id.0);
    let mut change = Change::of(EntityId::Device(sheet, device.id));
    let circuits: Served =
        before.and_then(|before| before.circuit).into_iter().chain(device.circuit).collect();
    follow(project, &circuits, &mut change);
    Ok(change)
}

pub(super) fn remove_device(
    project: &mut Project,
    sheet: SheetId,
    device: DeviceId,
) -> Result<Change, EditError> {
    let gone = sheet_mut(project, sheet)?.devices.remove(&device).ok_or(EditError::NoSuch("device"))?;
    let mut change = Change::of(EntityId::Device(sheet, device));
    follow(project, &gone.circuit.into_iter().collect(), &mut change);
    Ok(change)
}

pub(super) fn put_run(project: &mut Project, sheet: SheetId, run: &Run) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.runs.insert(run.id, Arc::new(run.clone()));
    claim_id(project, run.id.0);
    Ok(Change::of(EntityId::Run(sheet, run.id)))
}

pub(super) fn remove_run(project: &mut Project, sheet: SheetId, run: RunId) -> Result<Change, EditError> {
    sheet_mut(project, sheet)?.runs.remove(&run).ok_or(EditError::NoSuch("run"))?;
    Ok(Change::of(EntityId::Run(sheet, run)))
}

pub(super) fn put_waiver(project: &mut Project, waiver: &Waiver) -> Change {
    claim_id(project, waiver.id.0);
    project.waivers.insert(waiver.id, Arc::new(waiver.clone()));
    Change::of(EntityId::Waiver(waiver.id))
}

pub(super) fn remove_waiver(project: &mut Project, id: WaiverId) -> Result<Change, EditError> {
    project.waivers.remove(&id).ok_or(EditError::NoSuch("waiver"))?;
    Ok(Change::of(EntityId::Waiver(id)))
}

fn sheet_mut(project: &mut Project, id: SheetId) -> Result<&mut Sheet, EditError> {
    project.sheets.get_mut(&id).map(Arc::make_mut).ok_or(EditError::NoSuch("sheet"))
}

/// Gives symbols of the plan that bear the name of something its new name.
pub(super) fn relabel(
    project: &mut Project,
    (from, to): (&str, &str),
    is_symbol: impl Fn(&Device) -> bool,
    change: &mut Change,
) {
    let (from, to) = (from.trim(), to.trim());
    if from == to || from.is_empty() {
        return;
    }
    for (id, sheet) in &mut project.sheets {
        let named: Vec<DeviceId> = (sheet.devices.values())
            .filter(|device| is_symbol(device) && device.label.trim().eq_ignore_ascii_case(from))
            .map(|device| device.id)
            .collect();
        for device in named {
            if let Some(symbol) = Arc::make_mut(sheet).devices.get_mut(&device) {
                to.clone_into(&mut Arc::make_mut(symbol).label);
                change.touched.insert(EntityId::Device(*id, device));
            }
        }
    }
}
