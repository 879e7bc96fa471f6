//! Loads against published figures, and the conservation of load over the whole feed tree.

use super::*;
use crate::domain::{
    CircuitKind, CircuitLoad, Edit, Facts, Feeder, LoadClass, Service, Slot, Transformer, apply_all, examples,
};
use crate::units::Volts;

const LP1: PanelId = PanelId(1);
const HP1: PanelId = PanelId(3);
const T1: TransformerId = TransformerId(4);
const TO_T1: CircuitId = CircuitId(301);

fn transformer(connection: Connection, source: Source) -> Transformer {
    Transformer {
        id: T1,
        name: "T-1".to_owned(),
        location: String::new(),
        rating: VoltAmperes(75_000.0),
        connection,
        primary: Volts(480.0),
        secondary: System::Wye208,
        impedance_percent: None,
        secondary_ocpd: None,
        notes: String::new(),
        facts: Facts::new(),
        feeder: Some(Feeder::from(source)),
    }
}

/// Service → HP-1, slot `slot` → T-1 → LP-1.
fn building(connection: Connection, slot: u16) -> Project {
    let service = Service {
        name: "Utility".to_owned(),
        system: System::Wye480,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    };
    let circuits = [(slot, 3, 250.0, 0.0, 'A', "T-1"), (2, 1, 20.0, 2770.0, 'L', "HIGH BAY")];
    let mut hp1 = examples::panel(HP1, "HP-1", System::Wye480, 84, TO_T1.0, &circuits);
    hp1.feeder = Some(Feeder::from(Source::Service));
    let feed_lp1 = Edit::SetFeeder {
        load: FeederLoad::Panel(LP1),
        feeder: Some(Box::new(Feeder::from(Source::Transformer(T1)))),
    };
    let edits = [
        Edit::SetService(Some(service)),
        Edit::AddPanel(Box::new(hp1)),
        Edit::AddTransformer(Box::new(transformer(connection, Source::Circuit(HP1, TO_T1)))),
        feed_lp1,
    ];
    apply_all(&examples::two_panels(), &edits).expect("consistent").0
}

fn panel_loads(project: &Project, id: PanelId) -> PanelLoads {
    project_loads(project).panels.remove(&id).expect("the panel is there")
}

/// The published derivation of the office panel.
#[test]
fn lp1_demand_is_35_030_and_design_36_170() {
    let project = examples::two_panels();
    let lp1 = panel_loads(&project, LP1);
    assert_eq!(lp1.loads.demand.total(), VoltAmperes(35_030.0));
    assert_eq!(lp1.loads.design.total(), VoltAmperes(36_170.0));
    assert_eq!(format!("{:.1}", lp1.design_amperes()), "100.4 A");
    let row = |class| *lp1.loads.classes.iter().find(|row| row.class == class).expect("occurs");
    assert_eq!(row(LoadClass::Lighting).design, VoltAmperes(5_700.0));
    assert_eq!(row(LoadClass::Receptacle).demand, VoltAmperes(11_750.0));
    assert_eq!(row(LoadClass::Motor).demand, VoltAmperes(12_600.0));
    assert_eq!(row(LoadClass::Appliance).demand, VoltAmperes(6_120.0));
    let rows: f64 = lp1.loads.classes.iter().map(|row| row.design.0).sum();
    assert_eq!(rows, 36_170.0);
}

#[test]
fn the_derivation_names_sections_and_what_is_not_applied() {
    let project = examples::two_panels();
    let steps = panel_loads(&project, LP1).steps(project.panel(LP1).expect("LP-1"));
    let receptacles = steps.iter().find(|s| s.what == "Receptacles").expect("a step");
    assert_eq!(receptacles.inputs, "10,000 VA × 100 % + 3,500 VA × 50 %");
    assert_eq!(receptacles.result, "11,750 VA");
    assert_eq!(receptacles.citation.map(|c| c.to_string()), Some("NEC 2023 220.47".to_owned()));
    assert!(steps.iter().any(|s| s.is_note() && s.inputs.contains("hotels")));
    assert_eq!(steps.iter().find(|s| s.what == "Design current").map(|s| s.result.as_str()), Some("100.4 A"));
}

#[test]
fn a_leg_of_the_secondary_counts_half_on_two_legs_of_the_primary() {
    let project = building(Connection::DeltaWye, 1);
    let hp1 = panel_loads(&project, HP1);
    // A 15,720 B 10,600 C 8,660 on the secondary; A1 = (A2 + C2)/2, B1 = (A2 + B2)/2, C1 = (B2 + C2)/2.
    let expected = [12_190.0 + 2_770.0, 13_160.0, 9_630.0];
    assert_eq!(hp1.va(LoadBasis::Connected).0.map(|va| va.0), expected);
    assert_eq!(hp1.neutral(LoadBasis::Connected).0, 10.0);
}

