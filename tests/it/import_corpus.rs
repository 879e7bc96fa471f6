//! `phasewright import` on real files that nobody here wrote, against facts that other tools read from them.
//!
//! The files are not part of the repository. `PHASEWRIGHT_CORPUS` names their folder: `panel/NAME` with
//! `panel/NAME.expected.json` beside it. Without the variable the test says so and has nothing to compare; `.ci/run` sets
//! it wherever the folder is at hand.

use crate::cli::{Desk, Ran, assert_keys};
use phasewright::document::read_project;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folder of panel schedules.
fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PHASEWRIGHT_CORPUS").map(PathBuf::from) else {
        println!("PHASEWRIGHT_CORPUS is not set: no real files at hand, nothing to compare");
        return None;
    };
    let panels = folder.join("panel");
    assert!(panels.is_dir(), "PHASEWRIGHT_CORPUS has no folder {}", panels.display());
    Some(panels)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn expected(path: &Path) -> Value {
    let beside = path.with_file_name(format!("{}.expected.json", name_of(path)));
    let text =
        std::fs::read_to_string(&beside).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
    serde_json::from_str(&text).expect("JSON")
}

fn import(desk: &Desk, path: &Path) -> Ran {
    desk.run(&["import", &path.to_string_lossy(), "--out", "p.ron", "--report", "r.json"])
}

fn number(report: &Value, path: &str) -> f64 {
    report.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("{path} in {report}"))
}

/// Sums a number over all panels.
fn sum(report: &Value, key: &str) -> f64 {
    let panels = report["panels"].as_array().expect("panels");
    panels.iter().map(|panel| panel[key].as_f64().unwrap_or_else(|| panic!("{key} in {panel}"))).sum()
}

#[test]
fn corpus_files_become_projects_or_are_refused_in_words() {
    let Some(folder) = corpus() else { return };
    let files = files(&folder);
    assert!(!files.is_empty());
    for path in files {
        let name = name_of(&path);
        let desk = Desk::with_office();
        let ran = import(&desk, &path);
        println!("{name}: exit {}", ran.code);
        if name.ends_with(".yaml") {
            assert_eq!(ran.code, 2, "{name}: {}", ran.stderr);
            assert!(ran.stderr.contains(&format!("{name} is YAML, no panel schedule")), "{}", ran.stderr);
            assert!(!desk.path("p.ron").exists() && ran.stdout.is_empty(), "{name}");
            continue;
        }
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let report = ran.json();
        assert_keys(&report, &["kind", "panels", "rows", "notes", "accounts"]);
        every_circuit_is_in_the_project(&desk, &report, &name);
        every_row_is_accounted_for(&report, &name);
        facts_are_those_of_other_tools(&report, &expected(&path), &name);
    }
}

fn every_circuit_is_in_the_project(desk: &Desk, report: &Value, name: &str) {
    let (project, _) = read_project(&desk.path("p.ron")).expect("a project");
    let made: usize = project.panels().map(|panel| panel.circuits().len()).sum();
    assert_eq!(made as f64, sum(report, "circuits") + sum(report, "spares"), "{name}");
    let circuits = project.panels().flat_map(|panel| panel.circuits());
    let connected: f64 = circuits.map(|circuit| circuit.load.total().value()).sum();
    assert!((connected - sum(report, "connected_va")).abs() < 0.5, "{name}: {connected}");
}

fn every_row_is_accounted_for(report: &Value, name: &str) {
    let mut rows = std::collections::BTreeSet::new();
    for account in report["accounts"].as_array().expect("accounts") {
        let sheet = account["sheet"].as_str().expect("a sheet");
        let [first, last] = ["/rows/0", "/rows/1"].map(|path| number(account, path) as u64);
        rows.extend((first..=last).map(|row| (sheet, row)));
    }
    let counted = number(report, "/rows/read") + number(report, "/rows/skipped");
    assert_eq!(rows.len() as f64, counted, "{name}");
}

fn facts_are_those_of_other_tools(report: &Value, expected: &Value, name: &str) {
    if let Some(rows) = expected["rows_incl_header"].as_f64() {
        assert_eq!(number(report, "/rows/read") + 1.0, rows, "{name}: all rows but the header");
    }
    if let Some(spares) = expected.pointer("/status/Spare").and_then(Value::as_f64) {
        assert_eq!(sum(report, "spares"), spares, "{name}");
        assert_eq!(sum(report, "circuits") + spares, number(expected, "/spaces"), "{name}");
    }
    if let Some(watts) = expected["sum_total_wattage_items"].as_f64() {
        assert_eq!(sum(report, "connected_va"), watts, "{name}");
        assert_eq!(sum(report, "circuits"), number(expected, "/item_rows"), "{name}");
    }
    if let Some(boards) = expected.pointer("/totallist/MDB_loads_kW").and_then(Value::as_object) {
        // each main board is a row of the panel that feeds them all, with its load as a text such as `1893.42 kW`
        let stated: f64 = boards.values().filter_map(Value::as_f64).sum::<f64>() * 1e3;
        let panels = report["panels"].as_array().expect("panels");
        let source = panels.iter().find(|panel| (number(panel, "/connected_va") - stated).abs() < 1.0);
        assert!(source.is_some(), "{name}: no panel carries the {stated} W of the main boards");
        for board in boards.keys() {
            assert!(panels.iter().any(|panel| panel["name"] == **board), "{name}: no panel {board}");
        }
    }
}
