//! `phasewright loads` on the published panels.

use super::{Desk, assert_keys};
use serde_json::json;

#[test]
fn lp1_has_its_published_loads() {
    let ran = Desk::with_office().run(&["loads", "office.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    let lp1 = &answer["panels"][0];
    assert_eq!(lp1["connected_va"], json!({ "A": 15_720, "B": 10_600, "C": 8_660, "total": 34_980 }));
    assert_eq!(lp1["demand_va"]["total"], 35_030);
    assert_eq!(lp1["design_va"]["total"], 36_170);
    assert_eq!(format!("{:.1}", lp1["design_amps"].as_f64().expect("a number")), "100.4");
    assert_eq!(format!("{:.1}", lp1["neutral_a"].as_f64().expect("a number")), "69.5");
}

#[test]
fn every_key_of_the_contract_is_there() {
    let answer = Desk::with_office().run(&["loads", "office.ron"]).json();
    assert_keys(&answer, &["edition", "panels", "feeders", "service"]);
    let keys =
        "name system slots connected_va demand_va design_va amps amps_basis neutral_a score fed_from steps";
    for panel in answer["panels"].as_array().expect("panels") {
        assert_keys(panel, &keys.split_whitespace().collect::<Vec<_>>());
        assert_keys(&panel["steps"][0], &["what", "citation", "inputs", "result"]);
    }
}

#[test]
fn the_text_shows_legs_and_classes() {
    let text = Desk::with_office().run(&["loads", "office.ron", "--format", "text"]).stdout;
    for expected in ["LP-1  208Y/120 V 3φ 4W, 42 slots", "15,720", "35,030 VA", "Score 0.551 ((max-min)/max)"]
    {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
}
