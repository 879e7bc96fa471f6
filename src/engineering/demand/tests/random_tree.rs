//! Random feed trees: occupancies, panelboards below panelboards, dwellings marked on feeders, every class of load.

use crate::domain::facts::{FactValue, Facts, circuit, feeder, project};
use crate::domain::{
    Circuit, CircuitId, CircuitKind, CircuitLoad, DesignSettings, Edit, Feeder, LoadClass, Panel, PanelId,
    Project, Service, Slot, Source, System, apply_all,
};
use crate::nec::Edition;
use crate::units::VoltAmperes;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const OCCUPANCIES: [&str; 9] =
    ["", "one-family", "two-family", "multifamily", "hotel", "hospital", "office", "restaurant", "warehouse"];
const EQUIPMENT: [&str; 7] = ["", "", "range", "dryer", "dishwasher", "water-heater", "disposer"];
const REQUIRED: [&str; 5] = ["", "", "", "small-appliance", "laundry"];

fn set(facts: Facts, fact: &'static crate::domain::facts::Fact, value: FactValue) -> Facts {
    facts.with(fact, value).expect("a value of the fact")
}

/// Returns a tree drawn from a seed.
pub fn random_tree(seed: u64) -> Project {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let occupancy = *OCCUPANCIES.choose(&mut rng).expect("some");
    let mut facts = Facts::new();
    if !occupancy.is_empty() {
        facts = set(facts, &project::OCCUPANCY, FactValue::Word(occupancy));
    }
    if rng.random_range(0..2) == 0 {
        facts = set(facts, &project::NONCOINCIDENT, FactValue::YesNo(true));
    }
    if rng.random_range(0..2) == 0 {
        facts =
            set(facts, &project::FLOOR_AREA, FactValue::Number(f64::from(rng.random_range(500..9000_u32))));
    }
    let named = Project::named("random");
    let edition = *Edition::ALL.choose(&mut rng).expect("some");
    let system = if rng.random_range(0..2) == 0 { System::Single240 } else { System::Wye208 };
    let service = Service {
        name: "U".to_owned(),
        system,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    };
    let mut edits = vec![
        Edit::SetSettings(DesignSettings { edition, facts, ..named.settings().clone() }),
        Edit::SetService(Some(service)),
    ];
    let panels: u64 = rng.random_range(2..7);
    for id in 1..=panels {
        // Circuit 1 to 5 of a panelboard lie on slots 1, 2, 7, 8, 13: room for two poles each.
        let above = if id == 1 { 0 } else { rng.random_range(0..id) };
        let source = if above == 0 {
            Source::Service
        } else {
            Source::Circuit(PanelId(above), CircuitId(100 * above + 50 + id))
        };
        let mut facts = Facts::new();
        if matches!(occupancy, "two-family" | "multifamily" | "") && above == 0 && rng.random_range(0..2) == 0
        {
            facts = set(facts, &feeder::WHOLE_DWELLING, FactValue::YesNo(true));
            if rng.random_range(0..3) > 0 {
                let area = f64::from(rng.random_range(400..2500_u32));
                facts = set(facts, &feeder::DWELLING_AREA, FactValue::Number(area));
            }
        }
        let mut panel = Panel::new(PanelId(id), format!("P{id}"), system, 42);
        panel.feeder = Some(Feeder { facts, ..Feeder::from(source) });
        if let Source::Circuit(from, circuit) = source {
            let slot = Slot(18 + (id as u16 - 2) * 4);
            let feeding = Circuit { poles: 2, ..Circuit::new(circuit, slot) };
            edits.push(Edit::AddCircuit { panel: from, circuit: Box::new(feeding) });
        }
        edits.push(Edit::AddPanel(Box::new(panel)));
        for number in 0..rng.random_range(0..7_u16) {
            let circuit = circuit(&mut rng, CircuitId(100 * id + u64::from(number)), number);
            edits.push(Edit::AddCircuit { panel: PanelId(id), circuit: Box::new(circuit) });
        }
    }
    apply_all(&named, &edits).expect("consistent").0
}

fn circuit(rng: &mut ChaCha8Rng, id: CircuitId, number: u16) -> Circuit {
    let class = *LoadClass::ALL.choose(rng).expect("some");
    let two = rng.random_range(0..2) == 0;
    let mut facts = Facts::new();
    let equipment = *EQUIPMENT.choose(rng).expect("some");
    if !equipment.is_empty() && class == LoadClass::Appliance {
        facts = set(facts, &circuit::EQUIPMENT, FactValue::Word(equipment));
    }
    let required = *REQUIRED.choose(rng).expect("some");
    if !required.is_empty() && matches!(class, LoadClass::Receptacle | LoadClass::Appliance) {
        facts = set(facts, &circuit::DWELLING_CIRCUIT, FactValue::Word(required));
    }
    let kind = if rng.random_range(0..10) == 0 { CircuitKind::Spare } else { CircuitKind::Branch };
    Circuit {
        poles: if two { 2 } else { 1 },
        kind,
        class,
        continuous: rng.random_range(0..3) == 0,
        load: CircuitLoad::Total(VoltAmperes(f64::from(rng.random_range(100..15_000_u32)))),
        facts,
        ..Circuit::new(id, Slot(1 + number / 2 * 4 + number % 2))
    }
}
