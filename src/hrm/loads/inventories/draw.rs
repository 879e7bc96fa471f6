//! A building drawn from a seed: its kind, its hard cases, its panelboards; and of which of their loads it is asked.

use super::commercial::{commercial, log_even};
use super::dwelling::{cooking, dwelling};
use super::sketch::{Load, PanelSketch, Sketch};
use crate::domain::{LoadClass, Project, System};
use crate::engineering::{LoadPoint, load_points};
use crate::nec::Edition;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

named_enum!(
    /// The cells of a test set.
    Cell {
        Dwelling = "dwelling",
        DwellingOptional = "dwelling, optional",
        Multifamily = "multifamily",
        Office = "office",
        Warehouse = "warehouse",
        Commercial = "commercial",
    }
);

named_enum!(
    /// What makes an inventory hard.
    Case {
        Plain = "plain",
        /// No load, or one.
        Tiny = "tiny",
        /// A sum within a tenth of where a factor begins: receptacles at 10 kVA, three or four appliances.
        Threshold = "threshold",
        /// Two largest motors alike.
        MotorTie = "motor tie",
        /// Heating and cooling that are never on together, one nearly as large as the other.
        Noncoincident = "noncoincident",
    }
);

/// A building of a dataset.
#[derive(Clone, Debug)]
pub struct DrawnProject {
    pub project: Project,
    pub cell: Cell,
    pub case: Case,
    /// Of which loads it is asked, three at most.
    pub points: Vec<LoadPoint>,
}

const COMMERCIAL: [Option<&str>; 10] = [
    Some("retail"),
    Some("restaurant"),
    Some("hotel"),
    Some("hospital"),
    Some("school"),
    Some("assembly"),
    Some("garage"),
    Some("dormitory"),
    Some("farm"),
    None,
];
/// Inventories of one building at most.
const POINTS: usize = 3;

/// Draws a building; the same seed gives the same one. `None` where it finds no room on its panelboards.
pub fn draw_project(seed: u64, cell: Cell) -> Option<DrawnProject> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let rng = &mut rng;
    let case = match rng.random_range(0..20) {
        0 => Case::Tiny,
        1..=3 => Case::Threshold,
        4..=5 => Case::MotorTie,
        6..=8 => Case::Noncoincident,
        _ => Case::Plain,
    };
    let mut sketch = match cell {
        Cell::Dwelling | Cell::DwellingOptional => one_family(rng, cell == Cell::DwellingOptional),
        Cell::Multifamily => several(rng),
        Cell::Office => {
            let bank = rng.random_bool(0.2);
            other(rng, Some(if bank { "bank" } else { "office" }))
        }
        Cell::Warehouse => {
            let industrial = rng.random_bool(0.3);
            other(rng, Some(if industrial { "industrial" } else { "warehouse" }))
        }
        Cell::Commercial => {
            let occupancy = COMMERCIAL.choose(rng).copied().flatten();
            other(rng, occupancy)
        }
    };
    harden(rng, &mut sketch, case);
    let project = sketch.project(&format!("{} {seed:016x}", cell.name()), rng)?;
    let mut points = load_points(&project);
    // The whole is asked first; of the panelboards some.
    points.reverse();
    let rest = points.split_off(1.min(points.len()));
    let mut rest = rest;
    rest.shuffle(rng);
    points.extend(rest);
    points.truncate(POINTS);
    Some(DrawnProject { project, cell, case, points })
}

fn edition(rng: &mut ChaCha8Rng) -> Edition {
    *Edition::ALL.choose(rng).unwrap_or(&Edition::E2023)
}

fn one_family(rng: &mut ChaCha8Rng, optional: bool) -> Sketch {
    let area = log_even(rng, 600.0, 5500.0).round();
    let (mut loads, heat_units) = dwelling(rng, area, false);
    loads.truncate(40);
    let heat_units = if rng.random_bool(0.7) { heat_units } else { 1.0 };
    let mut main = PanelSketch { loads, optional, heat_units, ..PanelSketch::default() };
    let mut panels = Vec::new();
    if rng.random_bool(0.25) && main.loads.len() > 4 {
        let split = rng.random_range(1..main.loads.len() / 2);
        let loads = main.loads.split_off(main.loads.len() - split);
        let sub = PanelSketch { loads, from: Some(0), heat_units: 1.0, ..PanelSketch::default() };
        panels.push(sub);
    }
    panels.insert(0, main);
    Sketch {
        edition: edition(rng),
        occupancy: Some("one-family"),
        area_ft2: rng.random_bool(0.85).then_some(area),
        noncoincident: rng.random_bool(0.5),
        system: if rng.random_bool(0.95) { System::Single240 } else { System::Wye208 },
        optional,
        heat_units,
        panels,
    }
}

