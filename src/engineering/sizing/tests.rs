//! Sizes against hand calculation by the Code's tables.

use crate::domain::facts::{FactValue, Facts, conductors, motor};
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, Edit, Feeder, FeederLoad, LoadClass, Panel, PanelId, Project, Service,
    Slot, Source, System, apply_all,
};
use crate::engineering::{
    SizedPart, Sizing, SizingTerms, edits_of, keep, overrides, project_loads, size_circuit, size_feeder,
    size_project,
};
use crate::units::{Amperes, Feet, VoltAmperes};
use std::collections::BTreeSet;

const PANEL: PanelId = PanelId(1);
const CIRCUIT: CircuitId = CircuitId(2);

fn circuit(class: LoadClass, poles: u8, va: f64, change: impl FnOnce(&mut Circuit)) -> Circuit {
    let mut circuit = Circuit::new(CIRCUIT, Slot(1));
    (circuit.class, circuit.poles, circuit.load) = (class, poles, CircuitLoad::Total(VoltAmperes(va)));
    change(&mut circuit);
    circuit
}

fn project(system: System, circuit: Circuit) -> Project {
    let service = Service {
        name: "Utility".to_owned(),
        system,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    };
    let mut panel = Panel::new(PANEL, "LP-1", system, 42);
    panel.feeder = Some(Feeder::from(Source::Service));
    let edits = [
        Edit::SetService(Some(service)),
        Edit::AddPanel(Box::new(panel)),
        Edit::AddCircuit { panel: PANEL, circuit: Box::new(circuit) },
    ];
    apply_all(&Project::named("sizes"), &edits).expect("a project").0
}

fn sized(project: &Project) -> Sizing {
    let panel = project.panel(PANEL).expect("the panel");
    let circuit = panel.circuit(CIRCUIT).expect("the circuit");
    size_circuit(project, panel, circuit, &SizingTerms::default()).expect("sizes")
}

fn words(sizing: &Sizing) -> [String; 4] {
    [SizedPart::Ocpd, SizedPart::Conductors, SizedPart::Egc, SizedPart::Raceway]
        .map(|part| sizing.then.words(part))
}

#[test]
fn a_continuous_lighting_circuit_is_sized_at_125_percent() {
    // 2,040 VA ÷ 120 V = 17 A × 125 % = 21.25 A: 30 A is the next rating of a circuit with several outlets; #10 at 60 °C.
    let lighting = circuit(LoadClass::Lighting, 1, 2040.0, |c| c.continuous = true);
    let sizing = sized(&project(System::Wye208, lighting));
    assert_eq!(words(&sizing), ["30 A", "#10 Cu THHN, N #10", "EGC #10", "1/2 EMT"]);
    let appliance = circuit(LoadClass::Appliance, 1, 2040.0, |c| c.continuous = true);
    let sizing = sized(&project(System::Wye208, appliance));
    assert_eq!(words(&sizing)[0], "25 A", "a load alone may have a device of 25 A");
}

#[test]
fn a_long_run_gets_larger_conductors_and_an_egc_to_match() {
    // 10 A over 180 ft: 7.2 V on #12, 4.32 V on #10 (3.6 %), 2.8 V on #8 (2.34 %). EGC: #12 × 16,510 ÷ 6,530 cmil = #8.
    let rack = circuit(LoadClass::Receptacle, 1, 1200.0, |c| c.length = Some(Feet(180.0)));
    let sizing = sized(&project(System::Wye208, rack));
    assert_eq!(words(&sizing), ["20 A", "#8 Cu THHN, N #8", "EGC #8", "1/2 EMT"]);
    assert!(sizing.steps.iter().any(|step| step.what == "Voltage drop" && step.result == "2.34 %"));
}

#[test]
fn bundled_and_hot_conductors_are_larger() {
    let with = |fact, number| {
        let load = circuit(LoadClass::Lighting, 1, 1920.0, |c| {
            c.facts.set(fact, Some(FactValue::Number(number))).expect("a number");
        });
        words(&sized(&project(System::Wye208, load)))
    };
    // Ten that carry current: 30 A × 0.5 = 15 A on #12, 40 A × 0.5 = 20 A on #10.
    assert_eq!(with(&conductors::CURRENT_CARRYING, 10.0)[1], "#10 Cu THHN, N #10");
    // 60 °C around THHN: 30 A × 0.71 = 21.3 A on #12 still carries 16 A under 20 A; 70 °C: 30 A × 0.58 = 17.4 A, whose
    // next standard rating is 20 A.
    assert_eq!(with(&conductors::AMBIENT, 60.0)[1], "#12 Cu THHN, N #12");
    assert_eq!(with(&conductors::AMBIENT, 70.0)[1], "#12 Cu THHN, N #12");
    // 80 °C: 30 A × 0.41 = 12.3 A carries no 16 A; 40 A × 0.41 = 16.4 A does, next rating 20 A.
    assert_eq!(with(&conductors::AMBIENT, 80.0)[1], "#10 Cu THHN, N #10");
}

