//! A small plan counted by hand.

use super::{Item, ItemKind, takeoff};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{
    CircuitId, Device, DeviceId, Edit, Facts, PanelId, Project, Run, RunId, Sheet, SheetId, apply_all,
    examples,
};
use crate::units::{PlanPoint, VoltAmperes};
use std::sync::Arc;

const PANEL: PanelId = PanelId(1);

/// Circuits LP-1/1 and LP-1/2 in #12 with a neutral and an EGC of #12, together in 3/4 EMT over 30 + 40 ft.
fn project() -> Project {
    let mut project = examples::two_panels();
    let mut edits = Vec::new();
    for id in [101, 102] {
        let mut circuit = project.panel(PANEL).and_then(|p| p.circuit(CircuitId(id))).expect("there").clone();
        circuit.conductors = "#12 Cu THHN, N #12, EGC #12".parse().ok();
        edits.push(Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit) });
    }
    let mut sheet = Sheet::new(SheetId(900), "E1");
    let path = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0)].map(|(x, y)| PlanPoint { x, y }).to_vec();
    let run = Run {
        id: RunId(901),
        tag: "R-1".to_owned(),
        path,
        raceway: "3/4 EMT".parse().ok(),
        circuits: vec![(PANEL, CircuitId(101)), (PANEL, CircuitId(102))],
        pinned: Default::default(),
        facts: Facts::new(),
    };
    sheet.runs.insert(run.id, Arc::new(run));
    for (id, symbol, circuit) in
        [(910, "duplex", 101), (911, "duplex", 101), (912, "troffer-2x4", 102), (913, "panelboard", 0)]
    {
        let library = SymbolLibrary::shipped();
        let device = Device {
            id: DeviceId(id),
            kind: library.get(symbol).expect("shipped").kind,
            symbol: symbol.to_owned(),
            at: PlanPoint::default(),
            rotation_deg: 0.0,
            load: VoltAmperes(180.0),
            circuit: (circuit > 0).then_some((PANEL, CircuitId(circuit))),
            label: String::new(),
            facts: Facts::new(),
        };
        sheet.devices.insert(device.id, Arc::new(device));
    }
    edits.push(Edit::PutSheet(Box::new(sheet)));
    project = apply_all(&project, &edits).expect("legal").0;
    project
}

#[test]
fn a_shared_raceway_is_bought_once_and_every_wire_is_counted() {
    let takeoff = takeoff(&project(), &SymbolLibrary::shipped());
    let total = takeoff.total();
    let quantity = |kind: ItemKind, words: &str| total.get(&Item { kind, words: words.to_owned() }).copied();
    assert_eq!(quantity(ItemKind::Raceway, "3/4 EMT"), Some(70.0));
    // Two ungrounded, two neutrals, one EGC for both: five wires over 70 ft.
    assert_eq!(quantity(ItemKind::Conductor, "#12 Cu THHN"), Some(350.0));
    assert_eq!(quantity(ItemKind::Device, "Duplex receptacle"), Some(2.0));
    assert_eq!(quantity(ItemKind::Device, "2x4 troffer"), Some(1.0));
    assert_eq!(quantity(ItemKind::Box, "Wall outlet box"), Some(2.0));
    assert_eq!(quantity(ItemKind::Box, "Ceiling outlet box"), None, "a troffer has its own");
    let first = takeoff.circuits.first().expect("LP-1/1");
    assert_eq!(first.circuit, Some((PANEL, CircuitId(101))));
    let raceway = Item { kind: ItemKind::Raceway, words: "3/4 EMT".to_owned() };
    assert_eq!(first.items.get(&raceway), Some(&35.0));
    let unassigned = takeoff.of_panel(None);
    assert_eq!(unassigned.len(), 1, "the panelboard itself: {unassigned:?}");
    assert!(takeoff.notes.iter().any(|note| note.starts_with("LP-1: no run on the plan serves 3, 4,")));
}

#[test]
fn what_is_missing_is_said_at_the_circuit() {
    let mut project = project();
    let mut circuit = project.panel(PANEL).and_then(|p| p.circuit(CircuitId(102))).expect("there").clone();
    circuit.conductors = None;
    project = apply_all(&project, &[Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit) }])
        .expect("legal")
        .0;
    let takeoff = takeoff(&project, &SymbolLibrary::shipped());
    let notes: Vec<&String> = takeoff.circuits.iter().flat_map(|circuit| &circuit.notes).collect();
    assert!(notes.iter().any(|note| note.starts_with("run R-1: conductors need")), "{notes:?}");
}
