//! The record behind an object: its form and its facts, and both written back as edits.

use crate::domain::facts::{FactOwner, Setting};
use crate::domain::{
    Area, Circuit, Device, Edit, EntityId, Facts, Feeder, Opening, Panel, PanelId, Project, Raceway, Room,
    Run, Service, SheetId, Source, Transformer, Wall, hanging_on_circuit,
};
use crate::workbench::forms::{
    Form, area_form, circuit_form, device_form, new_service, opening_form, panel_form, project_form,
    read_area, read_circuit, read_device, read_opening, read_panel, read_project, read_room, read_run,
    read_service, read_transformer, read_wall, room_form, run_form, service_form, transformer_form,
    wall_form,
};
use crate::workbench::panel_life::plan_change;

/// A record that can be changed and written back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Record {
    Project(Box<crate::domain::DesignSettings>),
    /// A new one where there is none yet.
    Service {
        service: Box<Service>,
        is_new: bool,
    },
    /// With the feeder that ends at it.
    Transformer(Box<Transformer>),
    /// With the feeder that ends at it.
    Panel(Box<Panel>),
    Circuit(PanelId, Box<Circuit>),
    Wall(SheetId, Box<Wall>),
    Opening(SheetId, Box<Opening>),
    Area(SheetId, Box<Area>),
    Room(SheetId, Box<Room>),
    Device(SheetId, Box<Device>),
    Run(SheetId, Box<Run>),
}

/// Edits with what they entail, in words.
pub(super) type Written = (Vec<Edit>, Vec<String>);

impl Record {
    /// Returns the record of an object; `None` when it is gone or has no properties.
    pub fn of(project: &Project, entity: EntityId) -> Option<Self> {
        Some(match entity {
            EntityId::Project => Self::Project(Box::new(project.settings().clone())),
            EntityId::Service => {
                let present = project.service().cloned();
                let is_new = present.is_none();
                Self::Service { service: Box::new(present.unwrap_or_else(|| new_service(project))), is_new }
            }
            EntityId::Transformer(id) => Self::Transformer(Box::new(project.transformer(id)?.clone())),
            EntityId::Panel(id) => Self::Panel(Box::new(project.panel(id)?.clone())),
            EntityId::Circuit(panel, id) => {
                Self::Circuit(panel, Box::new(project.panel(panel)?.circuit(id)?.clone()))
            }
            EntityId::Wall(sheet, id) => {
                Self::Wall(sheet, Box::new(project.sheet(sheet)?.walls.get(&id)?.as_ref().clone()))
            }
            EntityId::Opening(sheet, id) => {
                Self::Opening(sheet, Box::new(project.sheet(sheet)?.openings.get(&id)?.as_ref().clone()))
            }
            EntityId::Area(sheet, id) => {
                Self::Area(sheet, Box::new(project.sheet(sheet)?.areas.get(&id)?.as_ref().clone()))
            }
            EntityId::Room(sheet, id) => {
                Self::Room(sheet, Box::new(project.sheet(sheet)?.rooms.get(&id)?.as_ref().clone()))
            }
            EntityId::Device(sheet, id) => {
                Self::Device(sheet, Box::new(project.sheet(sheet)?.devices.get(&id)?.as_ref().clone()))
            }
            EntityId::Run(sheet, id) => {
                Self::Run(sheet, Box::new(project.sheet(sheet)?.runs.get(&id)?.as_ref().clone()))
            }
            EntityId::Sheet(_)
            | EntityId::Waiver(_)
            | EntityId::Baseline
            | EntityId::Amendments
            | EntityId::OneLine => return None,
        })
    }

    /// Returns what kind of record it is.
    pub const fn owner(&self) -> FactOwner {
        match self {
            Self::Project(_) => FactOwner::Project,
            Self::Service { .. } => FactOwner::Service,
            Self::Transformer(_) => FactOwner::Transformer,
            Self::Panel(_) => FactOwner::Panel,
            Self::Circuit(..) => FactOwner::Circuit,
            Self::Wall(..) => FactOwner::Wall,
            Self::Opening(..) => FactOwner::Opening,
            Self::Area(..) => FactOwner::Area,
            Self::Room(..) => FactOwner::Room,
            Self::Device(..) => FactOwner::Device,
            Self::Run(..) => FactOwner::Run,
        }
    }

