//! Small projects: a service, one to three panelboards, eight to eighteen circuits each, sized by calculation and then changed.
//!
//! Distributions, each drawn on its own: edition (four alike), system (208Y/120 35 %, 480Y/277 30 %, 240/120 20 %, the rest deltas and
//! 600Y/347), class (lighting 20 %, receptacles 20 %, motors 16 %, appliances 12 %, kitchen 8 %, heating 8 %, EV 5 %, cooling 4 %,
//! signs 3 %, spare capacity and existing 4 %), poles by class, current log-uniform from 2 to 60 A and up to 400 A for one in
//! six, length log-uniform from 15 to 400 ft (missing in one of fourteen), copper 85 %, terminals marked 50 %, an ambient given 15 %,
//! a count of conductors given 15 %. Feeders lose 0.2 to 4 % of the voltage; of one in four nobody knows how much.

use crate::domain::facts::{FactValue, circuit as serves, conductors, distribution, equipment, motor};
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, ConductorSet, DesignSettings, Feeder, LoadClass, Main, Panel, PanelId,
    PanelParts, Project, ProjectInfo, ProjectParts, Raceway, Service, Slot, Source, System,
};
use crate::engineering::{SizingTerms, circuit_motors, size_circuit};
use crate::hrm::validation::circuits::change::{Difficulty, changed};
use crate::hrm::validation::circuits::total::aim_at_total;
use crate::nec::{Edition, Insulation, Material, RacewayType};
use crate::units::{Amperes, Feet, PowerFactor, VoltAmperes, WireSize};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// A project with what was done to each circuit.
#[derive(Clone, Debug)]
pub struct DrawnProject {
    pub project: Project,
    pub difficulties: BTreeMap<(PanelId, CircuitId), Difficulty>,
}

/// Picks one by weight.
pub(super) fn pick<T: Copy>(rng: &mut ChaCha8Rng, of: &[(T, f64)]) -> Option<T> {
    let total: f64 = of.iter().map(|(_, weight)| weight).sum();
    let mut at = rng.random_range(0.0..total.max(f64::MIN_POSITIVE));
    for (item, weight) in of {
        if at < *weight {
            return Some(*item);
        }
        at -= weight;
    }
    of.last().map(|(item, _)| *item)
}

pub(super) fn log_uniform(rng: &mut ChaCha8Rng, from: f64, to: f64) -> f64 {
    rng.random_range(from.ln()..to.ln()).exp()
}

/// Draws a project; `None` where its parts do not go together, which no seed has shown yet.
pub fn draw_project(seed: u64) -> Option<DrawnProject> {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let system = pick(
        rng,
        &[
            (System::Wye208, 0.35),
            (System::Wye480, 0.3),
            (System::Single240, 0.2),
            (System::Wye600, 0.04),
            (System::HighLeg240, 0.05),
            (System::Delta240, 0.03),
            (System::Delta480, 0.03),
        ],
    )?;
    let edition = *Edition::ALL.choose(rng)?;
    let settings = DesignSettings { edition, ..DesignSettings::default() };
    let service = Service {
        name: "Service".to_owned(),
        system,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: crate::domain::Facts::new(),
    };
    let mut next_id = 1;
    let mut panels = Vec::new();
    let mut kinds = BTreeMap::new();
    let bare = Project::from_parts(ProjectParts { settings: settings.clone(), ..ProjectParts::default() });
    let bare = bare.ok()?;
    for number in 0..rng.random_range(1..=3_u64) {
        let id = PanelId(next_id);
        next_id += 1;
        let mut panel = Panel::new(id, format!("P{}", number + 1), system, 84);
        panel.main = Main::LugsOnly;
        panel.feeder = feeder(rng);
        if rng.random_bool(0.3) {
            let word = breaker_volts(system, rng)?;
            panel.facts.set(&distribution::BREAKER_VOLTS, Some(FactValue::Word(word))).ok()?;
        }
        let mut circuits = Vec::new();
        let mut slots = [1_u16, 2];
        for _ in 0..rng.random_range(8..=18) {
            let mut circuit = Circuit::new(CircuitId(next_id), Slot(0));
            next_id += 1;
            serve(rng, system, &mut circuit)?;
            let side = usize::from(slots[1] < slots[0]);
            circuit.slot = Slot(slots[side]);
            circuit = seated(circuit, system, &mut slots, side)?;
            lay(rng, &mut circuit)?;
            sized(&bare, &panel, &mut circuit);
            let difficulty = changed(rng, &panel, &mut circuit);
            kinds.insert((id, circuit.id), difficulty);
            circuits.push(circuit);
        }
        panels.push(PanelParts { facts: panel, circuits });
    }
    let info = ProjectInfo { name: format!("Drawn {seed}"), ..ProjectInfo::default() };
    let parts =
        ProjectParts { info, settings, service: Some(service), panels, next_id, ..ProjectParts::default() };
    let project = Project::from_parts(parts).ok()?;
    // What is lost ahead is known only now.
    let project = aim_at_total(rng, project, &mut kinds);
    Some(DrawnProject { project, difficulties: kinds })
}

