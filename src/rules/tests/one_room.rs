//! Receptacles of one room without protection are one finding, with every circuit as a subject.

use crate::domain::{
    Device, DeviceId, DeviceKind, Facts, Project, Room, RoomId, Sheet, SheetId, Slot, examples, facts,
};
use crate::nec::Edition;
use crate::rules::{State, check};
use crate::units::{PlanPoint, VoltAmperes};
use std::sync::Arc;

/// Returns the example with the outlets of circuits LP-1/8 and LP-1/9 in a breakroom of an office.
fn breakroom() -> Project {
    let mut parts = examples::two_panels().to_parts();
    let at = |x, y| PlanPoint { x, y };
    let mut sheet = Sheet::new(SheetId(500), "Level 1");
    let outline = vec![at(0.0, 0.0), at(10.0, 0.0), at(10.0, 10.0), at(0.0, 10.0)];
    let room = Room {
        id: RoomId(501),
        name: "BREAKROOM 112".to_owned(),
        use_type: "breakroom".to_owned(),
        outline,
        facts: Facts::new(),
    };
    sheet.rooms.insert(room.id, Arc::new(room));
    let panel = parts.panels.iter().find(|panel| panel.facts.name == "LP-1").expect("there");
    for (id, slot) in [(502, 8), (503, 9)] {
        let circuit = panel.circuits.iter().find(|circuit| circuit.slot == Slot(slot)).expect("there");
        let device = Device {
            id: DeviceId(id),
            kind: DeviceKind::Receptacle,
            symbol: "duplex".to_owned(),
            at: at(5.0, 5.0),
            rotation_deg: 0.0,
            load: VoltAmperes(0.0),
            circuit: Some((panel.facts.id, circuit.id)),
            label: String::new(),
            facts: Facts::new(),
        };
        sheet.devices.insert(device.id, Arc::new(device));
    }
    parts.sheets.push(sheet);
    let office = facts::FactValue::Word("office");
    parts.settings.facts.set(&facts::project::OCCUPANCY, Some(office)).expect("a word of it");
    Project::from_parts(parts).expect("consistent")
}

#[test]
fn two_counters_of_a_breakroom_are_one_finding() {
    let report = check(&breakroom(), Edition::E2023);
    let open = |f: &&crate::rules::Finding| f.meta.code == "PW114" && f.state == State::Open;
    let found: Vec<_> = report.findings.iter().filter(open).collect();
    assert_eq!(found.len(), 1);
    let names: Vec<&str> = found[0].subjects.iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(names, ["LP-1/8", "LP-1/9"]);
    assert_eq!(found[0].verdicts, 2);
}
