//! One record of a project by itself: what the journal of a session writes after a change.
//!
//! A record says what is there now, not what was done, so that reading it twice does no harm.

use super::circuit::CircuitRecord;
use super::ground::{AreaRecord, OpeningRecord, WallRecord};
use super::one_line::PlaceRecord;
use super::panel::PanelRecord;
use super::plan::{DeviceRecord, RoomRecord, RunRecord, SheetRecord};
use super::project::{InfoRecord, ProjectFile, SettingsRecord};
use super::review::{AmendmentRecord, BaselineRecord, WaiverRecord};
use super::supply::{ServiceRecord, TransformerRecord};
use crate::domain::{
    AreaId, CircuitId, DeviceId, EntityId, OpeningId, Panel, PanelId, Project, RoomId, RunId, Sheet, SheetId,
    TransformerId, WaiverId, WallId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The present state of one record, or that it is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::document) enum EntityRecord {
    Project {
        project: InfoRecord,
        settings: SettingsRecord,
    },
    Service(Option<ServiceRecord>),
    /// The facts; circuits are records of their own.
    Panel(Box<PanelRecord>),
    NoPanel(PanelId),
    Circuit(PanelId, Box<CircuitRecord>),
    NoCircuit(PanelId, CircuitId),
    Transformer(Box<TransformerRecord>),
    NoTransformer(TransformerId),
    Sheet(Box<SheetRecord>),
    NoSheet(SheetId),
    Wall(SheetId, WallRecord),
    NoWall(SheetId, WallId),
    Opening(SheetId, OpeningRecord),
    NoOpening(SheetId, OpeningId),
    Area(SheetId, AreaRecord),
    NoArea(SheetId, AreaId),
    Room(SheetId, RoomRecord),
    NoRoom(SheetId, RoomId),
    Device(SheetId, DeviceRecord),
    NoDevice(SheetId, DeviceId),
    Run(SheetId, RunRecord),
    NoRun(SheetId, RunId),
    Waiver(Box<WaiverRecord>),
    NoWaiver(WaiverId),
    Baseline(Option<BaselineRecord>),
    Amendments(Vec<AmendmentRecord>),
    /// The whole hand layout.
    OneLine(Vec<PlaceRecord>),
}

impl EntityRecord {
    /// Writes one record as it is in the project.
    pub fn of(project: &Project, entity: EntityId) -> Self {
        let sheet = |id: SheetId| project.sheet(id);
        match entity {
            EntityId::Project => {
                Self::Project { project: project.info().into(), settings: project.settings().into() }
            }
            EntityId::Service => Self::Service(project.service().map(Into::into)),
            EntityId::Panel(id) => project
                .panel(id)
                .map_or(Self::NoPanel(id), |panel| Self::Panel(Box::new(PanelRecord::facts(panel)))),
            EntityId::Circuit(panel, id) => project
                .panel(panel)
                .and_then(|p| p.circuit(id))
                .map_or(Self::NoCircuit(panel, id), |c| Self::Circuit(panel, Box::new(c.into()))),
            EntityId::Transformer(id) => project
                .transformer(id)
                .map_or(Self::NoTransformer(id), |t| Self::Transformer(Box::new(t.into()))),
            EntityId::Sheet(id) => {
                sheet(id).map_or(Self::NoSheet(id), |sheet| Self::Sheet(Box::new(sheet.into())))
            }
            EntityId::Wall(on, id) => sheet(on)
                .and_then(|s| s.walls.get(&id))
                .map_or(Self::NoWall(on, id), |wall| Self::Wall(on, wall.as_ref().into())),
            EntityId::Opening(on, id) => sheet(on)
                .and_then(|s| s.openings.get(&id))
                .map_or(Self::NoOpening(on, id), |opening| Self::Opening(on, opening.as_ref().into())),
            EntityId::Area(on, id) => sheet(on)
                .and_then(|s| s.areas.get(&id))
                .map_or(Self::NoArea(on, id), |area| Self::Area(on, area.as_ref().into())),
            EntityId::Room(on, id) => sheet(on)
                .and_then(|s| s.rooms.get(&id))
                .map_or(Self::NoRoom(on, id), |room| Self::Room(on, room.as_ref().into())),
            EntityId::Device(on, id) => sheet(on)
                .and_then(|s| s.devices.get(&id))
                .map_or(Self::NoDevice(on, id), |device| Self::Device(on, device.as_ref().into())),
            EntityId::Run(on, id) => sheet(on)
                .and_then(|s| s.runs.get(&id))
                .map_or(Self::NoRun(on, id), |run| Self::Run(on, run.as_ref().into())),
            EntityId::Waiver(id) => {
                project.waiver(id).map_or(Self::NoWaiver(id), |waiver| Self::Waiver(Box::new(waiver.into())))
            }
            EntityId::Baseline => Self::Baseline(project.baseline().map(Into::into)),
            EntityId::Amendments => Self::Amendments(project.amendments().iter().map(Into::into).collect()),
            EntityId::OneLine => Self::OneLine(project.one_line().map(Into::into).collect()),
        }
    }

