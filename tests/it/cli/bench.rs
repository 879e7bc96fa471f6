//! `phasewright bench` measures what it is asked for and says on what.

use super::{Desk, assert_keys};

#[test]
fn every_key_of_the_contract_is_there() {
    let desk = Desk::with_office();
    let ran = desk.run(&["bench", "balance-first", "balance-hard", "edit", "--repeat", "2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    let rows = answer["measurements"].as_array().expect("rows");
    let names: Vec<_> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names, ["balance-first", "balance-hard", "edit"]);
    for row in rows {
        assert_keys(row, &["what", "n", "median", "p95", "threads", "device", "unit"]);
        assert_eq!(row["n"], 2);
        let [median, p95] = ["median", "p95"].map(|key| row[key].as_f64().expect("a number"));
        assert!(median > 0.0 && median <= p95, "{row}");
    }
    assert_keys(&rows[1], &["proven_share", "nodes_median", "nodes_most", "largest_gap"]);
}

#[test]
fn search_effort_is_the_same_twice() {
    let desk = Desk::with_office();
    let effort = || {
        let row = desk.run(&["bench", "balance-hard", "--repeat", "3"]).json()["measurements"][0].clone();
        ["proven_share", "nodes_median", "nodes_most"].map(|key| row[key].clone())
    };
    assert_eq!(effort(), effort());
}

#[test]
fn an_unknown_measure_is_answered_with_the_known_ones() {
    let ran = Desk::with_office().run(&["bench", "warp"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("balance-lp1") && ran.stderr.contains("frame"), "{}", ran.stderr);
}
