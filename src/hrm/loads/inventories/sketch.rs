//! Loads before they are a project: a list a panelboard, put on slots, legs and feeders when all is known.

use crate::domain::facts::{FactValue, Facts, circuit, feeder, people, project, stated};
use crate::domain::{
    Circuit, CircuitId, CircuitKind, CircuitLoad, DesignSettings, Feeder, LoadClass, Panel, PanelId,
    PanelParts, Project, ProjectParts, Service, Slot, Source, System,
};
use crate::nec::Edition;
use crate::units::VoltAmperes;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// One load of a panelboard.
#[derive(Clone, Debug)]
pub(super) struct Load {
    pub class: LoadClass,
    pub poles: u8,
    /// Of all poles.
    pub va: f64,
    pub continuous: bool,
    pub spare: bool,
    pub equipment: Option<&'static str>,
    pub required: Option<&'static str>,
}

impl Load {
    /// Returns a load of some poles, to 10 VA.
    pub fn new(class: LoadClass, poles: u8, va: f64) -> Self {
        let va = (va / 10.0).round() * 10.0;
        Self { class, poles, va, continuous: false, spare: false, equipment: None, required: None }
    }

    pub fn of(self, equipment: &'static str) -> Self {
        Self { equipment: Some(equipment), ..self }
    }

    pub fn required(self, word: &'static str) -> Self {
        Self { required: Some(word), ..self }
    }

    pub fn continuous(self, continuous: bool) -> Self {
        Self { continuous, ..self }
    }
}

/// One panelboard.
#[derive(Clone, Debug, Default)]
pub(super) struct PanelSketch {
    pub loads: Vec<Load>,
    /// Place of the panelboard that feeds it in the list; the service does otherwise.
    pub from: Option<usize>,
    /// Its feeder carries a whole dwelling, of this floor area if it is given.
    pub dwelling: Option<Option<f64>>,
    /// It serves a dwelling unit, though its feeder does not carry all of one.
    pub in_unit: bool,
    pub optional: bool,
    pub heat_units: f64,
}

/// A building.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    pub edition: Edition,
    pub occupancy: Option<&'static str>,
    pub area_ft2: Option<f64>,
    pub noncoincident: bool,
    pub system: System,
    /// By the optional method at the service.
    pub optional: bool,
    pub heat_units: f64,
    pub panels: Vec<PanelSketch>,
}

const FIRST_PANEL: u64 = 1;

impl Sketch {
    /// Puts the loads on slots in an order and from a leg that chance decides; `None` where they find no room.
    pub fn project(&self, name: &str, rng: &mut ChaCha8Rng) -> Option<Project> {
        let mut panels = Vec::new();
        let mut next = FIRST_PANEL + self.panels.len() as u64;
        // Breakers that feed other panelboards, by the panelboard fed.
        let mut feeding: Vec<Option<CircuitId>> = vec![None; self.panels.len()];
        for (place, sketch) in self.panels.iter().enumerate() {
            let id = PanelId(FIRST_PANEL + place as u64);
            let fed: Vec<usize> =
                (0..self.panels.len()).filter(|other| self.panels[*other].from == Some(place)).collect();
            let poles = self.system.max_poles();
            let mut breakers: Vec<(Option<usize>, Circuit)> = Vec::new();
            for load in &sketch.loads {
                let circuit = circuit(load, CircuitId(next), poles)?;
                breakers.push((None, circuit));
                next += 1;
            }
            for other in fed {
                let circuit = Circuit { poles, ..Circuit::new(CircuitId(next), Slot(1)) };
                breakers.push((Some(other), circuit));
                next += 1;
            }
            breakers.shuffle(rng);
            let mut columns = [1_u16 + 2 * rng.random_range(0..3_u16), 2];
            let mut circuits = Vec::with_capacity(breakers.len());
            for (fed, mut circuit) in breakers {
                let column = usize::from(columns[1] < columns[0]);
                circuit.slot = Slot(columns[column]);
                columns[column] += 2 * u16::from(circuit.poles);
                if let Some(slot) = fed.and_then(|fed| feeding.get_mut(fed)) {
                    *slot = Some(circuit.id);
                }
                circuits.push(circuit);
            }
            let slots = columns[0].max(columns[1]).div_ceil(2) * 2;
            let mut panel = Panel::new(id, format!("P{}", place + 1), self.system, slots);
            // One section however long: what is drawn is an inventory, not a cabinet.
            panel.sections = 1;
            if slots > 84 {
                return None;
            }
            if sketch.in_unit {
                panel.facts.set(&people::DWELLING_UNIT, Some(FactValue::YesNo(true))).ok()?;
            }
            panels.push(PanelParts { facts: panel, circuits });
        }
        for (place, sketch) in self.panels.iter().enumerate() {
            let source = match sketch.from {
                None => Source::Service,
                Some(from) => Source::Circuit(PanelId(FIRST_PANEL + from as u64), feeding[place]?),
            };
            let mut facts = method(sketch.optional, sketch.heat_units)?;
            if let Some(area) = sketch.dwelling {
                facts.set(&feeder::WHOLE_DWELLING, Some(FactValue::YesNo(true))).ok()?;
                facts.set(&feeder::DWELLING_AREA, area.map(FactValue::Number)).ok()?;
            }
            panels[place].facts.feeder = Some(Feeder { facts, ..Feeder::from(source) });
        }
        let mut facts = Facts::new();
        facts.set(&project::OCCUPANCY, self.occupancy.map(FactValue::Word)).ok()?;
        facts.set(&project::FLOOR_AREA, self.area_ft2.map(FactValue::Number)).ok()?;
        if self.noncoincident {
            facts.set(&project::NONCOINCIDENT, Some(FactValue::YesNo(true))).ok()?;
        }
        let named = Project::named(name);
        let service = Service {
            name: "Utility".to_owned(),
            system: self.system,
            rating: None,
            available_fault: None,
            utility: String::new(),
            notes: String::new(),
            facts: method(self.optional, self.heat_units)?,
        };
        let parts = ProjectParts {
            settings: DesignSettings { edition: self.edition, facts, ..named.settings().clone() },
            service: Some(service),
            panels,
            ..named.to_parts()
        };
        Project::from_parts(parts).ok()
    }
}

fn method(optional: bool, heat_units: f64) -> Option<Facts> {
    let mut facts = Facts::new();
    if optional {
        facts.set(&stated::METHOD, Some(FactValue::Word("optional"))).ok()?;
    }
    if heat_units > 1.0 {
        facts.set(&stated::HEAT_UNITS, Some(FactValue::Number(heat_units))).ok()?;
    }
    Some(facts)
}

fn circuit(load: &Load, id: CircuitId, most_poles: u8) -> Option<Circuit> {
    let mut facts = Facts::new();
    facts.set(&circuit::EQUIPMENT, load.equipment.map(FactValue::Word)).ok()?;
    facts.set(&circuit::DWELLING_CIRCUIT, load.required.map(FactValue::Word)).ok()?;
    Some(Circuit {
        poles: load.poles.min(most_poles),
        kind: if load.spare { CircuitKind::Spare } else { CircuitKind::Branch },
        class: load.class,
        load: CircuitLoad::Total(VoltAmperes(load.va)),
        continuous: load.continuous,
        facts,
        ..Circuit::new(id, Slot(1))
    })
}
