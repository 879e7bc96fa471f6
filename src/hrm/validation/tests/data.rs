//! Datasets: the same bytes for a seed, projects whole in one split, copies found, files that read back.

use super::{small_plan, small_set};
use crate::hrm::Split;
use crate::hrm::validation::{CircuitRecord, Encoded, Truth, hash_of_circuits, read_circuits};
use std::collections::BTreeSet;

#[test]
fn a_seed_draws_the_same_circuits_and_another_others() {
    let set = small_set();
    assert_eq!(set, small_set());
    assert_eq!((set.train.len(), set.val.len(), set.test.len()), (270, 30, 60));
    let other = crate::hrm::validation::CircuitPlan { seed: 6, ..small_plan() };
    let other = other.draw(&[], &[], &mut |_, _| true).expect("drawn");
    assert_ne!(set.sha256(), other.sha256());
    // The test split stands alone: what is learned from changes nothing of it.
    let alone = small_plan().draw_test(&mut |_, _| true).expect("drawn");
    assert_eq!(hash_of_circuits(&alone), hash_of_circuits(&set.test));
}

#[test]
fn no_project_and_no_circuit_stands_in_two_splits_and_one_put_there_is_found() {
    let mut set = small_set();
    assert_eq!(set.shared(), (0, 0));
    let projects: BTreeSet<&str> = set.train.iter().map(|record| record.project.as_str()).collect();
    assert!(projects.len() > 3);
    set.train.push(CircuitRecord { name: "copy".to_owned(), ..set.test[0].clone() });
    assert_eq!(set.shared(), (1, 1));
}

/// Circuits of a project that is given join what is learned from; those of the test split are left out.
#[test]
fn given_projects_join_what_is_learned_from() {
    let given = crate::hrm::validation::draw_project(99).expect("drawn").project;
    let set = small_plan().draw(&[("mine".to_owned(), given)], &[], &mut |_, _| true).expect("drawn");
    let mine = set.train.iter().filter(|record| record.project == "mine").count();
    assert!(mine >= 8, "{mine}");
    assert_eq!(set.shared(), (0, 0));
}

#[test]
fn a_dataset_written_reads_back_and_is_one_of_the_reference() {
    let (set, folder) = (small_set(), tempfile::tempdir().expect("a folder"));
    let manifest = set.write(&small_plan(), folder.path()).expect("written");
    assert_eq!(manifest["leaks"]["in_two_splits"], 0);
    let read = read_circuits(&folder.path().join("test")).expect("reads");
    let of = |records: &[CircuitRecord]| -> Vec<(String, String, Vec<u32>)> {
        records.iter().map(|record| (record.name.clone(), record.key(), record.answers.clone())).collect()
    };
    assert_eq!(of(&read), of(&set.test));
    let split = Split::read(&folder.path().join("test")).expect("in the layout of the reference");
    assert_eq!(split.examples(), set.test.len());
    for (row, record) in set.test.iter().enumerate() {
        let (tokens, labels) = split.example(row);
        let encoded: Vec<u32> = tokens.iter().map(|token| u32::from(*token)).collect();
        assert_eq!(encoded, Encoded::of(&record.attributes).tokens);
        let answers: Vec<u32> =
            labels.iter().skip(crate::hrm::validation::Attribute::ALL.len()).map(|l| u32::from(*l)).collect();
        assert_eq!(answers, record.answers);
        assert!(labels.iter().take(20).all(|label| *label == 0), "attributes have no label");
    }
}

#[test]
fn a_broken_line_is_named() {
    let (set, folder) = (small_set(), tempfile::tempdir().expect("a folder"));
    set.write(&small_plan(), folder.path()).expect("written");
    let path = folder.path().join("val/all__circuits.jsonl");
    let text = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, text.replacen("\"edition\"", "\"year\"", 1)).expect("written");
    let error = read_circuits(&folder.path().join("val")).expect_err("refused").to_string();
    assert!(error.contains("all__circuits.jsonl") && error.contains("line 1"), "{error}");
}

/// Numbers are finite whatever is missing, and circuits that differ in what is read differ in what is written.
#[test]
fn numbers_are_finite_and_both_sides_of_boundaries_are_drawn() {
    let set = small_set();
    for record in set.train.iter().chain(&set.test) {
        let encoded = Encoded::of(&record.attributes);
        assert!(encoded.features.iter().all(|number| number.is_finite()), "{record:?}");
    }
    let borderline: Vec<&CircuitRecord> =
        set.train.iter().filter(|record| record.difficulty == "borderline").collect();
    let at_fault = borderline
        .iter()
        .filter(|record| record.truths().iter().any(|truth| matches!(truth, Truth::Violated(_))))
        .count();
    assert!(at_fault > 0 && at_fault < borderline.len(), "{at_fault} of {}", borderline.len());
}

/// The test set that the shipped model was judged on is drawn anew from its card, to the hash.
#[test]
fn the_test_set_of_the_card_is_drawn_anew() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/models/validation/validation-1/card.json");
    let card: serde_json::Value = serde_json::from_slice(&std::fs::read(path).expect("there")).expect("JSON");
    let test = &card["data"]["test"];
    let plan: crate::hrm::validation::CircuitPlan =
        serde_json::from_value(test["plan"].clone()).expect("a plan");
    let records = plan.draw_test(&mut |_, _| true).expect("drawn");
    assert_eq!(serde_json::Value::from(hash_of_circuits(&records)), test["sha256"]);
}