#[test]
fn a_large_feeder_is_divided_into_sets() {
    // 498.8 kVA ÷ (√3 × 480 V) = 600 A: two sets of 350 kcmil (310 A each at 75 °C); EGC for 600 A: 1 AWG.
    let load = circuit(LoadClass::Appliance, 3, 498_830.0, |c| c.trip = Some(Amperes(600.0)));
    let project = project(System::Wye480, load);
    let feeder = FeederLoad::Panel(PANEL);
    let sizing =
        size_feeder(&project, &project_loads(&project), feeder, &SizingTerms::default()).expect("sizes");
    // One set in each raceway: 4 × 0.5242 + 0.1562 = 2.253 in² of 2.343 allowed in 2-1/2 EMT.
    assert_eq!(words(&sizing), ["600 A", "2 x 350 kcmil Cu THHN, N 350 kcmil", "EGC #1", "2-1/2 EMT"]);
}

#[test]
fn what_is_kept_stays_and_the_rest_follows() {
    let load = circuit(LoadClass::Receptacle, 1, 1440.0, |c| {
        c.trip = Some(Amperes(30.0));
        c.conductors = "#8 Cu THHN, N #8, EGC #12".parse().ok();
    });
    let project = project(System::Wye208, load);
    let object = sized(&project).object;
    assert_eq!(words(&sized(&project)), ["20 A", "#12 Cu THHN, N #12", "EGC #12", "1/2 EMT"]);
    let keeps = [(SizedPart::Ocpd, "existing breaker"), (SizedPart::Conductors, "pulled already")];
    let edits = keeps.map(|(part, reason)| keep(&project, object, part, Some(reason)).expect("an edit"));
    let first = apply_all(&project, &edits[..1]).expect("legal").0;
    let both = keep(&first, object, SizedPart::Conductors, Some("pulled already")).expect("an edit");
    let project = apply_all(&first, &[both]).expect("legal").0;
    let sizing = sized(&project);
    // EGC of a 30 A device: 10 AWG; the smallest conductors for it are 10 AWG, so nothing was enlarged.
    assert_eq!(words(&sizing), ["30 A", "#8 Cu THHN, N #8", "EGC #10", "1/2 EMT"]);
    assert_eq!(sizing.kept.len(), 2);
    let listed: Vec<String> =
        overrides(&project).iter().map(|o| format!("{} {}: {}", o.name, o.value, o.reason)).collect();
    assert_eq!(listed, ["LP-1/1 30 A: existing breaker", "LP-1/1 #8 Cu THHN, N #8: pulled already"]);
    let free = keep(&project, object, SizedPart::Ocpd, Some("  ")).expect("an edit");
    let project = apply_all(&project, &[free]).expect("legal").0;
    assert_eq!(overrides(&project).len(), 1);
}

#[test]
fn what_was_written_needs_no_change() {
    let load = circuit(LoadClass::Heating, 3, 15_000.0, |c| c.length = Some(Feet(60.0)));
    let mut project = project(System::Wye480, load);
    let parts: BTreeSet<SizedPart> = SizedPart::ALL.iter().copied().collect();
    for (_, name, found) in size_project(&project, &project_loads(&project), &SizingTerms::default()) {
        let sizing = found.expect("sizes");
        assert!(!sizing.changes().is_empty(), "{name}");
        project = apply_all(&project, &edits_of(&project, &sizing, &parts)).expect("legal").0;
    }
    for (_, name, found) in size_project(&project, &project_loads(&project), &SizingTerms::default()) {
        assert_eq!(found.expect("sizes").changes(), [], "{name}");
    }
}

#[test]
fn only_the_parts_picked_are_written() {
    let load = circuit(LoadClass::Receptacle, 1, 1440.0, |c| {
        c.conductors = "#14 Cu THHN, N #14, EGC #14".parse().ok();
    });
    let project = project(System::Wye208, load);
    let edits = edits_of(&project, &sized(&project), &BTreeSet::from([SizedPart::Egc]));
    let next = apply_all(&project, &edits).expect("legal").0;
    let circuit = next.panel(PANEL).and_then(|p| p.circuit(CIRCUIT)).expect("the circuit");
    assert_eq!(
        circuit.conductors.as_ref().map(ToString::to_string).as_deref(),
        Some("#14 Cu THHN, N #14, EGC #12")
    );
    assert_eq!((circuit.trip, &circuit.raceway), (None, &None));
    assert!(edits_of(&next, &sized(&next), &BTreeSet::new()).is_empty());
}

