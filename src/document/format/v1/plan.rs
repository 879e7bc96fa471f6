//! Sheets of the floor plan in the file, with rooms, devices and runs; `ground.rs` has what lies below them.

use super::facts::FactsRecord;
use super::ground::{AreaRecord, OpeningRecord, UnderlayRecord, WallRecord, is_zero, zero};
use super::supply::RacewayRecord;
use super::values::{Number, Point, Written, is_default};
use crate::domain::{
    CircuitId, Device, DeviceId, DeviceKind, PanelId, Room, RoomId, Run, RunId, Sheet, SheetId, Wall, WallId,
};
use crate::units::VoltAmperes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A circuit that something on the plan belongs to: `(panel, circuit)`, by id.
type CircuitRef = (PanelId, CircuitId);

/// One sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "sheet", deny_unknown_fields)]
pub(in crate::document) struct SheetRecord {
    pub id: SheetId,
    name: String,
    /// As files of before there could be several had it.
    #[serde(default, skip_serializing_if = "is_default")]
    underlay: Option<UnderlayRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    underlays: Vec<UnderlayRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub walls: Vec<WallRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub openings: Vec<OpeningRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub areas: Vec<AreaRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub rooms: Vec<RoomRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub devices: Vec<DeviceRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub runs: Vec<RunRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "room", deny_unknown_fields)]
pub(in crate::document) struct RoomRecord {
    pub id: RoomId,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    use_type: String,
    #[serde(default, skip_serializing_if = "is_default")]
    outline: Vec<Point>,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "device", deny_unknown_fields)]
pub(in crate::document) struct DeviceRecord {
    pub id: DeviceId,
    kind: Written<DeviceKind>,
    #[serde(default, skip_serializing_if = "is_default")]
    symbol: String,
    at: Point,
    #[serde(default = "zero", skip_serializing_if = "is_zero")]
    rotation_deg: Number,
    #[serde(default = "zero", skip_serializing_if = "is_zero")]
    va: Number,
    #[serde(default, skip_serializing_if = "is_default")]
    circuit: Option<CircuitRef>,
    #[serde(default, skip_serializing_if = "is_default")]
    label: String,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "run", deny_unknown_fields)]
pub(in crate::document) struct RunRecord {
    pub id: RunId,
    #[serde(default, skip_serializing_if = "is_default")]
    tag: String,
    #[serde(default, skip_serializing_if = "is_default")]
    path: Vec<Point>,
    #[serde(default, skip_serializing_if = "is_default")]
    raceway: Option<RacewayRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    circuits: Vec<CircuitRef>,
    #[serde(default, skip_serializing_if = "is_default")]
    pinned: BTreeSet<usize>,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

impl SheetRecord {
    /// Numbers walls that have no identity yet, from `next` on.
    pub fn number_walls(&mut self, next: &mut u64) {
        for wall in self.walls.iter_mut().filter(|wall| wall.id.is_none()) {
            wall.id = Some(WallId(*next));
            *next += 1;
        }
    }

