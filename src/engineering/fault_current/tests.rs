//! Fault currents against hand arithmetic in ohms, which the program does not use.

use super::*;
use crate::domain::{CircuitId, Edit, Facts, Panel, PanelId, Service, Slot, apply_all};
use crate::units::{Feet, KiloAmperes, VoltAmperes};

fn panel(id: u64, name: &str, system: System, feeder: Option<Feeder>) -> Panel {
    let mut panel = Panel::new(PanelId(id), name, system, 42);
    panel.feeder = feeder;
    panel
}

/// Service, HP-1 over 20 ft of two sets of 3/0 copper in steel, T-1 and T-2 at its circuits, LP-1 and EM-1 behind them.
fn project(available: Option<f64>) -> Project {
    let service = Service {
        name: "U".to_owned(),
        system: System::Wye480,
        rating: Some(Amperes(400.0)),
        available_fault: available.map(KiloAmperes),
        utility: String::new(),
        notes: String::new(),
        facts: Facts::new(),
    };
    let mut to_hp1 = Feeder::from(Source::Service);
    to_hp1.conductors = "2 x #3/0 Cu THHN".parse().ok();
    to_hp1.raceway = "2 EMT".parse().ok();
    to_hp1.length = Some(Feet(20.0));
    let hp1 = panel(1, "HP-1", System::Wye480, Some(to_hp1));
    let breaker = |id, slot, poles| crate::domain::Circuit {
        poles,
        ..crate::domain::Circuit::new(CircuitId(id), Slot(slot))
    };
    let transformer = |id, name: &str, kva: f64, connection, secondary, percent, circuit| Transformer {
        id: TransformerId(id),
        name: name.to_owned(),
        location: String::new(),
        rating: VoltAmperes(kva * 1000.0),
        connection,
        primary: Volts(480.0),
        secondary,
        impedance_percent: Some(percent),
        secondary_ocpd: None,
        notes: String::new(),
        facts: Facts::new(),
        feeder: Some(Feeder {
            conductors: "#4 Cu THHN".parse().ok(),
            length: Some(Feet(0.0)),
            ..Feeder::from(Source::Circuit(PanelId(1), CircuitId(circuit)))
        }),
    };
    let behind = |id| Some(Feeder::from(Source::Transformer(TransformerId(id))));
    let lp1 = panel(5, "LP-1", System::Wye208, behind(3));
    let em1 = panel(6, "EM-1", System::Single240, behind(4));
    let edits = [
        Edit::SetService(Some(service)),
        Edit::AddPanel(Box::new(hp1)),
        Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(breaker(11, 1, 3)) },
        Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(breaker(12, 2, 2)) },
        Edit::AddTransformer(Box::new(transformer(
            3,
            "T-1",
            75.0,
            Connection::DeltaWye,
            System::Wye208,
            4.5,
            11,
        ))),
        Edit::AddTransformer(Box::new(transformer(
            4,
            "T-2",
            25.0,
            Connection::SinglePhase,
            System::Single240,
            3.2,
            12,
        ))),
        Edit::AddPanel(Box::new(lp1)),
        Edit::AddPanel(Box::new(em1)),
    ];
    apply_all(&Project::named("tree"), &edits).expect("legal").0
}

fn near(found: Amperes, wanted: f64) -> bool {
    (found.0 / wanted - 1.0).abs() < 1e-4
}

#[test]
fn a_feeder_lets_less_through() {
    // f = √3 × 20 ft × 35,000 A ÷ (10,573 × 2 × 480 V) = 0.1194; C = 1000 ÷ √(0.079² + 0.052²).
    let project = project(Some(35.0));
    let fault = fault_at(&project, FeederLoad::Panel(PanelId(1))).expect("known");
    assert!(near(fault.counted.expect("conductors and length are there"), 31_265.4), "{fault:?}");
    assert_eq!(fault.most, Amperes(35_000.0));
    assert_eq!(fault.steps.len(), 2);
}

#[test]
fn behind_a_three_phase_transformer_impedances_add_up() {
    // In ohms at 208 V: 480 ÷ √3 ÷ 31,265.4 × (208 ÷ 480)² = 0.0016644; 0.045 × 208² ÷ 75,000 = 0.0259584; their sum in
    // 208 ÷ √3 V.
    let project = project(Some(35.0));
    let fault = fault_behind(&project, TransformerId(3)).expect("known");
    assert!(near(fault.counted.expect("all is known"), 4347.5), "{fault:?}");
    assert!(fault.most.0 > 4347.5 && fault.most.0 < 4626.3, "the service limits it a little: {fault:?}");
}

#[test]
fn to_the_middle_of_a_single_phase_winding_more_flows() {
    // 480 ÷ 31,265.4 = 0.0153524 Ω, a sixteenth of it at 120 V; the half winding has a third of 0.032 × 240² ÷ 25,000.
    let project = project(Some(35.0));
    let fault = fault_behind(&project, TransformerId(4)).expect("known");
    let ohms = 0.015_352_4 / 16.0 + 0.073_728 / 3.0;
    assert!(near(fault.counted.expect("all is known"), 120.0 / ohms), "{fault:?}");
}

#[test]
fn without_the_utility_a_transformer_still_limits() {
    let project = project(None);
    let missing = "available fault current at the service";
    assert_eq!(fault_at(&project, FeederLoad::Panel(PanelId(1))), Err(missing));
    let lp1 = fault_at(&project, FeederLoad::Panel(PanelId(5))).expect("limited");
    // 75,000 ÷ (√3 × 208) ÷ 0.045 and 25,000 ÷ 240 ÷ 0.032 × 1.5.
    assert!(near(lp1.most, 4626.2) && lp1.counted == Err(missing), "{lp1:?}");
    let em1 = fault_at(&project, FeederLoad::Panel(PanelId(6))).expect("limited");
    assert!(near(em1.most, 4882.8), "{em1:?}");
}