    /// Puts the record in its place in a project file. What hangs on a record that is gone is ignored.
    pub fn put_into(self, file: &mut ProjectFile) {
        match self {
            Self::Project { project, settings } => {
                file.project = project;
                file.settings = settings;
            }
            Self::Service(service) => file.service = service,
            Self::Panel(mut panel) => {
                if let Some(present) = file.panels.iter_mut().find(|p| p.id == panel.id) {
                    panel.circuits = std::mem::take(&mut present.circuits);
                    *present = *panel;
                } else {
                    file.panels.push(*panel);
                }
            }
            Self::NoPanel(id) => file.panels.retain(|p| p.id != id),
            Self::Circuit(panel, circuit) => {
                if let Some(panel) = file.panels.iter_mut().find(|p| p.id == panel) {
                    put(&mut panel.circuits, *circuit, |c| c.id);
                }
            }
            Self::NoCircuit(panel, id) => {
                if let Some(panel) = file.panels.iter_mut().find(|p| p.id == panel) {
                    panel.circuits.retain(|c| c.id != id);
                }
            }
            Self::Transformer(transformer) => put(&mut file.transformers, *transformer, |t| t.id),
            Self::NoTransformer(id) => file.transformers.retain(|t| t.id != id),
            Self::Sheet(sheet) => put(&mut file.sheets, *sheet, |s| s.id),
            Self::NoSheet(id) => file.sheets.retain(|s| s.id != id),
            Self::Wall(on, wall) => on_sheet(file, on, |sheet| put(&mut sheet.walls, wall, |w| w.id)),
            Self::NoWall(on, id) => on_sheet(file, on, |sheet| sheet.walls.retain(|w| w.id != Some(id))),
            Self::Opening(on, o) => on_sheet(file, on, |sheet| put(&mut sheet.openings, o, |o| o.id)),
            Self::NoOpening(on, id) => on_sheet(file, on, |sheet| sheet.openings.retain(|o| o.id != id)),
            Self::Area(on, area) => on_sheet(file, on, |sheet| put(&mut sheet.areas, area, |a| a.id)),
            Self::NoArea(on, id) => on_sheet(file, on, |sheet| sheet.areas.retain(|a| a.id != id)),
            Self::Room(on, room) => on_sheet(file, on, |sheet| put(&mut sheet.rooms, room, |r| r.id)),
            Self::NoRoom(on, id) => on_sheet(file, on, |sheet| sheet.rooms.retain(|r| r.id != id)),
            Self::Device(on, device) => on_sheet(file, on, |sheet| put(&mut sheet.devices, device, |d| d.id)),
            Self::NoDevice(on, id) => on_sheet(file, on, |sheet| sheet.devices.retain(|d| d.id != id)),
            Self::Run(on, run) => on_sheet(file, on, |sheet| put(&mut sheet.runs, run, |r| r.id)),
            Self::NoRun(on, id) => on_sheet(file, on, |sheet| sheet.runs.retain(|r| r.id != id)),
            Self::Waiver(waiver) => put(&mut file.waivers, *waiver, |w| w.id),
            Self::NoWaiver(id) => file.waivers.retain(|w| w.id != id),
            Self::Baseline(baseline) => file.baseline = baseline,
            Self::Amendments(amendments) => file.amendments = amendments,
            Self::OneLine(places) => file.one_line = places,
        }
    }
}