    /// Says which walls, rooms, devices or runs of this sheet share an id.
    pub fn repeated_ids(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut look = |what: &str, ids: Vec<u64>| {
            let mut seen = BTreeSet::new();
            let repeated = ids.into_iter().filter(|id| !seen.insert(*id));
            said.extend(repeated.map(|id| format!("sheet {}: {what} id {id} is used twice", self.name)));
        };
        look("wall", self.walls.iter().filter_map(|w| w.id).map(|id| id.0).collect());
        look("opening", self.openings.iter().map(|o| o.id.0).collect());
        look("area", self.areas.iter().map(|a| a.id.0).collect());
        look("room", self.rooms.iter().map(|r| r.id.0).collect());
        look("device", self.devices.iter().map(|d| d.id.0).collect());
        look("run", self.runs.iter().map(|r| r.id.0).collect());
        said
    }
}

impl From<&Sheet> for SheetRecord {
    fn from(sheet: &Sheet) -> Self {
        let Sheet { id, name, underlays, walls, openings, areas, rooms, devices, runs } = sheet;
        Self {
            id: *id,
            name: name.clone(),
            underlay: None,
            underlays: underlays.iter().map(Into::into).collect(),
            walls: walls.values().map(|wall| wall.as_ref().into()).collect(),
            openings: openings.values().map(|opening| opening.as_ref().into()).collect(),
            areas: areas.values().map(|area| area.as_ref().into()).collect(),
            rooms: rooms.values().map(|room| room.as_ref().into()).collect(),
            devices: devices.values().map(|device| device.as_ref().into()).collect(),
            runs: runs.values().map(|run| run.as_ref().into()).collect(),
        }
    }
}

impl From<SheetRecord> for Sheet {
    fn from(record: SheetRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            underlays: record.underlay.into_iter().chain(record.underlays).map(Into::into).collect(),
            walls: record.walls.into_iter().map(|w| Arc::new(Wall::from(w))).map(|w| (w.id, w)).collect(),
            openings: record.openings.into_iter().map(|o| (o.id, Arc::new(o.into()))).collect(),
            areas: record.areas.into_iter().map(|a| (a.id, Arc::new(a.into()))).collect(),
            rooms: record.rooms.into_iter().map(|r| (r.id, Arc::new(r.into()))).collect(),
            devices: record.devices.into_iter().map(|d| (d.id, Arc::new(d.into()))).collect(),
            runs: record.runs.into_iter().map(|r| (r.id, Arc::new(r.into()))).collect(),
        }
    }
}

impl From<&Room> for RoomRecord {
    fn from(room: &Room) -> Self {
        let Room { id, name, use_type, outline, facts } = room;
        Self {
            id: *id,
            name: name.clone(),
            use_type: use_type.clone(),
            outline: outline.iter().copied().map(Into::into).collect(),
            facts: facts.into(),
        }
    }
}

impl From<RoomRecord> for Room {
    fn from(record: RoomRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            use_type: record.use_type,
            outline: record.outline.into_iter().map(Into::into).collect(),
            facts: record.facts.into(),
        }
    }
}

impl From<&Device> for DeviceRecord {
    fn from(device: &Device) -> Self {
        let Device { id, kind, symbol, at, rotation_deg, load, circuit, label, facts } = device;
        Self {
            id: *id,
            kind: Written(*kind),
            symbol: symbol.clone(),
            at: (*at).into(),
            rotation_deg: Number(*rotation_deg),
            va: Number(load.0),
            circuit: *circuit,
            label: label.clone(),
            facts: facts.into(),
        }
    }
}

impl From<DeviceRecord> for Device {
    fn from(record: DeviceRecord) -> Self {
        Self {
            id: record.id,
            kind: record.kind.0,
            symbol: record.symbol,
            at: record.at.into(),
            rotation_deg: record.rotation_deg.0,
            load: VoltAmperes(record.va.0),
            circuit: record.circuit,
            label: record.label,
            facts: record.facts.into(),
        }
    }
}

impl From<&Run> for RunRecord {
    fn from(run: &Run) -> Self {
        let Run { id, tag, path, raceway, circuits, pinned, facts } = run;
        Self {
            id: *id,
            tag: tag.clone(),
            path: path.iter().copied().map(Into::into).collect(),
            raceway: raceway.as_ref().map(Into::into),
            circuits: circuits.clone(),
            pinned: pinned.clone(),
            facts: facts.into(),
        }
    }
}

impl From<RunRecord> for Run {
    fn from(record: RunRecord) -> Self {
        Self {
            id: record.id,
            tag: record.tag,
            path: record.path.into_iter().map(Into::into).collect(),
            raceway: record.raceway.map(Into::into),
            circuits: record.circuits,
            pinned: record.pinned,
            facts: record.facts.into(),
        }
    }
}
