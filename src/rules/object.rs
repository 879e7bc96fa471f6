//! The objects of a project that rules look at, and their names for people.

use crate::domain::{
    Circuit, Device, EntityId, FeederLoad, Panel, Project, Room, Run, Service, Sheet, Transformer,
};
use crate::rules::FeederRef;

named_enum!(
    /// A kind of object.
    ObjectKind {
        Project = "project",
        Service = "service",
        Transformer = "transformer",
        Panel = "panelboard",
        Feeder = "feeder",
        Circuit = "circuit",
        Room = "room",
        Device = "device",
        Run = "conduit run",
    }
);

/// One object.
#[derive(Clone, Debug)]
pub enum Object<'p> {
    Project(&'p Project),
    Service(&'p Service),
    Transformer(&'p Transformer),
    Panel(&'p Panel),
    Feeder(FeederRef<'p>),
    Circuit(&'p Panel, &'p Circuit),
    Room(&'p Sheet, &'p Room),
    Device(&'p Sheet, &'p Device),
    Run(&'p Sheet, &'p Run),
}

/// What a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Of a feeder: what it ends at.
    pub id: EntityId,
    /// As schedules say it: `LP-1/13`, `LP-1`, `feeder of LP-1`.
    pub name: String,
}

impl Object<'_> {
    /// Returns what kind it is.
    pub const fn kind(&self) -> ObjectKind {
        match self {
            Self::Project(_) => ObjectKind::Project,
            Self::Service(_) => ObjectKind::Service,
            Self::Transformer(_) => ObjectKind::Transformer,
            Self::Panel(_) => ObjectKind::Panel,
            Self::Feeder(_) => ObjectKind::Feeder,
            Self::Circuit(..) => ObjectKind::Circuit,
            Self::Room(..) => ObjectKind::Room,
            Self::Device(..) => ObjectKind::Device,
            Self::Run(..) => ObjectKind::Run,
        }
    }

    /// Returns its identity and its name.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Project(_) => Subject { id: EntityId::Project, name: "project".to_owned() },
            Self::Service(service) => Subject { id: EntityId::Service, name: service.name.clone() },
            Self::Transformer(t) => Subject { id: EntityId::Transformer(t.id), name: t.name.clone() },
            Self::Panel(panel) => Subject { id: EntityId::Panel(panel.id), name: panel.name.clone() },
            Self::Feeder(feeder) => {
                let id = match feeder.load {
                    FeederLoad::Panel(id) => EntityId::Panel(id),
                    FeederLoad::Transformer(id) => EntityId::Transformer(id),
                };
                Subject { id, name: format!("feeder of {}", feeder.name) }
            }
            Self::Circuit(panel, circuit) => Subject {
                id: EntityId::Circuit(panel.id, circuit.id),
                name: format!("{}/{}", panel.name, circuit.slot),
            },
            Self::Room(sheet, room) => {
                Subject { id: EntityId::Room(sheet.id, room.id), name: room.name.clone() }
            }
            Self::Device(sheet, device) => {
                let name = if device.label.is_empty() {
                    format!("{} {}", device.kind, device.id)
                } else {
                    device.label.clone()
                };
                Subject { id: EntityId::Device(sheet.id, device.id), name }
            }
            Self::Run(sheet, run) => Subject { id: EntityId::Run(sheet.id, run.id), name: run.tag.clone() },
        }
    }
}
