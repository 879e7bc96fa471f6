//! `phasewright balance` on the published panels.

use super::{Desk, assert_keys};
use phasewright::document::read_project;
use serde_json::{Value, json};

fn three_decimals(value: &Value) -> String {
    format!("{:.3}", value.as_f64().expect("a number"))
}

#[test]
fn lp1_is_balanced_in_three_moves_with_proof() {
    let ran = Desk::with_office().run(&["balance", "office.ron", "--panel", "LP-1"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer = ran.json();
    assert_eq!(answer["before"]["va"], json!({ "A": 15_720, "B": 10_600, "C": 8_660 }));
    assert_eq!(three_decimals(&answer["before"]["amps"]["A"]), "131.000");
    assert_eq!(format!("{:.4}", answer["before"]["score"].as_f64().expect("a number")), "0.5509");
    assert_eq!(format!("{:.4}", answer["after"]["score"].as_f64().expect("a number")), "0.9814");
    assert_eq!(answer["best_possible"], json!({ "score": 1, "bound": 1, "gap": 0, "proven": true }));
    assert_eq!(answer["fewest_moves"]["n"], 3);
    assert_eq!(answer["fewest_moves"]["proven"], true);
    assert_eq!(answer["moves"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["moves"][2]["score_after"], answer["after"]["score"]);
    assert_eq!((&answer["reached"], &answer["verified"]), (&json!(true), &json!(true)));
    // The model was asked and needs as few moves, but does not score as much: the credit is the exact search's.
    assert_eq!((&answer["method"], &answer["model"]), (&json!("exact"), &json!("balance-2")));
    assert_eq!((&answer["beside"]["method"], &answer["beside"]["moves"]), (&json!("hrm"), &json!(3)));
    let beside = answer["beside"]["score"].as_f64().expect("a score");
    assert!((0.95..0.9814).contains(&beside), "{beside}");
    assert_eq!(answer["reason"], Value::Null);
}

#[test]
fn every_key_of_the_contract_is_there() {
    let answer = Desk::with_office().run(&["balance", "office.ron", "--panel", "lp-1"]).json();
    let keys = "panel system slots goal target reached method model ms basis metric before after best_possible \
        fewest_moves reason moves assignment verified baselines";
    assert_keys(&answer, &keys.split_whitespace().collect::<Vec<_>>());
    for state in ["before", "after"] {
        assert_keys(&answer[state], &["va", "amps", "neutral_a", "score"]);
    }
    assert_keys(&answer["best_possible"], &["score", "bound", "gap", "proven"]);
    assert_keys(&answer["fewest_moves"], &["n", "swaps", "proven"]);
    let step = ["circuit", "from", "to", "from_phase", "to_phase", "swap", "gain", "score_after"];
    assert_keys(&answer["moves"][0], &step);
    assert_eq!(answer["assignment"].as_array().map(Vec::len), Some(21));
    assert_keys(&answer["assignment"][0], &["circuit", "slots", "phases"]);
    let baselines = "as_is random snake lpt lpt_swaps exact hrm_raw hrm_best_segment hrm_best_of_4";
    assert_keys(&answer["baselines"], &baselines.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn without_holes_three_swaps() {
    let answer = Desk::with_office().run(&["balance", "office.ron", "--panel", "LP-1", "--no-holes"]).json();
    assert_eq!(format!("{:.4}", answer["after"]["score"].as_f64().expect("a number")), "0.9847");
    assert_eq!((&answer["fewest_moves"]["n"], &answer["fewest_moves"]["swaps"]), (&json!(6), &json!(3)));
}

#[test]
fn locked_slots_are_left_alone() {
    let answer =
        Desk::with_office().run(&["balance", "office.ron", "--panel", "LP-1", "--lock", "1,8"]).json();
    let moves = answer["moves"].as_array().expect("moves");
    assert_eq!(moves.len(), 3);
    assert_eq!(three_decimals(&answer["after"]["score"]), "0.981");
    assert!(moves.iter().all(|step| step["from"] != 1 && step["from"] != 8));
}

#[test]
fn em1_answers_no_and_says_why() {
    let desk = Desk::with_office();
    let ran = desk.run(&["balance", "office.ron", "--panel", "EM-1"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let answer = ran.json();
    assert_eq!(answer["reached"], false);
    assert_eq!(format!("{:.4}", answer["best_possible"]["score"].as_f64().expect("a number")), "0.4583");
    assert_eq!(
        (&answer["reason"]["kind"], &answer["reason"]["va"]),
        (&json!("dominant-circuit"), &json!(2400))
    );
    let text = desk.run(&["balance", "office.ron", "--panel", "EM-1", "--format", "text"]).stdout;
    assert!(
        text.contains("Best possible here is 0.458: one 2,400 VA circuit exceeds half of the load"),
        "{text}"
    );
}

#[test]
fn the_text_has_the_answer_line() {
    let ran = Desk::with_office().run(&["balance", "office.ron", "--panel", "LP-1", "--format", "text"]);
    let line = ran.stdout.lines().find(|line| line.starts_with("exact ")).expect("an answer line");
    let (_, outcome) = line.split_once(" ms: ").expect("the time");
    let expected = "0.981 in 3 moves · verified · best possible 1.000 · fewest moves for 0.95: 3 (proven)";
    assert_eq!(outcome, expected);
}

#[test]
fn written_projects_hold_the_proposal_and_every_circuit() {
    let desk = Desk::with_office();
    let ran = desk.run(&["balance", "office.ron", "--panel", "LP-1", "--write", "better.ron"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (project, _) = read_project(&desk.path("better.ron")).expect("a project");
    assert_eq!(project.panel_named("LP-1").map(|panel| panel.circuits().len()), Some(21));
    let loads = desk.run(&["loads", "better.ron"]).json();
    assert_eq!(loads["panels"][0]["score"], ran.json()["after"]["score"]);
}

#[test]
fn fewer_moves_than_needed_answer_no() {
    let ran = Desk::with_office().run(&["balance", "office.ron", "--panel", "LP-1", "--max-moves", "2"]);
    assert_eq!(ran.code, 1);
    assert_eq!(three_decimals(&ran.json()["after"]["score"]), "0.878");
}

/// The shipped model alone: its own plan, named, verified, with its figures beside the plain ones.
#[test]
fn the_model_answers_by_itself() {
    let desk = Desk::with_office();
    for goal in ["fewest", "best"] {
        let ran = desk.run(&["balance", "office.ron", "--panel", "LP-1", "--method", "hrm", "--goal", goal]);
        let answer = ran.json();
        assert_eq!(
            (&answer["method"], &answer["model"]),
            (&json!("hrm"), &json!("balance-2")),
            "{}",
            ran.stderr
        );
        assert_eq!(answer["verified"], true, "{goal}");
        assert_eq!(answer["best_possible"]["proven"], true, "the exact search says what is possible");
        let figure = |name: &str| answer["baselines"][name].as_f64().expect("a figure");
        assert!(figure("hrm_raw") <= figure("hrm_best_segment"));
        assert!(figure("hrm_best_of_4") > figure("snake"));
        // The same plan every time.
        let again =
            desk.run(&["balance", "office.ron", "--panel", "LP-1", "--method", "hrm", "--goal", goal]).json();
        assert_eq!(answer["moves"], again["moves"]);
    }
}
