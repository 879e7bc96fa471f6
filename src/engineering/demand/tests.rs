//! Demand against published examples, and over random feed trees against a recount that shares no code with it.

mod random_tree;
mod recount;

use crate::domain::facts::{FactValue, Facts, circuit, feeder, project, stated};
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, DesignSettings, Edit, Feeder, LoadClass, Panel, PanelId, Project,
    Service, Slot, Source, System, apply_all,
};
use crate::engineering::{OptionalCase, project_loads};
use crate::units::VoltAmperes;

/// Slot, poles, VA, class, equipment or required dwelling circuit.
type Short = (u16, u8, f64, LoadClass, &'static str);

fn building(system: System, facts: Facts, of_feeder: Facts, circuits: &[Short]) -> Project {
    let named = Project::named("case");
    let settings = DesignSettings { facts, ..named.settings().clone() };
    let service = Service {
        name: "U".to_owned(),
        system,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: of_feeder.clone(),
    };
    let mut panel = Panel::new(PanelId(1), "P", system, 42);
    panel.feeder = Some(Feeder { facts: of_feeder, ..Feeder::from(Source::Service) });
    let mut edits =
        vec![Edit::SetSettings(settings), Edit::SetService(Some(service)), Edit::AddPanel(Box::new(panel))];
    for (slot, poles, va, class, word) in circuits {
        let facts = match *word {
            "" => Facts::new(),
            "small-appliance" | "laundry" => with(&circuit::DWELLING_CIRCUIT, FactValue::Word(word)),
            word => with(&circuit::EQUIPMENT, FactValue::Word(word)),
        };
        let circuit = Circuit {
            poles: *poles,
            class: *class,
            continuous: *class == LoadClass::Heating,
            load: CircuitLoad::Total(VoltAmperes(*va)),
            facts,
            ..Circuit::new(CircuitId(100 + u64::from(*slot)), Slot(*slot))
        };
        edits.push(Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit) });
    }
    apply_all(&named, &edits).expect("consistent").0
}

fn with(fact: &'static crate::domain::facts::Fact, value: FactValue) -> Facts {
    Facts::new().with(fact, value).expect("a value of the fact")
}

fn one_family(area: f64) -> Facts {
    with(&project::OCCUPANCY, FactValue::Word("one-family"))
        .with(&project::FLOOR_AREA, FactValue::Number(area))
        .expect("a number")
}

fn figures(project: &Project) -> [f64; 3] {
    let loads = project_loads(project);
    let panel = loads.panels[&PanelId(1)].loads.demand.total().0;
    let feeder = loads.feeders[0].loads.demand.total().0;
    [panel, feeder, loads.service.expect("entered").loads.demand.total().0]
}

const HOUSE: [Short; 6] = [
    (1, 1, 1500.0, LoadClass::Appliance, "small-appliance"),
    (2, 1, 1500.0, LoadClass::Appliance, "small-appliance"),
    (3, 1, 1500.0, LoadClass::Appliance, "laundry"),
    (4, 1, 1200.0, LoadClass::Lighting, ""),
    (5, 2, 12_000.0, LoadClass::Kitchen, "range"),
    (6, 2, 5500.0, LoadClass::Appliance, "dryer"),
];

/// Annex D, example D1(a): 1500 ft², 12 kW range, 5.5 kW dryer: 18,600 VA, 78 A.
#[test]
fn one_dwelling_by_the_standard_method() {
    let house = building(System::Single240, one_family(1500.0), Facts::new(), &HOUSE);
    assert_eq!(figures(&house), [18_600.0; 3]);
    let loads = project_loads(&house);
    assert_eq!(format!("{:.1}", loads.panels[&PanelId(1)].design_amperes()), "77.5 A");
    let steps = loads.service.expect("entered").steps();
    let lines: Vec<String> =
        steps.iter().map(|s| format!("{}: {} = {}", s.what, s.inputs, s.result)).collect();
    assert_eq!(
        lines[..5],
        [
            "General lighting: 3 VA/ft² × 1,500 ft² = 4,500 VA",
            "Small-appliance and laundry circuits: 3 × 1,500 VA = 4,500 VA",
            "General load: 3,000 VA × 100 % + 6,000 VA × 35 % = 5,100 VA",
            "Household cooking: 1 appliance, 12,000 VA, column C = 8,000 VA",
            "Dryers: 1 dryer of at least 5,000 VA, 5,500 VA × 100 % = 5,500 VA",
        ]
    );
}

