//! Receptacles of one room without protection are one finding, with every circuit as a subject.

use crate::domain::{
    Device, DeviceId, DeviceKind, Facts, Project, Room, RoomId, Sheet, SheetId, Slot, apply_all, examples,
    facts,
};
use crate::nec::Edition;
use crate::rules::{Finding, FixKind, Report, State, check, fixes_of};
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

fn unprotected(report: &Report) -> Vec<&Finding> {
    let open = |f: &&Finding| f.meta.code == "PW114" && f.state == State::Open;
    report.findings.iter().filter(open).collect()
}

#[test]
fn two_counters_of_a_breakroom_are_one_finding_and_one_fix() {
    let project = breakroom();
    let report = check(&project, Edition::E2023);
    let [finding] = unprotected(&report)[..] else { panic!("one finding") };
    let names: Vec<&str> = finding.subjects.iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(names, ["LP-1/8", "LP-1/9"]);
    assert_eq!(finding.verdicts, 2);
    let fixes = fixes_of(&project, finding);
    let fix = fixes.iter().find(|fix| fix.kind == FixKind::GfciBreaker).expect("offered");
    assert_eq!(fix.label, "GFCI breaker at the panelboard, 2 circuits");
    let (fixed, _) = apply_all(&project, &fix.edits).expect("legal");
    assert!(unprotected(&check(&fixed, Edition::E2023)).is_empty());
}