fn several(rng: &mut ChaCha8Rng) -> Sketch {
    let units = match rng.random_range(0..4) {
        0 => 2,
        1 => rng.random_range(3..=5),
        2 => rng.random_range(5..=12),
        _ => log_even(rng, 8.0, 45.0) as usize,
    };
    let system = if rng.random_bool(0.5) { System::Wye208 } else { System::Single240 };
    let optional = rng.random_bool(0.5);
    let area = log_even(rng, 400.0, 2200.0).round();
    let known = rng.random_bool(0.85);
    // Units are alike, or of two or three kinds.
    let kinds: Vec<(Vec<Load>, f64, f64)> = (0..*[1, 1, 2, 3].choose(rng).unwrap_or(&1))
        .map(|_| {
            let own = (area * rng.random_range(0.7..1.3)).round();
            let (mut loads, heat) = dwelling(rng, own, true);
            let cooks = loads.iter().any(|load| matches!(load.equipment, Some("range" | "cooktop" | "oven")));
            if optional && !cooks && rng.random_bool(0.8) {
                cooking(rng, &mut loads);
            }
            loads.truncate(26);
            (loads, heat, own)
        })
        .collect();
    let mut panels = Vec::new();
    let through_main = units <= 12 && rng.random_bool(0.3);
    if through_main {
        panels.push(PanelSketch { optional, heat_units: 1.0, ..PanelSketch::default() });
    }
    for _ in 0..units {
        let Some((loads, heat_units, own)) = kinds.choose(rng).cloned() else { continue };
        panels.push(PanelSketch {
            loads,
            from: through_main.then_some(0),
            dwelling: Some(known.then_some(own)),
            in_unit: false,
            optional: optional && rng.random_bool(0.8),
            heat_units,
        });
    }
    if rng.random_bool(0.5) {
        let mut loads = commercial(rng, None, 0.6);
        loads.truncate(24);
        let from = through_main.then_some(0);
        panels.push(PanelSketch { loads, from, heat_units: 1.0, ..PanelSketch::default() });
    }
    Sketch {
        edition: edition(rng),
        occupancy: Some(if units == 2 { "two-family" } else { "multifamily" }),
        area_ft2: None,
        noncoincident: rng.random_bool(0.4),
        system,
        optional,
        heat_units: 1.0,
        panels,
    }
}

fn other(rng: &mut ChaCha8Rng, occupancy: Option<&'static str>) -> Sketch {
    let systems = [System::Wye208, System::Wye208, System::Wye480, System::Wye480, System::Single240];
    let count = *[1, 1, 1, 2, 3, 4].choose(rng).unwrap_or(&1);
    let beside = rng.random_bool(0.3);
    let panels = (0..count).map(|place| {
        let mut loads = commercial(rng, occupancy, if place == 0 { 1.0 } else { 0.7 });
        loads.truncate(30);
        let from = (place > 0 && !beside).then_some(0);
        PanelSketch { loads, from, heat_units: 1.0, ..PanelSketch::default() }
    });
    let panels: Vec<PanelSketch> = panels.collect();
    let installed: f64 = panels.iter().flat_map(|p| &p.loads).map(|load| load.va).sum();
    // Around what is installed, so that the area decides about as often as it does not.
    let area = (log_even(rng, 0.05, 1.0) * installed.max(5000.0)).round();
    Sketch {
        edition: edition(rng),
        occupancy,
        area_ft2: rng.random_bool(0.6).then_some(area),
        noncoincident: rng.random_bool(0.4),
        system: *systems.choose(rng).unwrap_or(&System::Wye208),
        optional: rng.random_bool(0.03),
        heat_units: 1.0,
        panels,
    }
}

/// Makes the building a hard case, where it has what that takes.
fn harden(rng: &mut ChaCha8Rng, sketch: &mut Sketch, case: Case) {
    match case {
        Case::Plain => {}
        Case::Tiny => {
            let keep = rng.random_range(0..2);
            for panel in &mut sketch.panels {
                panel.loads.retain(|load| !load.spare);
                panel.loads.shuffle(rng);
                panel.loads.truncate(keep);
            }
        }
        Case::Threshold => threshold(rng, sketch),
        Case::MotorTie => {
            let mut motors: Vec<&mut Load> = loads_of(sketch, &[LoadClass::Motor, LoadClass::Cooling]);
            motors.sort_by(|a, b| b.va.total_cmp(&a.va));
            let most = motors.first().map_or(0.0, |motor| motor.va);
            let alike = rng.random_range(1..=2);
            motors.iter_mut().skip(1).take(alike).for_each(|motor| motor.va = most);
        }
        Case::Noncoincident => {
            sketch.noncoincident = true;
            let sum = |sketch: &mut Sketch, class| {
                loads_of(sketch, &[class]).iter().map(|load| load.va).sum::<f64>()
            };
            let (heating, cooling) = (sum(sketch, LoadClass::Heating), sum(sketch, LoadClass::Cooling));
            if heating > 0.0 && cooling > 0.0 {
                let scale = heating * rng.random_range(0.8..1.25) / cooling;
                scaled(sketch, LoadClass::Cooling, scale);
            }
        }
    }
}

/// Scales a class so that its sum lies near a threshold of its factor.
fn threshold(rng: &mut ChaCha8Rng, sketch: &mut Sketch) {
    let (class, at) = match sketch.occupancy {
        Some("warehouse") if rng.random_bool(0.5) => (LoadClass::Lighting, 12_500.0),
        Some("hotel") if rng.random_bool(0.5) => (LoadClass::Lighting, 20_000.0),
        _ => (LoadClass::Receptacle, 10_000.0),
    };
    if matches!(sketch.occupancy, Some("one-family" | "two-family" | "multifamily")) {
        return;
    }
    let sum: f64 = loads_of(sketch, &[class]).iter().map(|load| load.va).sum();
    if sum > 0.0 {
        scaled(sketch, class, at * rng.random_range(0.9..1.1) / sum);
    }
}

fn loads_of<'a>(sketch: &'a mut Sketch, classes: &[LoadClass]) -> Vec<&'a mut Load> {
    let all = sketch.panels.iter_mut().flat_map(|panel| panel.loads.iter_mut());
    all.filter(|load| !load.spare && classes.contains(&load.class)).collect()
}

fn scaled(sketch: &mut Sketch, class: LoadClass, scale: f64) {
    for load in loads_of(sketch, &[class]) {
        load.va = (load.va * scale / 10.0).round() * 10.0;
    }
}