/// Annex D, example D2(a): 1500 ft², range 12, water heater 2.5, dishwasher 1.2, dryer 5, heat of five rooms 9 kW, room
/// cooling 1.38 kVA: 17,880 + 3,600 = 21,480 VA.
#[test]
fn one_dwelling_by_the_optional_method() {
    let mut circuits = HOUSE.to_vec();
    circuits[5].2 = 5000.0;
    circuits.extend([
        (9, 2, 2500.0, LoadClass::Appliance, "water-heater"),
        (10, 1, 1200.0, LoadClass::Appliance, "dishwasher"),
        (13, 2, 9000.0, LoadClass::Heating, ""),
        (14, 2, 1380.0, LoadClass::Cooling, ""),
    ]);
    let facts = one_family(1500.0).with(&project::NONCOINCIDENT, FactValue::YesNo(true)).expect("an answer");
    let stated = with(&stated::METHOD, FactValue::Word("optional"))
        .with(&stated::HEAT_UNITS, FactValue::Number(5.0))
        .expect("a number");
    let house = building(System::Single240, facts, stated, &circuits);
    for figure in figures(&house) {
        assert!((figure - 21_480.0).abs() < 1e-6, "{figure}");
    }
    let feeder = &project_loads(&house).feeders[0].loads;
    assert_eq!(feeder.optional, Some(OptionalCase::One));
    assert!((feeder.design.total().0 - 21_480.0).abs() < 1e-6, "nothing is added for what is continuous");
}

/// A page of hand arithmetic: two dwellings marked on their feeders and a house panel beside them.
#[test]
fn feeders_say_which_dwelling_they_carry() {
    let mut project = building(
        System::Single240,
        with(&project::OCCUPANCY, FactValue::Word("two-family")),
        Facts::new(),
        &[(1, 1, 900.0, LoadClass::Lighting, ""), (2, 1, 360.0, LoadClass::Receptacle, "")],
    );
    for id in [2, 3] {
        let mut unit = Panel::new(PanelId(id), format!("U{id}"), System::Single240, 12);
        let facts = with(&feeder::WHOLE_DWELLING, FactValue::YesNo(true))
            .with(&feeder::DWELLING_AREA, FactValue::Number(1000.0))
            .expect("a number");
        unit.feeder = Some(Feeder { facts, ..Feeder::from(Source::Service) });
        let range = Circuit {
            poles: 2,
            class: LoadClass::Kitchen,
            load: CircuitLoad::Total(VoltAmperes(8000.0)),
            ..Circuit::new(CircuitId(1000 * id), Slot(1))
        };
        let edits = [
            Edit::AddPanel(Box::new(unit)),
            Edit::AddCircuit { panel: PanelId(id), circuit: Box::new(range) },
        ];
        project = apply_all(&project, &edits).expect("consistent").0;
    }
    let loads = project_loads(&project);
    // 3000 + 4500 VA: 3000 + 0.35 × 4500 = 4575; a range of 8 kW: 80 % = 6400 in column B.
    assert!((loads.panels[&PanelId(2)].loads.demand.total().0 - (4575.0 + 6400.0)).abs() < 1e-6);
    // The house panel counts in full.
    assert!((loads.panels[&PanelId(1)].loads.demand.total().0 - 1260.0).abs() < 1e-6);
    // Both: 15,000 VA: 3000 + 4200 = 7200; two ranges of 8 kW: 65 % of 16 kW = 10,400, less than 11 kW of column C.
    let service = loads.service.expect("entered").loads;
    assert!((service.demand.total().0 - (7200.0 + 10_400.0 + 1260.0)).abs() < 1e-6, "{:?}", service.groups);
}

/// Hand arithmetic of an office of 10,000 ft² with lighting of 9 kVA, continuous: 13,000 VA by area, which contain the 25 %.
/// Receptacles 4 kVA, by area 10 kVA.
#[test]
fn the_floor_area_sets_the_least_of_a_building() {
    let office = with(&project::OCCUPANCY, FactValue::Word("office"))
        .with(&project::FLOOR_AREA, FactValue::Number(10_000.0))
        .expect("a number");
    let circuits = [(1, 3, 9000.0, LoadClass::Lighting, ""), (2, 3, 4000.0, LoadClass::Receptacle, "")];
    let project = building(System::Wye208, office.clone(), Facts::new(), &circuits);
    assert_eq!(figures(&project), [23_000.0; 3]);
    let none = building(System::Wye208, office, Facts::new(), &circuits[1..]);
    assert_eq!(figures(&none), [23_000.0; 3]);
    let loads = project_loads(&none).service.expect("entered").loads;
    let by_class: f64 = loads.classes.iter().map(|row| row.demand.0).sum();
    assert!((by_class - 23_000.0).abs() < 1e-6);
}

