//! `phasewright check` on the published panels.

use super::{Desk, assert_keys};
use serde_json::Value;

#[test]
fn an_open_error_is_exit_1_and_told_with_its_numbers() {
    let ran = Desk::with_office().run(&["check", "office.ron"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let answer = ran.json();
    let findings = answer["findings"].as_array().expect("findings");
    let overload = findings.iter().find(|f| f["rule"] == "PW001").expect("LP-1/13");
    assert_eq!(overload["subjects"], serde_json::json!(["LP-1/13"]));
    assert_eq!((&overload["state"], &overload["severity"]), (&"open".into(), &"error".into()));
    assert_eq!((&overload["actual"], &overload["required"]), (&"20 A".into(), &"21.25 A".into()));
    assert_eq!(overload["citation"], "NEC 2023 210.20(A); 215.3");
}

#[test]
fn every_key_of_the_contract_is_there_and_the_counts_add_up() {
    let answer = Desk::with_office().run(&["check", "office.ron"]).json();
    assert_keys(&answer, &["edition", "findings", "passed", "not_applicable", "counts"]);
    let keys = "rule name severity state subjects message citation actual required needs steps";
    for finding in answer["findings"].as_array().expect("findings") {
        assert_keys(finding, &keys.split_whitespace().collect::<Vec<_>>());
    }
    assert_keys(&answer["passed"][0], &["rule", "checked"]);
    let counts = &answer["counts"];
    let count = |key: &str| counts[key].as_u64().unwrap_or_else(|| panic!("{key}"));
    let states = ["open", "undetermined", "waived", "stale", "existing", "passed", "not_applicable"];
    assert_eq!(states.map(count).iter().sum::<u64>(), count("rules") * count("objects"));
    assert_eq!(answer["not_applicable"], counts["not_applicable"]);
}

#[test]
fn the_edition_can_be_another() {
    let desk = Desk::with_office();
    let edition = |arguments: &[&str]| desk.run(arguments).json()["edition"].clone();
    assert_eq!(edition(&["check", "office.ron"]), "2023");
    assert_eq!(edition(&["check", "office.ron", "--edition", "2017"]), "2017");
    let ran = desk.run(&["check", "office.ron", "--edition", "1999"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("2017, 2020, 2023 or 2026"), "{}", ran.stderr);
}

#[test]
fn the_text_names_subjects_and_sums() {
    let text = Desk::with_office().run(&["check", "office.ron", "--format", "text"]).stdout;
    for expected in
        ["Open\n", "LP-1/13: 20 A device", "Undetermined\n", "needs conductors", "rules on 26 objects"]
    {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let desk = Desk::with_office();
    let run = || desk.run(&["check", "office.ron"]).stdout;
    let first = run();
    assert_eq!(first, run());
    assert!(serde_json::from_str::<Value>(&first).is_ok());
}