#[test]
fn a_feeding_breaker_turns_the_legs_by_its_own_place() {
    let project = building(Connection::WyeWye, 3);
    let hp1 = panel_loads(&project, HP1);
    // Poles on B, C, A: the secondary's A lies on B.
    assert_eq!(hp1.va(LoadBasis::Connected).0.map(|va| va.0), [8_660.0 + 2_770.0, 15_720.0, 10_600.0]);
    let circuit = project.panel(HP1).and_then(|p| p.circuit(TO_T1)).expect("T-1's breaker");
    let shares = hp1.circuit_load(circuit, LoadBasis::Connected).per_leg().0.map(|va| va.0);
    assert_eq!(shares, [15_720.0, 10_600.0, 8_660.0]);
}

#[test]
fn a_feeder_carries_the_demand_of_what_it_feeds() {
    let loads = project_loads(&building(Connection::DeltaWye, 1));
    for feeder in &loads.feeders {
        let design = feeder.loads.design.total().0;
        let expected = match feeder.load {
            FeederLoad::Panel(HP1) => 36_170.0 + 2_770.0 * 1.25,
            _ => 36_170.0,
        };
        assert!((design - expected).abs() < 1e-6, "{feeder:?}");
    }
    let to_t1 = loads.feeders.iter().find(|f| f.load == FeederLoad::Transformer(T1)).expect("fed");
    assert!((to_t1.design_amperes.0 - 36_170.0 / (3.0_f64.sqrt() * 480.0)).abs() < 1e-9);
    let service = loads.service.expect("entered");
    assert!((service.loads.connected.total().0 - 37_750.0).abs() < 1.0);
}

#[test]
fn every_volt_ampere_arrives_at_the_service_whatever_lies_between() {
    for connection in Connection::ALL {
        for slot in [1, 3, 5] {
            let project = building(*connection, slot);
            let loads = project_loads(&project);
            let service = loads.service.expect("entered").loads;
            for sum in [service.connected.total(), loads.panels[&HP1].loads.connected.total()] {
                assert!((sum.0 - 37_750.0).abs() < 1.0, "{connection} at slot {slot}: {sum}");
            }
        }
    }
}

#[test]
fn lugs_pass_on_leg_by_leg() {
    let mut sub =
        examples::panel(PanelId(7), "LP-3", System::Wye208, 42, 701, &[(3, 1, 20.0, 500.0, 'R', "X")]);
    sub.feeder = Some(Feeder::from(Source::FeedThrough(LP1)));
    let (project, _) =
        apply_all(&examples::two_panels(), &[Edit::AddPanel(Box::new(sub))]).expect("consistent");
    let lp1 = panel_loads(&project, LP1);
    assert_eq!(lp1.va(LoadBasis::Connected).0.map(|va| va.0), [15_720.0, 11_100.0, 8_660.0]);
}

#[test]
fn spares_and_figures_beside_a_subfeed_do_not_count_and_say_so() {
    let mut project = building(Connection::DeltaWye, 1);
    let mut feeding = project.panel(HP1).and_then(|p| p.circuit(TO_T1)).cloned().expect("there");
    feeding.load = CircuitLoad::Total(VoltAmperes(50_000.0));
    let spare = Circuit {
        kind: CircuitKind::Spare,
        load: CircuitLoad::Total(VoltAmperes(999.0)),
        ..Circuit::new(CircuitId(399), Slot(11))
    };
    let edits = [
        Edit::SetCircuit { panel: HP1, circuit: Box::new(feeding) },
        Edit::AddCircuit { panel: HP1, circuit: Box::new(spare) },
    ];
    project = apply_all(&project, &edits).expect("consistent").0;
    let hp1 = panel_loads(&project, HP1);
    assert!((hp1.loads.connected.total().0 - 37_750.0).abs() < 1e-6);
    let steps = hp1.steps(project.panel(HP1).expect("HP-1"));
    for expected in ["50,000 VA entered, not counted", "999 VA entered, not counted"] {
        assert!(steps.iter().any(|s| s.is_note() && s.inputs.starts_with(expected)), "{expected}");
    }
}

#[test]
fn leg_demands_add_up_to_the_demand() {
    for project in [examples::two_panels(), building(Connection::DeltaWye, 5)] {
        for loads in project_loads(&project).panels.values() {
            let panel = project.panel(loads.panel).expect("there");
            let by_circuit: f64 =
                panel.circuits().map(|c| loads.circuit_load(c, LoadBasis::Demand).total().0).sum();
            let by_class: f64 = loads.loads.classes.iter().map(|row| row.demand.0).sum();
            assert!((loads.loads.demand.total().0 - by_circuit).abs() < 1e-6);
            assert!((loads.loads.demand.total().0 - by_class).abs() < 1e-6);
        }
    }
}
