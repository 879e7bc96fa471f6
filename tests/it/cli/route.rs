//! `phasewright route` on the sample plans.

use super::{Desk, assert_keys};
use phasewright::document::{Sample, read_project};
use phasewright::domain::{Area, AreaId, AreaKind, Edit, Facts, PanelId, RunId, Sheet, SheetId, apply_all};
use phasewright::units::PlanPoint;
use serde_json::json;
use std::sync::Arc;

fn riverside() -> Desk {
    Desk::with(&Sample::by_id("riverside-office").expect("a sample").project().expect("a project"))
}

#[test]
fn a_circuit_is_routed_and_written() {
    let desk = riverside();
    let ran = desk.run(&["route", "office.ron", "--circuit", "LP-1/9", "--write", "out.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    let sheet = &answer["sheets"][0];
    let keys = "sheet mounting walls angles ms failed method model length_ft shortest_ft routes runs boxes beside \
        verified";
    assert_keys(sheet, &keys.split_whitespace().collect::<Vec<_>>());
    assert_eq!((&sheet["verified"], &sheet["failed"]), (&json!(true), &json!([])));
    let route = &sheet["routes"][0];
    let keys = "circuit panel slot method length_ft shortest_ft shortest_proven cost_ft bound_ft proven bends_deg legs \
        boxes farthest_ft drop_v drop_percent needs";
    assert_keys(route, &keys.split_whitespace().collect::<Vec<_>>());
    assert_eq!(route["panel"], "LP-1");
    let number = |key: &str| route[key].as_f64().unwrap_or_else(|| panic!("{key} in {route}"));
    assert!(number("bends_deg") <= 360.0 && number("drop_percent") > 0.0);
    assert!(number("length_ft") >= number("shortest_ft") - 3.0);
    let keys = "run tag circuits length_ft bends_deg raceway conductors fill_percent needs supports path";
    assert_keys(&sheet["runs"][0], &keys.split_whitespace().collect::<Vec<_>>());
    let (project, _) = read_project(&desk.path("out.ron")).expect("a project");
    let runs = &project.sheet(SheetId(20)).expect("the sheet").runs;
    let written = runs.values().filter(|run| run.circuits.iter().any(|(panel, _)| *panel == PanelId(2)));
    assert!(written.count() > 0);
    let first = RunId(sheet["runs"][0]["run"].as_u64().expect("an id"));
    assert_eq!(sheet["runs"][0]["path"][0][0].as_f64(), runs[&first].path.first().map(|at| at.x));
    let text = desk.run(&["route", "office.ron", "--circuit", "LP-1/9", "--format", "text"]).stdout;
    assert!(text.contains(" ft · verified · shortest possible "), "{text}");
}

#[test]
fn bends_of_45_degrees_are_asked_for_by_their_angle() {
    let desk = riverside();
    let route = |angles: &str| {
        let ran = desk.run(&["route", "office.ron", "--circuit", "HP-1/31", "--angles", angles]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.json()["sheets"][0].clone()
    };
    let (square, slanted) = (route("90"), route("45"));
    assert_eq!((&square["angles"], &slanted["angles"]), (&json!(90), &json!(45)));
    assert_eq!(slanted["verified"], json!(true));
    let shortest = |sheet: &serde_json::Value| sheet["routes"][0]["shortest_ft"].as_f64().expect("a length");
    assert!(shortest(&slanted) < shortest(&square));
    let wrong = desk.run(&["route", "office.ron", "--circuit", "HP-1/31", "--angles", "30"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("use 45 or 90"), "{}", wrong.stderr);
}

#[test]
fn what_blocks_a_route_is_named_and_the_answer_is_no() {
    let project = Sample::by_id("riverside-office").expect("a sample").project().expect("a project");
    let mut sheet: Sheet = project.sheet(SheetId(20)).expect("the sheet").clone();
    let at = |x, y| PlanPoint { x, y };
    // From edge to edge between the electrical room and everything else.
    let outline = vec![at(25.0, -9.0), at(28.0, -9.0), at(28.0, 109.0), at(25.0, 109.0)];
    let (id, kind, name) = (AreaId(9000), AreaKind::NoRoute, "N-1".to_owned());
    sheet.areas.insert(id, Arc::new(Area { id, kind, name, outline, facts: Facts::new() }));
    let project = apply_all(&project, &[Edit::PutSheet(Box::new(sheet))]).expect("edits").0;
    let ran = Desk::with(&project).run(&["route", "office.ron", "--circuit", "LP-1/9"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let failure = &ran.json()["sheets"][0]["failed"][0];
    assert_eq!(failure["blocked_by"], json!([{ "area": 9000 }]));
    assert!(failure["reason"].as_str().is_some_and(|why| why.contains("no-route N-1")), "{failure}");
    assert!(failure["explored_ft2"].as_f64().is_some_and(|area| area > 1000.0));
}

#[test]
fn what_cannot_be_asked_is_refused_in_words() {
    let desk = riverside();
    for (arguments, words) in [
        (vec!["--circuit", "LP-9/1"], "no panelboard named"),
        (vec!["--circuit", "LP-1/99"], "no circuit in slot 99"),
        (vec!["--circuit", "77"], "no circuit with the id 77"),
        (vec!["--circuit", "first"], "names no circuit"),
        (vec!["--all", "--sheet", "Attic"], "no sheet named"),
        (vec![], "--circuit"),
    ] {
        let ran = desk.run(&[vec!["route", "office.ron"], arguments.clone()].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
    let office = Desk::with_office().run(&["route", "office.ron", "--all"]);
    assert!(office.code == 2 && office.stderr.contains("place the panels"), "{}", office.stderr);
}