/// Lists the records that differ between two states. What both share costs nothing.
pub(in crate::document) fn changed_records(before: &Project, after: &Project) -> Vec<EntityRecord> {
    let mut touched = BTreeSet::new();
    if before.info() != after.info() || before.settings() != after.settings() {
        touched.insert(EntityId::Project);
    }
    if before.service() != after.service() {
        touched.insert(EntityId::Service);
    }
    let panels: BTreeSet<PanelId> = before.panels().chain(after.panels()).map(|p| p.id).collect();
    for id in panels {
        changed_panel(before.panel(id), after.panel(id), &mut touched);
    }
    let transformers = before.transformers().chain(after.transformers()).map(|t| t.id);
    touched.extend(
        transformers
            .filter(|id| before.transformer(*id) != after.transformer(*id))
            .map(EntityId::Transformer),
    );
    let sheets: BTreeSet<SheetId> = before.sheets().chain(after.sheets()).map(|s| s.id).collect();
    for id in sheets {
        changed_sheet(before.sheet(id), after.sheet(id), id, &mut touched);
    }
    let waivers = before.waivers().chain(after.waivers()).map(|w| w.id);
    touched.extend(waivers.filter(|id| before.waiver(*id) != after.waiver(*id)).map(EntityId::Waiver));
    if before.baseline() != after.baseline() {
        touched.insert(EntityId::Baseline);
    }
    if before.amendments() != after.amendments() {
        touched.insert(EntityId::Amendments);
    }
    if !before.one_line().eq(after.one_line()) {
        touched.insert(EntityId::OneLine);
    }
    touched.into_iter().map(|entity| EntityRecord::of(after, entity)).collect()
}

fn changed_panel(before: Option<&Panel>, after: Option<&Panel>, touched: &mut BTreeSet<EntityId>) {
    let Some(id) = before.or(after).map(|p| p.id) else { return };
    let Some(new) = after else {
        touched.insert(EntityId::Panel(id));
        return;
    };
    if before.is_some_and(|old| std::ptr::eq(old, new)) {
        return;
    }
    if before.map(PanelRecord::facts) != Some(PanelRecord::facts(new)) {
        touched.insert(EntityId::Panel(id));
    }
    let old_circuit = |circuit| before.and_then(|p| p.circuit(circuit));
    let circuits = before.into_iter().chain(after).flat_map(|p| p.circuits().map(|c| c.id));
    touched.extend(
        circuits.filter(|c| old_circuit(*c) != new.circuit(*c)).map(|circuit| EntityId::Circuit(id, circuit)),
    );
}

fn changed_sheet(
    before: Option<&Sheet>,
    after: Option<&Sheet>,
    id: SheetId,
    touched: &mut BTreeSet<EntityId>,
) {
    let (Some(old), Some(new)) = (before, after) else {
        touched.insert(EntityId::Sheet(id));
        return;
    };
    if std::ptr::eq(old, new) {
        return;
    }
    if old.name != new.name || old.underlays != new.underlays {
        touched.insert(EntityId::Sheet(id));
        return;
    }
    touched.extend(differing(&old.walls, &new.walls).map(|wall| EntityId::Wall(id, wall)));
    touched.extend(differing(&old.openings, &new.openings).map(|opening| EntityId::Opening(id, opening)));
    touched.extend(differing(&old.areas, &new.areas).map(|area| EntityId::Area(id, area)));
    touched.extend(differing(&old.rooms, &new.rooms).map(|room| EntityId::Room(id, room)));
    touched.extend(differing(&old.devices, &new.devices).map(|device| EntityId::Device(id, device)));
    touched.extend(differing(&old.runs, &new.runs).map(|run| EntityId::Run(id, run)));
}

/// Returns the keys whose records differ or are on one side only. Shared records are not looked into.
fn differing<'m, K: Copy + Ord, T: PartialEq>(
    old: &'m BTreeMap<K, Arc<T>>,
    new: &'m BTreeMap<K, Arc<T>>,
) -> impl Iterator<Item = K> {
    let same = |key: &K| match (old.get(key), new.get(key)) {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after) || before == after,
        _ => false,
    };
    old.keys().chain(new.keys()).copied().filter(move |key| !same(key))
}

/// Replaces the record with this id, or adds it.
fn put<T, Id: PartialEq>(records: &mut Vec<T>, record: T, id: impl Fn(&T) -> Id) {
    match records.iter_mut().find(|present| id(present) == id(&record)) {
        Some(present) => *present = record,
        None => records.push(record),
    }
}

fn on_sheet(file: &mut ProjectFile, id: SheetId, change: impl FnOnce(&mut SheetRecord)) {
    if let Some(sheet) = file.sheets.iter_mut().find(|sheet| sheet.id == id) {
        change(sheet);
    }
}
