//! Same input, same bytes: answers and files do not depend on the run.

use crate::cli::Desk;
use serde_json::Value;

fn without_time(mut answer: Value) -> Value {
    if let Some(map) = answer.as_object_mut() {
        map.remove("ms");
    }
    answer
}

#[test]
fn answers_are_the_same_twice() {
    let desk = Desk::with_office();
    for arguments in [
        &["loads", "office.ron"][..],
        &["balance", "office.ron", "--panel", "LP-1", "--goal", "best"],
        &["balance", "office.ron", "--panel", "EM-1"],
    ] {
        let [one, two] = [(); 2].map(|()| without_time(desk.run(arguments).json()).to_string());
        assert_eq!(one, two, "{arguments:?}");
    }
}

#[test]
fn written_files_are_the_same_twice() {
    let desk = Desk::with_office();
    for (arguments, name) in [
        (&["export", "office.ron", "--out", "a.csv"][..], "a.csv"),
        (&["export", "office.ron", "--out", "a.xlsx"], "a.xlsx"),
        (&["export", "office.ron", "--out", "a.pdf"], "a.pdf"),
        (&["report", "office.ron", "--kind", "schedule", "--out", "b.pdf", "--date", "2026-03-01"], "b.pdf"),
        (&["import", "a.xlsx", "--out", "back.ron", "--report", "r.json"], "back.ron"),
        (&["import", "a.csv", "--out", "back.ron", "--report", "r.json"], "r.json"),
        (&["balance", "office.ron", "--panel", "LP-1", "--write", "w.ron"], "w.ron"),
    ] {
        let mut bytes = Vec::new();
        for _ in 0..2 {
            assert_eq!(desk.run(arguments).code, 0, "{arguments:?}");
            bytes.push(std::fs::read(desk.path(name)).expect("written"));
        }
        assert_eq!(bytes[0], bytes[1], "{name}");
    }
}
