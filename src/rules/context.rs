//! What rules share in one run: the project, the edition, and facts derived once.

use crate::domain::{
    Circuit, CircuitId, Device, DeviceKind, FeederLoad, Panel, PanelId, Project, Room, Sheet,
};
use crate::engineering::{
    CurrentCarrying, FeederLoads, ProjectLoads, carrying_in_runs, percent_from_service, project_loads,
};
use crate::nec::Edition;
use crate::rules::feed::feeders;
use crate::rules::in_rooms::InRooms;
use crate::rules::{Amended, FeederRef, Object, Threshold};
use std::collections::BTreeMap;

/// The facts of one run.
#[derive(Debug)]
pub struct RuleContext<'p> {
    pub project: &'p Project,
    pub edition: Edition,
    pub loads: ProjectLoads,
    feeders: Vec<FeederRef<'p>>,
    /// Where the loads of each feeder stand in `loads`.
    feeder_loads: BTreeMap<FeederLoad, usize>,
    devices: BTreeMap<(PanelId, CircuitId), Vec<(&'p Sheet, &'p Device)>>,
    in_rooms: InRooms,
    /// Where the plan shows a panelboard: the first symbol with its name.
    panel_places: BTreeMap<PanelId, (&'p Sheet, &'p Device)>,
    carrying: BTreeMap<(PanelId, CircuitId), CurrentCarrying>,
    /// Voltage lost from the service to each panelboard in per cent, where all on the way is known.
    lost_ahead: BTreeMap<PanelId, f64>,
    pub(in crate::rules) amended: Amended,
}

impl<'p> RuleContext<'p> {
    /// Derives the facts of a project for the edition in its settings, with its local amendments.
    pub fn new(project: &'p Project) -> Self {
        let mut devices: BTreeMap<(PanelId, CircuitId), Vec<(&Sheet, &Device)>> = BTreeMap::new();
        for sheet in project.sheets() {
            for device in sheet.devices.values() {
                if let Some(circuit) = device.circuit {
                    devices.entry(circuit).or_default().push((sheet, device));
                }
            }
        }
        let loads = project_loads(project);
        let lost = |panel: &Panel| percent_from_service(project, &loads, FeederLoad::Panel(panel.id)).ok();
        let lost_ahead = project.panels().filter_map(|panel| Some((panel.id, lost(panel)?))).collect();
        let feeder_loads = loads.feeders.iter().enumerate().map(|(at, feeder)| (feeder.load, at)).collect();
        Self {
            project,
            edition: project.settings().edition,
            loads,
            feeders: feeders(project),
            feeder_loads,
            devices,
            in_rooms: InRooms::default(),
            panel_places: panel_places(project),
            carrying: carrying_in_runs(project),
            lost_ahead,
            amended: Amended::by(project.amendments()),
        }
    }

    /// Returns the voltage lost from the service to a panelboard in per cent, where all on the way is known.
    pub fn lost_ahead(&self, panel: &Panel) -> Option<f64> {
        self.lost_ahead.get(&panel.id).copied()
    }

    /// Returns an adjustable number of a rule: what a local amendment says, else the rule's own.
    pub fn threshold(&self, code: &str, threshold: &Threshold) -> f64 {
        self.amended.threshold(code, threshold)
    }