/// Takes the next slots of a side; a single pole of a high leg goes one further.
fn seated(mut circuit: Circuit, system: System, slots: &mut [u16; 2], side: usize) -> Option<Circuit> {
    let slot = slots.get_mut(side)?;
    circuit.slot = Slot(*slot);
    if circuit.is_line_to_neutral() && system.high_leg().is_some() {
        let high = |circuit: &Circuit| circuit.span().legs(system).any(|leg| system.high_leg() == Some(leg));
        if circuit.poles == 1 && high(&circuit) {
            *slot += 2;
            circuit.slot = Slot(*slot);
        }
    }
    *slot += 2 * u16::from(circuit.poles);
    Some(circuit)
}

fn feeder(rng: &mut ChaCha8Rng) -> Option<Feeder> {
    let mut feeder = Feeder::from(Source::Service);
    let (rating, wires) = *[
        (225.0, "#4/0 Cu THHN, N #4/0, EGC #4"),
        (400.0, "600 kcmil Cu THHN, N 600 kcmil, EGC #3"),
        (800.0, "3 x 300 kcmil Cu THHN, N 300 kcmil, EGC #1/0"),
    ]
    .choose(rng)?;
    feeder.ocpd = Some(Amperes(rating));
    feeder.conductors = wires.parse().ok();
    feeder.raceway = "3 EMT".parse().ok();
    feeder.length = rng.random_bool(0.75).then(|| Feet(log_uniform(rng, 20.0, 350.0).round()));
    Some(feeder)
}

fn breaker_volts(system: System, rng: &mut ChaCha8Rng) -> Option<&'static str> {
    let right = match system {
        System::Wye208 | System::Single240 => "120/240",
        System::Wye480 => "480Y/277",
        System::Wye600 => "600Y/347",
        System::HighLeg240 | System::Delta240 => "240",
        System::Delta480 => "480",
    };
    let words = ["120/240", "240", "480Y/277", "480", "600Y/347", "600"];
    if rng.random_bool(0.85) { Some(right) } else { words.choose(rng).copied() }
}

/// Decides what a circuit serves: class, poles, load, equipment.
fn serve(rng: &mut ChaCha8Rng, system: System, circuit: &mut Circuit) -> Option<()> {
    use LoadClass::{
        Appliance, Cooling, ElectricVehicle, Existing, Heating, Kitchen, Lighting, Motor, Receptacle, Sign,
        SpareCapacity,
    };
    circuit.class = pick(
        rng,
        &[
            (Lighting, 0.2),
            (Receptacle, 0.2),
            (Motor, 0.16),
            (Appliance, 0.12),
            (Kitchen, 0.08),
            (Heating, 0.08),
            (ElectricVehicle, 0.05),
            (Cooling, 0.04),
            (Sign, 0.03),
            (SpareCapacity, 0.02),
            (Existing, 0.02),
        ],
    )?;
    let single = if system.has_neutral() { 1.0 } else { 0.0 };
    let three = if system.is_three_phase() { 1.0 } else { 0.0 };
    circuit.poles = match circuit.class {
        Lighting | Receptacle | Sign => pick(rng, &[(1, 0.8 * single), (2, 0.12), (3, 0.08 * three)])?,
        Motor | Cooling => pick(rng, &[(1, 0.15 * single), (2, 0.3), (3, 0.55 * three)])?,
        _ => pick(rng, &[(1, 0.3 * single), (2, 0.45), (3, 0.25 * three)])?,
    };
    circuit.multiwire = circuit.poles > 1
        && system.has_neutral()
        && system.high_leg().is_none()
        && matches!(circuit.class, Lighting | Receptacle)
        && rng.random_bool(0.6);
    circuit.continuous = rng.random_bool(if circuit.class == Lighting { 0.6 } else { 0.25 });
    if circuit.class == Motor {
        let horsepower = [0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0];
        let hp = *horsepower.get(..if circuit.poles == 3 { 14 } else { 9 })?.choose(rng)?;
        set(circuit, &motor::HP, FactValue::Number(hp))?;
        if rng.random_bool(0.12) {
            set(circuit, &motor::MOTORS, FactValue::Number(f64::from(rng.random_range(2..=3))))?;
        }
        if rng.random_bool(0.08) {
            set(circuit, &motor::OTHER_LOAD, FactValue::Number(rng.random_range(1.0..10.0_f64).round()))?;
        }
        if rng.random_bool(0.35) {
            let words = ["instantaneous-breaker", "dual-element-fuse", "nontime-delay-fuse"];
            set(circuit, &motor::DEVICE, FactValue::Word(words.choose(rng)?))?;
        }
    }
    if matches!(circuit.class, Appliance | Kitchen) && rng.random_bool(0.55) {
        let words =
            ["water-heater", "water-heater", "range", "cooktop", "oven", "tankless-heater", "dishwasher"];
        let word = *words.choose(rng)?;
        set(circuit, &serves::EQUIPMENT, FactValue::Word(word))?;
        if word == "water-heater" && rng.random_bool(0.8) {
            let tank = *[40.0, 50.0, 80.0, 119.0, 120.0, 150.0, 200.0].choose(rng)?;
            set(circuit, &equipment::TANK, FactValue::Number(tank))?;
        }
    }
    let amperes = if rng.random_range(0..6) == 0 {
        log_uniform(rng, 40.0, 400.0)
    } else {
        log_uniform(rng, 2.0, if matches!(circuit.class, Lighting | Receptacle) { 24.0 } else { 60.0 })
    };
    circuit.load = CircuitLoad::Total(load_of(system, circuit, amperes));
    Some(())
}

