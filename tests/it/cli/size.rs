//! `phasewright size` as a program runs it.

use super::{Desk, assert_keys};
use phasewright::document::{Expected, read_project, save_project};
use phasewright::domain::facts::{FactValue, sizes};
use phasewright::domain::{Edit, PanelId, Slot, apply_all, examples};

fn row<'a>(answer: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    let sizes = answer["sizes"].as_array().expect("sizes");
    sizes.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name} is sized"))
}

#[test]
fn sizes_are_told_with_what_is_recorded_and_what_is_missing() {
    let ran = Desk::with_office().run(&["size", "office.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    assert_keys(&answer, &["sizes", "undetermined", "overrides"]);
    // 2,040 VA continuous at 120 V ask for 21.25 A; several outlets, so 30 A and #10.
    let lighting = row(&answer, "LP-1/13");
    assert_keys(lighting, &["name", "changes", "parts", "steps"]);
    let parts = lighting["parts"].as_array().expect("parts");
    let told: Vec<[&str; 2]> = parts
        .iter()
        .map(|part| [part["from"].as_str().unwrap_or("?"), part["to"].as_str().unwrap_or("?")])
        .collect();
    assert_eq!(told, [["20 A", "30 A"], ["", "#10 Cu THHN, N #10"], ["", "EGC #10"], ["", "1/2 EMT"]]);
    let missing = answer["undetermined"].as_array().expect("undetermined");
    assert!(missing.iter().any(|row| row["name"] == "LP-1/19"), "the motor of AHU-1 has no nameplate");
}

#[test]
fn sizes_are_written_only_when_asked_and_overrides_stay() {
    let mut project = examples::two_panels();
    let panel = project.panel(PanelId(1)).expect("LP-1");
    let mut circuit = panel.circuit_at(Slot(13)).expect("LP-1/13").clone();
    let reason = FactValue::Text("existing breaker".to_owned());
    circuit.facts.set(&sizes::OCPD_KEPT, Some(reason)).expect("a reason");
    project = apply_all(&project, &[Edit::SetCircuit { panel: PanelId(1), circuit: Box::new(circuit) }])
        .expect("legal")
        .0;
    let desk = Desk::with(&project);
    let before = std::fs::read(desk.path("office.ron")).expect("the project");
    let ran = desk.run(&["size", "office.ron", "--panel", "LP-1", "--write", "sized.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(std::fs::read(desk.path("office.ron")).expect("the project"), before);
    let sized = read_project(&desk.path("sized.ron")).expect("written").0;
    let at = |slot| {
        sized.panel_named("LP-1").and_then(|panel| panel.circuit_at(Slot(slot))).expect("a circuit").clone()
    };
    assert_eq!(at(13).trip.map(|a| a.0), Some(20.0), "kept");
    assert_eq!(at(1).conductors.map(|set| set.to_string()).as_deref(), Some("#12 Cu THHN, N #12, EGC #12"));
    let kept = &ran.json()["overrides"][0];
    assert_eq!(
        (&kept["name"], &kept["value"], &kept["reason"]),
        (&"LP-1/13".into(), &"20 A".into(), &"existing breaker".into())
    );
    save_project(&sized, &desk.path("again.ron"), Expected::NoFile).expect("saved");
    let again = desk.run(&["size", "again.ron", "--panel", "LP-1", "--format", "text"]).stdout;
    assert!(again.contains("0 sizes differ"), "{again}");
}