    /// Returns every object: the project, service, transformers, panelboards, feeders, circuits by slot, rooms, devices,
    /// conduit runs.
    pub fn objects(&self) -> Vec<Object<'p>> {
        let project = self.project;
        let circuits = project.panels().flat_map(|panel| {
            panel.circuits_by_slot().into_iter().map(move |circuit| Object::Circuit(panel, circuit))
        });
        let rooms = (project.sheets())
            .flat_map(|sheet| sheet.rooms.values().map(move |room| Object::Room(sheet, room)));
        let devices = (project.sheets())
            .flat_map(|sheet| sheet.devices.values().map(move |device| Object::Device(sheet, device)));
        let runs =
            project.sheets().flat_map(|sheet| sheet.runs.values().map(move |run| Object::Run(sheet, run)));
        let service = project.service().map(Object::Service);
        std::iter::once(Object::Project(project))
            .chain(service)
            .chain(project.transformers().map(Object::Transformer))
            .chain(project.panels().map(Object::Panel))
            .chain(self.feeders.iter().cloned().map(Object::Feeder))
            .chain(circuits)
            .chain(rooms)
            .chain(devices)
            .chain(runs)
            .collect()
    }

    /// Returns the feeders: of panelboards, then of transformers.
    pub fn feeders(&self) -> &[FeederRef<'p>] {
        &self.feeders
    }

    /// Returns the loads of a feeder.
    pub fn feeder_loads(&self, load: FeederLoad) -> Option<&FeederLoads> {
        self.loads.feeders.get(*self.feeder_loads.get(&load)?)
    }

    /// Returns whether a circuit feeds a panelboard or transformer; its conductors are those of the feeder.
    pub fn is_subfeed(&self, panel: &Panel, circuit: &Circuit) -> bool {
        self.loads.panels.get(&panel.id).is_some_and(|loads| loads.is_subfeed(circuit.id))
    }

    /// Returns whether a circuit serves a load of its own: no spare, no sub-feed.
    pub fn is_branch(&self, panel: &Panel, circuit: &Circuit) -> bool {
        !circuit.is_spare() && !self.is_subfeed(panel, circuit)
    }

    /// Returns the devices of the plan that hang on a circuit, each with its sheet.
    pub fn devices(&self, panel: &Panel, circuit: &Circuit) -> &[(&'p Sheet, &'p Device)] {
        self.devices.get(&(panel.id, circuit.id)).map_or(&[], Vec::as_slice)
    }

    /// Returns the devices that lie in a room, in the order of their ids; of rooms that share ground the one drawn first has them.
    pub fn devices_in<'s>(&self, sheet: &'s Sheet, room: &Room) -> impl Iterator<Item = &'s Device> {
        let ids = self.in_rooms.of_room(self.project, sheet.id, room.id);
        ids.iter().filter_map(|id| sheet.devices.get(id)).map(AsRef::as_ref)
    }

    /// Returns whether a receptacle is within 6 ft of a sink or basin that is drawn, as a cord would lie.
    pub fn is_at_sink(&self, sheet: &Sheet, device: &Device) -> bool {
        self.in_rooms.is_at_sink(self.project, sheet.id, device.id)
    }

    /// Returns the symbol of a panelboard on the plan, with its sheet.
    pub fn panel_place(&self, panel: PanelId) -> Option<(&'p Sheet, &'p Device)> {
        self.panel_places.get(&panel).copied()
    }

    /// Returns how many devices of the plan hang on a circuit.
    pub fn outlets(&self, panel: &Panel, circuit: &Circuit) -> usize {
        self.devices(panel, circuit).len()
    }

    /// Returns how many current-carrying conductors lie in the fullest conduit run of a circuit; `None` where it is in none.
    pub fn carrying(&self, panel: PanelId, circuit: CircuitId) -> Option<CurrentCarrying> {
        self.carrying.get(&(panel, circuit)).copied()
    }
}

fn panel_places(project: &Project) -> BTreeMap<PanelId, (&Sheet, &Device)> {
    let is_panel = |(_, device): &(&Sheet, &Device)| device.kind == DeviceKind::PanelLocation;
    let devices = project
        .sheets()
        .flat_map(|sheet| sheet.devices.values().map(move |device| (sheet, device.as_ref())))
        .filter(is_panel);
    let mut places = BTreeMap::new();
    for (sheet, device) in devices {
        let named =
            project.panels().find(|panel| panel.name.trim().eq_ignore_ascii_case(device.label.trim()));
        if let Some(panel) = named {
            places.entry(panel.id).or_insert((sheet, device));
        }
    }
    places
}