/// Returns the load that comes to a current.
pub(super) fn load_of(system: System, circuit: &Circuit, amperes: f64) -> VoltAmperes {
    let neutral = circuit.span().legs(system).find_map(|leg| system.line_to_neutral(leg));
    let line = system.line_to_line().0;
    let neutral = neutral.map_or(line / 3.0_f64.sqrt(), |volts| volts.0);
    let poles = f64::from(circuit.poles);
    VoltAmperes(match circuit.poles {
        _ if circuit.is_line_to_neutral() => amperes * neutral * poles,
        2 => amperes * line,
        _ => amperes * line * 3.0_f64.sqrt(),
    })
}

pub(super) fn set(
    circuit: &mut Circuit,
    fact: &'static crate::domain::facts::Fact,
    value: FactValue,
) -> Option<()> {
    circuit.facts.set(fact, Some(value)).ok()
}

/// Decides how the conductors lie, before they are sized.
fn lay(rng: &mut ChaCha8Rng, circuit: &mut Circuit) -> Option<()> {
    let aluminum = rng.random_bool(0.15);
    let twelve = WireSize::all().find(|size| size.name() == "12")?;
    let insulation = pick(
        rng,
        &[
            (Insulation::Thhn, 0.4),
            (Insulation::Thwn2, 0.2),
            (Insulation::Xhhw2, 0.15),
            (Insulation::Thwn, 0.1),
            (Insulation::Thw, 0.05),
            (Insulation::Tw, 0.05),
            (Insulation::Rhw2, 0.05),
        ],
    )?;
    circuit.conductors = Some(ConductorSet {
        size: twelve,
        material: if aluminum { Material::Aluminum } else { Material::Copper },
        insulation,
        parallel_sets: 1,
        neutral: circuit.is_line_to_neutral().then_some(twelve),
        egc: rng.random_bool(0.93).then_some(twelve),
    });
    let kind = pick(
        rng,
        &[
            (RacewayType::Emt, 0.55),
            (RacewayType::PvcSchedule40, 0.18),
            (RacewayType::Rmc, 0.06),
            (RacewayType::Fmc, 0.06),
            (RacewayType::CableMc, 0.1),
            (RacewayType::CableNm, 0.05),
        ],
    )?;
    circuit.raceway = Some(Raceway { kind, trade_size: String::new() });
    circuit.length = (!rng.random_ratio(1, 14)).then(|| Feet(log_uniform(rng, 15.0, 400.0).round()));
    if rng.random_bool(0.3) {
        circuit.power_factor = PowerFactor::new(rng.random_range(0.75..1.0_f64));
    }
    if rng.random_bool(0.5) {
        let word = pick(rng, &[("75", 0.75), ("60", 0.2), ("90", 0.05)])?;
        set(circuit, &conductors::TERMINALS, FactValue::Word(word))?;
    }
    if rng.random_bool(0.15) {
        set(circuit, &conductors::AMBIENT, FactValue::Number(rng.random_range(10.0..50.0_f64).round()))?;
    }
    if rng.random_bool(0.15) {
        let count = f64::from(rng.random_range(2..=12));
        set(circuit, &conductors::CURRENT_CARRYING, FactValue::Number(count))?;
    }
    if circuit.multiwire && rng.random_bool(0.5) {
        set(circuit, &conductors::NONLINEAR, FactValue::YesNo(rng.random_bool(0.5)))?;
    }
    Some(())
}

/// Sizes a circuit by calculation; one that cannot be sized keeps a usual device and conductors.
fn sized(bare: &Project, panel: &Panel, circuit: &mut Circuit) {
    if let Ok(motors) = circuit_motors(panel, circuit)
        && circuit.class == LoadClass::Motor
    {
        // A little above, so that the tenth of an ampere that is shown is not below the table's.
        circuit.load = CircuitLoad::Total(motors.load() * 1.002);
    }
    match size_circuit(bare, panel, circuit, &SizingTerms::default()) {
        Ok(sizing) => {
            circuit.trip = sizing.then.ocpd;
            circuit.conductors = sizing.then.conductors;
            circuit.raceway = sizing.then.raceway;
        }
        Err(_) => circuit.trip = Some(Amperes(20.0)),
    }
}