    /// Returns the kinds of records whose facts it has: its own, and of what is fed those of its feeder.
    pub const fn owners(&self) -> &'static [FactOwner] {
        match self {
            Self::Project(_) => &[FactOwner::Project],
            Self::Service { .. } => &[FactOwner::Service],
            Self::Transformer(_) => &[FactOwner::Transformer, FactOwner::Feeder],
            Self::Panel(_) => &[FactOwner::Panel, FactOwner::Feeder],
            Self::Circuit(..) => &[FactOwner::Circuit],
            Self::Wall(..) => &[FactOwner::Wall],
            Self::Opening(..) => &[FactOwner::Opening],
            Self::Area(..) => &[FactOwner::Area],
            Self::Room(..) => &[FactOwner::Room],
            Self::Device(..) => &[FactOwner::Device],
            Self::Run(..) => &[FactOwner::Run],
        }
    }

    /// Returns the feeder that ends here.
    pub fn feeder(&self) -> Option<&Feeder> {
        match self {
            Self::Transformer(transformer) => transformer.feeder.as_ref(),
            Self::Panel(panel) => panel.feeder.as_ref(),
            Self::Project(_)
            | Self::Service { .. }
            | Self::Circuit(..)
            | Self::Wall(..)
            | Self::Opening(..)
            | Self::Area(..)
            | Self::Room(..)
            | Self::Device(..)
            | Self::Run(..) => None,
        }
    }

    /// Returns the facts of the record or of its feeder; `None` while there is no feeder.
    pub fn facts(&self, owner: FactOwner) -> Option<&Facts> {
        if owner == FactOwner::Feeder {
            return self.feeder().map(|feeder| &feeder.facts);
        }
        Some(match self {
            Self::Project(settings) => &settings.facts,
            Self::Service { service, .. } => &service.facts,
            Self::Transformer(transformer) => &transformer.facts,
            Self::Panel(panel) => &panel.facts,
            Self::Circuit(_, circuit) => &circuit.facts,
            Self::Wall(_, wall) => &wall.facts,
            Self::Opening(_, opening) => &opening.facts,
            Self::Area(_, area) => &area.facts,
            Self::Room(_, room) => &room.facts,
            Self::Device(_, device) => &device.facts,
            Self::Run(_, run) => &run.facts,
        })
    }

    /// Returns the same facts to be changed.
    pub fn facts_mut(&mut self, owner: FactOwner) -> Option<&mut Facts> {
        if owner == FactOwner::Feeder {
            return match self {
                Self::Transformer(transformer) => transformer.feeder.as_mut().map(|f| &mut f.facts),
                Self::Panel(panel) => panel.feeder.as_mut().map(|f| &mut f.facts),
                _ => None,
            };
        }
        Some(match self {
            Self::Project(settings) => &mut settings.facts,
            Self::Service { service, .. } => &mut service.facts,
            Self::Transformer(transformer) => &mut transformer.facts,
            Self::Panel(panel) => &mut panel.facts,
            Self::Circuit(_, circuit) => &mut circuit.facts,
            Self::Wall(_, wall) => &mut wall.facts,
            Self::Opening(_, opening) => &mut opening.facts,
            Self::Area(_, area) => &mut area.facts,
            Self::Room(_, room) => &mut room.facts,
            Self::Device(_, device) => &mut device.facts,
            Self::Run(_, run) => &mut run.facts,
        })
    }

    /// Returns the form of its fields.
    pub fn form(&self, project: &Project) -> Form {
        match self {
            Self::Project(_) => project_form(project),
            Self::Service { service, .. } => service_form(service),
            Self::Transformer(transformer) => transformer_form(project, transformer),
            Self::Panel(panel) => panel_form(project, panel),
            Self::Circuit(_, circuit) => circuit_form(circuit),
            Self::Wall(_, wall) => wall_form(wall),
            Self::Opening(_, opening) => opening_form(opening),
            Self::Area(_, area) => area_form(area),
            Self::Room(_, room) => room_form(room),
            Self::Device(_, device) => device_form(project, device),
            Self::Run(_, run) => run_form(project, run),
        }
    }

    /// Reads the form back; leaves the reasons at its fields. The project's title block is read by [`Self::written`].
    pub fn read(&self, project: &Project, form: &mut Form) -> Option<Self> {
        Some(match self {
            Self::Project(present) => {
                let (_, settings) = read_project(form, project)?;
                Self::Project(Box::new(crate::domain::DesignSettings {
                    facts: present.facts.clone(),
                    ..settings
                }))
            }
            Self::Service { service, is_new } => {
                Self::Service { service: Box::new(read_service(form, service)?), is_new: *is_new }
            }
            Self::Transformer(t) => Self::Transformer(Box::new(read_transformer(form, project, t)?)),
            Self::Panel(panel) => Self::Panel(Box::new(read_panel(form, project, panel)?)),
            Self::Circuit(panel, circuit) => Self::Circuit(*panel, Box::new(read_circuit(form, circuit)?)),
            Self::Wall(sheet, wall) => Self::Wall(*sheet, Box::new(read_wall(form, wall)?)),
            Self::Opening(sheet, opening) => Self::Opening(*sheet, Box::new(read_opening(form, opening)?)),
            Self::Area(sheet, area) => Self::Area(*sheet, Box::new(read_area(form, area)?)),
            Self::Room(sheet, room) => Self::Room(*sheet, Box::new(read_room(form, room)?)),
            Self::Device(sheet, device) => {
                Self::Device(*sheet, Box::new(read_device(form, project, device)?))
            }
            Self::Run(sheet, run) => Self::Run(*sheet, Box::new(read_run(form, project, run)?)),
        })
    }

    /// Returns the edits that put the record into the project; `form` is the one it was read from.
    ///
    /// # Errors
    /// Says what a panelboard cannot become.
    pub fn written(self, project: &Project, form: &mut Form) -> Result<Written, Vec<String>> {
        let plain = |edit: Edit| Ok((vec![edit], Vec::new()));
        match self {
            Self::Project(settings) => {
                let mut edits = Vec::new();
                if let Some((info, _)) = read_project(form, project)
                    && info != *project.info()
                {
                    edits.push(Edit::SetInfo(info));
                }
                if *settings != *project.settings() {
                    edits.push(Edit::SetSettings(*settings));
                }
                Ok((edits, Vec::new()))
            }
            Self::Service { service, is_new } => {
                let added = format!("{} was added, {}", service.name, service.system.label());
                let words = if is_new { vec![added] } else { Vec::new() };
                Ok((vec![Edit::SetService(Some(*service))], words))
            }
            Self::Transformer(transformer) => plain(Edit::SetTransformer(transformer)),
            Self::Panel(panel) => plan_change(project, &panel).map(|plan| (plan.edits, plan.consequences)),
            Self::Circuit(panel, circuit) => plain(Edit::SetCircuit { panel, circuit }),
            Self::Wall(sheet, wall) => plain(Edit::PutWall { sheet, wall }),
            Self::Opening(sheet, opening) => plain(Edit::PutOpening { sheet, opening }),
            Self::Area(sheet, area) => plain(Edit::PutArea { sheet, area }),
            Self::Room(sheet, room) => plain(Edit::PutRoom { sheet, room }),
            Self::Device(sheet, device) => plain(Edit::PutDevice { sheet, device }),
            Self::Run(sheet, run) => plain(Edit::PutRun { sheet, run }),
        }
    }

    /// Returns what is known of it, for the facts that can matter.
    pub fn setting(&self, project: &Project) -> Setting {
        match self {
            Self::Circuit(_, circuit) => Setting::of_circuit(project, circuit),
            Self::Device(_, device) => Setting::of_device(project, device),
            Self::Project(_)
            | Self::Service { .. }
            | Self::Transformer(_)
            | Self::Panel(_)
            | Self::Wall(..)
            | Self::Opening(..)
            | Self::Area(..)
            | Self::Room(..)
            | Self::Run(..) => Setting::of(project),
        }
    }

    /// Returns whether a field of the form can matter for the record as it is.
    pub fn field_matters(&self, project: &Project, key: &str) -> bool {
        match self {
            Self::Circuit(..) if self.serves_no_load(project) => {
                matches!(key, "description" | "spare" | "trip" | "locked" | "group" | "notes")
            }
            // The breaker that the feeder starts from is its device.
            Self::Panel(_) | Self::Transformer(_) if key == "ocpd" => {
                !matches!(self.feeder().map(|f| f.source), Some(Source::Circuit(..)))
            }
            Self::Panel(panel) if key == "main_rating" => panel.main != crate::domain::Main::LugsOnly,
            _ => true,
        }
    }

    /// Returns whether a field that rules ask for is empty; `None` when the record has no such field.
    pub fn lacks(&self, key: &str) -> Option<bool> {
        let feeder = self.feeder();
        match (self, key) {
            (Self::Circuit(_, circuit), "trip") => Some(circuit.trip.is_none()),
            (Self::Circuit(_, circuit), "load") => Some(circuit.load.total().0 == 0.0),
            (Self::Circuit(_, circuit), "power_factor") => Some(circuit.power_factor.is_none()),
            (Self::Circuit(_, circuit), "size") => Some(circuit.conductors.is_none()),
            (Self::Circuit(_, c), "egc") => Some(c.conductors.as_ref().is_none_or(|set| set.egc.is_none())),
            (Self::Circuit(_, circuit), "raceway") => Some(circuit.raceway.is_none()),
            (Self::Circuit(_, circuit), "trade_size") => Some(no_trade_size(circuit.raceway.as_ref())),
            (Self::Circuit(_, circuit), "length") => Some(circuit.length.is_none()),
            (Self::Panel(_) | Self::Transformer(_), "source") => Some(feeder.is_none()),
            (Self::Panel(_) | Self::Transformer(_), "size") => {
                Some(feeder.is_none_or(|f| f.conductors.is_none()))
            }
            (Self::Panel(_) | Self::Transformer(_), "egc") => {
                let set = feeder.and_then(|f| f.conductors.as_ref());
                Some(set.is_none_or(|set| set.egc.is_none()))
            }
            (Self::Panel(_) | Self::Transformer(_), "raceway") => {
                Some(feeder.is_none_or(|f| f.raceway.is_none()))
            }
            (Self::Panel(_) | Self::Transformer(_), "trade_size") => {
                Some(no_trade_size(feeder.and_then(|f| f.raceway.as_ref())))
            }
            (Self::Panel(_) | Self::Transformer(_), "length") => {
                Some(feeder.is_none_or(|f| f.length.is_none()))
            }
            (Self::Panel(panel), "bus") => Some(panel.bus.is_none()),
            (Self::Panel(panel), "interrupting") => Some(panel.interrupting.is_none()),
            (Self::Panel(_) | Self::Service { .. }, "system") => Some(false),
            (Self::Transformer(transformer), "impedance") => Some(transformer.impedance_percent.is_none()),
            (Self::Transformer(_), "rating") => Some(false),
            (Self::Service { service, .. }, "rating") => Some(service.rating.is_none()),
            (Self::Service { service, .. }, "fault") => Some(service.available_fault.is_none()),
            (Self::Room(_, room), "use") => Some(room.use_type.is_empty()),
            (Self::Device(_, device), "load") => Some(device.load.0 == 0.0),
            (Self::Device(_, device), "circuit") => Some(device.circuit.is_none()),
            (Self::Run(_, run), "circuit") => Some(run.circuits.is_empty()),
            (Self::Run(_, run), "raceway") => Some(run.raceway.is_none()),
            (Self::Run(_, run), "trade_size") => Some(no_trade_size(run.raceway.as_ref())),
            _ => None,
        }
    }

    /// Returns whether facts can matter: the load and the wires of a sub-feed are those of what it feeds.
    pub fn facts_matter(&self, project: &Project) -> bool {
        !self.serves_no_load(project)
    }

    fn serves_no_load(&self, project: &Project) -> bool {
        let Self::Circuit(panel, circuit) = self else { return false };
        circuit.is_spare() || !hanging_on_circuit(project, *panel, circuit.id).is_empty()
    }
}

fn no_trade_size(raceway: Option<&Raceway>) -> bool {
    raceway.is_none_or(|raceway| raceway.trade_size.is_empty())
}