/// Kitchens by number, vehicles by 7,200 VA, warehouses by slices, the smaller of heating and cooling left out.
#[test]
fn occupancies_have_their_factors() {
    use LoadClass::{Cooling, ElectricVehicle, Heating, Kitchen, Lighting};
    let of = |word, circuits: &[Short]| {
        let facts = with(&project::OCCUPANCY, FactValue::Word(word));
        let facts = facts.with(&project::NONCOINCIDENT, FactValue::YesNo(true)).expect("an answer");
        let [panel, feeder, service] = figures(&building(System::Wye208, facts, Facts::new(), circuits));
        assert!((panel - feeder).abs() < 1e-9 && (feeder - service).abs() < 1e-9);
        panel
    };
    let kitchen: Vec<Short> = (0..6).map(|at| (1 + at, 1, 1000.0, Kitchen, "")).collect();
    assert!((of("restaurant", &kitchen) - 3900.0).abs() < 1e-9);
    // 65 % of 11,000 VA are less than the two largest.
    let two = [(11, 1, 5000.0, Kitchen, ""), (12, 1, 4000.0, Kitchen, "")];
    let five: Vec<Short> = kitchen[..4].iter().map(|one| (one.0, 1, 500.0, Kitchen, "")).chain(two).collect();
    assert!((of("restaurant", &five) - 9000.0).abs() < 1e-9);
    assert_eq!(of("warehouse", &[(1, 3, 24_000.0, Lighting, "")]), 18_250.0);
    assert_eq!(of("hotel", &[(1, 3, 24_000.0, Lighting, "")]), 12_000.0 + 2000.0);
    assert_eq!(
        of("office", &[(1, 2, 5760.0, ElectricVehicle, ""), (2, 2, 9600.0, ElectricVehicle, "")]),
        16_800.0
    );
    assert_eq!(of("office", &[(1, 3, 9000.0, Heating, ""), (2, 3, 8000.0, Cooling, "")]), 10_000.0);
    assert_eq!(of("office", &[(1, 3, 10_001.0, Heating, ""), (2, 3, 8000.0, Cooling, "")]), 10_001.0);
}

/// Forty units of 30 kVA nameplate each: 3 × 900 + 4500 + 8000 + 4500 + the larger of 6000 and 3000 = 25,700 VA; 28 %.
#[test]
fn many_dwellings_by_the_optional_method() {
    use LoadClass::{Appliance, Cooling, Heating, Kitchen};
    let circuits = [
        (1, 2, 8000.0, Kitchen, ""),
        (2, 2, 4500.0, Appliance, "water-heater"),
        (5, 2, 6000.0, Heating, ""),
        (6, 2, 3000.0, Cooling, ""),
    ];
    let stated = with(&stated::METHOD, FactValue::Word("optional"));
    let mut project =
        building(System::Single240, with(&project::OCCUPANCY, FactValue::Word("multifamily")), stated, &[]);
    let units = 40;
    for id in 2..2 + units {
        let facts = with(&feeder::WHOLE_DWELLING, FactValue::YesNo(true))
            .with(&feeder::DWELLING_AREA, FactValue::Number(900.0))
            .expect("a number");
        let mut unit = Panel::new(PanelId(id), format!("U{id}"), System::Single240, 12);
        unit.feeder = Some(Feeder { facts, ..Feeder::from(Source::Service) });
        let adds = circuits.iter().map(|(slot, poles, va, class, word)| {
            let facts =
                if word.is_empty() { Facts::new() } else { with(&circuit::EQUIPMENT, FactValue::Word(word)) };
            let load = CircuitLoad::Total(VoltAmperes(*va));
            let new = Circuit::new(CircuitId(1000 * id + u64::from(*slot)), Slot(*slot));
            let circuit = Box::new(Circuit { poles: *poles, class: *class, load, facts, ..new });
            Edit::AddCircuit { panel: PanelId(id), circuit }
        });
        let edits: Vec<Edit> = [Edit::AddPanel(Box::new(unit))].into_iter().chain(adds).collect();
        project = apply_all(&project, &edits).expect("consistent").0;
    }
    let service = project_loads(&project).service.expect("entered").loads;
    assert_eq!(service.optional, Some(OptionalCase::Several(40.0)));
    assert!((service.demand.total().0 - 40.0 * 25_700.0 * 0.28).abs() < 1e-6);
}

#[test]
fn a_feeder_carries_the_demand_of_the_circuits_downstream_whatever_the_tree() {
    let mut compared = 0;
    for seed in 0..400 {
        let project = random_tree::random_tree(seed);
        let loads = project_loads(&project);
        for found in &loads.feeders {
            let expected = recount::demand(&project, found.load);
            let demand = found.loads.demand.total().0;
            assert!(
                (demand - expected).abs() < 1.0,
                "seed {seed}, {:?}: {demand}, recount {expected}",
                found.load
            );
            let by_class: f64 = found.loads.classes.iter().map(|row| row.demand.0).sum();
            let by_leg = found.loads.design.per_leg().0.iter().map(|va| va.0).sum::<f64>();
            let design: f64 = found.loads.classes.iter().map(|row| row.design.0).sum();
            assert!((by_class - demand).abs() < 1.0 && (by_leg - design).abs() < 1.0, "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared}");
}
