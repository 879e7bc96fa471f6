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

    /// Returns its identity; of a feeder that of what it ends at.
    pub const fn id(&self) -> EntityId {
        match self {
            Self::Project(_) => EntityId::Project,
            Self::Service(_) => EntityId::Service,
            Self::Transformer(transformer) => EntityId::Transformer(transformer.id),
            Self::Panel(panel) => EntityId::Panel(panel.id),
            Self::Feeder(feeder) => match feeder.load {
                FeederLoad::Panel(id) => EntityId::Panel(id),
                FeederLoad::Transformer(id) => EntityId::Transformer(id),
            },
            Self::Circuit(panel, circuit) => EntityId::Circuit(panel.id, circuit.id),
            Self::Room(sheet, room) => EntityId::Room(sheet.id, room.id),
            Self::Device(sheet, device) => EntityId::Device(sheet.id, device.id),
            Self::Run(sheet, run) => EntityId::Run(sheet.id, run.id),
        }
    }

    /// Returns its identity and its name.
    pub fn subject(&self) -> Subject {
        let name = match self {
            Self::Project(_) => "project".to_owned(),
            Self::Service(service) => service.name.clone(),
            Self::Transformer(transformer) => transformer.name.clone(),
            Self::Panel(panel) => panel.name.clone(),
            Self::Feeder(feeder) => format!("feeder of {}", feeder.name),
            Self::Circuit(panel, circuit) => format!("{}/{}", panel.name, circuit.slot),
            Self::Room(_, room) => room.name.clone(),
            Self::Device(_, device) if device.label.is_empty() => format!("{} {}", device.kind, device.id),
            Self::Device(_, device) => device.label.clone(),
            Self::Run(_, run) => run.tag.clone(),
        };
        Subject { id: self.id(), name }
    }
}
