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
    for (command, name) in [("export", "a.csv"), ("export", "a.xlsx")] {
        let mut bytes = Vec::new();
        for _ in 0..2 {
            assert_eq!(desk.run(&[command, "office.ron", "--out", name]).code, 0);
            bytes.push(std::fs::read(desk.path(name)).expect("written"));
        }
        assert_eq!(bytes[0], bytes[1], "{name}");
    }
}
