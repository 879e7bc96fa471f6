//! `phasewright hrm parity` on recordings made by another implementation (`tests/parity/make_fixture.py`), and on those of
//! the reference where a folder of them is at hand: `PHASEWRIGHT_PARITY` names it.

use super::{Desk, assert_keys};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn fixtures(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn ours() -> Vec<PathBuf> {
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity"))
}

fn assert_passes(fixture: &Path) {
    let desk = Desk::with_office();
    let ran = desk.run(&["hrm", "parity", &fixture.to_string_lossy()]);
    assert_eq!(ran.code, 0, "{}: {}{}", fixture.display(), ran.stdout, ran.stderr);
    let report = ran.json();
    assert_keys(&report, &["fixture", "pass", "quantities", "worst"]);
    assert_eq!(report["pass"], Value::Bool(true));
    let quantities = report["quantities"].as_object().expect("quantities");
    for name in [
        "eval:logits",
        "train_trace:z_H",
        "train_trace:target_q_continue",
        "train_trace:halted",
        "grads_stablemax",
        "grads_softmax",
        "grads_stablemax_step2",
        "after1",
        "after3",
        "rest",
    ] {
        let quantity = quantities.get(name).unwrap_or_else(|| panic!("{name} in {report}"));
        assert_keys(quantity, &["max_abs", "max_rel", "tolerance"]);
        println!("{} {name}: {}", report["fixture"], quantity["max_abs"]);
    }
}

#[test]
fn recordings_of_other_shapes_are_repeated() {
    let fixtures = ours();
    assert!(fixtures.len() >= 2);
    fixtures.iter().for_each(|fixture| assert_passes(fixture));
}

#[test]
fn parity_with_the_reference() {
    let Some(folder) = std::env::var_os("PHASEWRIGHT_PARITY").map(PathBuf::from) else {
        println!("PHASEWRIGHT_PARITY is not set: no recordings of the reference at hand");
        return;
    };
    let fixtures = fixtures(&folder);
    assert!(!fixtures.is_empty(), "{} has no fixture", folder.display());
    fixtures.iter().for_each(|fixture| assert_passes(fixture));
}

/// A number that was recorded otherwise is found, and named.
#[test]
fn a_difference_is_an_answer_of_no() {
    let desk = Desk::with_office();
    let copy = desk.path("changed");
    std::fs::create_dir(&copy).expect("made");
    for entry in std::fs::read_dir(&ours()[0]).expect("the fixture") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, copy.join(path.file_name().expect("a name"))).expect("copied");
    }
    let config = copy.join("config.json");
    let text = std::fs::read_to_string(&config).expect("read");
    std::fs::write(&config, text.replace("\"weight_decay\": 0.5", "\"weight_decay\": 0.4")).expect("written");
    let ran = desk.run(&["hrm", "parity", "changed"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let report = ran.json();
    let far = |name: &str| {
        let quantity = &report["quantities"][name];
        quantity["max_abs"].as_f64() > quantity["tolerance"].as_f64()
    };
    assert!(far("after1") && far("after3") && !far("eval:logits") && !far("grads_stablemax"), "{report}");
    let worst = report["worst"].as_array().expect("worst").iter();
    let names: Vec<&str> = worst.filter_map(|tensor| tensor["tensor"].as_str()).collect();
    assert!(names.iter().any(|name| name.starts_with("params_after")), "{names:?}");
}

#[test]
fn what_is_no_fixture_is_said() {
    let desk = Desk::with_office();
    let ran = desk.run(&["hrm", "parity", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("config.json"), "{}", ran.stderr);
}