#[test]
fn what_cannot_be_sized_says_what_is_missing() {
    let missing = |class, va| {
        let project = project(System::Wye208, circuit(class, 1, va, |_| {}));
        let panel = project.panel(PANEL).expect("the panel");
        let circuit = panel.circuit(CIRCUIT).expect("the circuit");
        size_circuit(&project, panel, circuit, &SizingTerms::default()).expect_err("missing")
    };
    assert_eq!(missing(LoadClass::Lighting, 0.0), "load");
    assert_eq!(missing(LoadClass::Motor, 900.0), "horsepower");
    assert!(missing(LoadClass::Lighting, 7200.0).contains("split"), "60 A of lighting");
}

#[test]
fn motors_are_sized_by_the_tables_and_equipment_by_its_nameplate() {
    let number =
        |c: &mut Circuit, fact, value| c.facts.set(fact, Some(FactValue::Number(value))).expect("a number");
    // 30 hp at 480 V: 40 A by Table 430.250, conductors 50 A (#6 at 60 °C: 55 A), breaker 250 % = 100 A, EGC of 100 A: #8.
    let compressor = circuit(LoadClass::Motor, 3, 33_255.0, |c| number(c, &motor::HP, 30.0));
    let sizing = sized(&project(System::Wye480, compressor));
    assert_eq!(words(&sizing), ["100 A", "#6 Cu THHN", "EGC #8", "3/4 EMT"]);
    // Three of 1 hp at 208 V, 4.6 A each: conductors 5.75 + 9.2 = 14.95 A; device 15 + 9.2 = 24.2 A, so 20 A.
    let fans = circuit(LoadClass::Motor, 3, 4972.0, |c| {
        number(c, &motor::HP, 1.0);
        number(c, &motor::MOTORS, 3.0);
    });
    assert_eq!(words(&sized(&project(System::Wye208, fans)))[..2], ["20 A", "#14 Cu THHN"]);
    // A device between is as good: 80 A is kept, 40 A is less than the conductors' 50 A.
    for (recorded, wanted) in [(80.0, "80 A"), (40.0, "100 A")] {
        let compressor = circuit(LoadClass::Motor, 3, 33_255.0, |c| {
            number(c, &motor::HP, 30.0);
            c.trip = Some(Amperes(recorded));
        });
        assert_eq!(words(&sized(&project(System::Wye480, compressor)))[0], wanted);
    }
    // A nameplate of 30.5 A and 50 A: #8 at 60 °C (40 A); EGC of 50 A: #10.
    let rooftop = circuit(LoadClass::Cooling, 3, 21_600.0, |c| {
        number(c, &motor::MCA, 30.5);
        number(c, &motor::MOCP, 50.0);
    });
    assert_eq!(words(&sized(&project(System::Wye480, rooftop)))[..3], ["50 A", "#8 Cu THHN", "EGC #10"]);
}

#[test]
fn what_is_recorded_and_large_enough_is_left_alone_and_what_is_larger_is_no_fault() {
    let device = |class, va, recorded: f64| {
        let load = circuit(class, 1, va, |c| c.trip = Some(Amperes(recorded)));
        words(&sized(&project(System::Wye208, load)))[0].clone()
    };
    // 1,200 VA are 10 A: 15 A is enough though 20 A is usual; 1,920 VA are 16 A, for which 15 A is too small.
    assert_eq!(
        (device(LoadClass::Lighting, 1200.0, 15.0), device(LoadClass::Lighting, 1920.0, 15.0)),
        ("15 A".into(), "20 A".into())
    );
    // 20 A would do: 25 A is left to a single appliance, not to several outlets; 30 A is half as much again.
    assert_eq!(device(LoadClass::Appliance, 1920.0, 25.0), "25 A");
    assert_eq!(device(LoadClass::Receptacle, 1920.0, 25.0), "20 A");
    assert_eq!(device(LoadClass::Appliance, 1920.0, 30.0), "20 A");
    let large = circuit(LoadClass::Lighting, 1, 1200.0, |c| {
        c.trip = Some(Amperes(20.0));
        c.conductors = "#8 Cu THHN, N #8, EGC #14".parse().ok();
    });
    let changes = sized(&project(System::Wye208, large)).changes();
    let needed: Vec<(SizedPart, bool)> = changes.iter().map(|change| (change.part, change.needed)).collect();
    assert_eq!(needed, [(SizedPart::Conductors, false), (SizedPart::Egc, true), (SizedPart::Raceway, true)]);
}
