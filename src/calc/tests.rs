//! Faults of form and their places; answers of the kinds against published examples stand in `tests/it/calc.rs`.

use crate::calc::{FaultCode, KINDS, calculate};
use serde_json::{Value, json};

fn faults(request: &Value) -> Vec<(FaultCode, String)> {
    let refusal = calculate(request.as_object().expect("an object")).expect_err("a refusal");
    refusal.0.into_iter().map(|fault| (fault.code, fault.path)).collect()
}

#[test]
fn faults_of_form_are_told_all_together() {
    let request = json!({
        "id": "x", "edition": "2023", "kind": "ocpd",
        "inputs": { "continuous_a": "62", "device": "switch", "length_m": 3, "noncontinuous_a": -1 }
    });
    let mut found = faults(&request);
    found.sort_by(|a, b| a.1.cmp(&b.1));
    assert_eq!(
        found,
        [
            (FaultCode::Type, "/inputs/continuous_a".to_owned()),
            (FaultCode::Enum, "/inputs/device".to_owned()),
            (FaultCode::UnknownField, "/inputs/length_m".to_owned()),
            (FaultCode::Range, "/inputs/noncontinuous_a".to_owned()),
        ]
    );
    let found = faults(&json!({ "edition": 2023, "kind": "x", "more": 1 }));
    let codes: Vec<FaultCode> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [FaultCode::Missing, FaultCode::Missing, FaultCode::UnknownField, FaultCode::Enum, FaultCode::Enum]
    );
}

#[test]
fn names_are_unique_and_every_field_has_a_use() {
    for (index, kind) in KINDS.iter().enumerate() {
        assert!(KINDS[..index].iter().all(|other| other.name != kind.name), "{} is there twice", kind.name);
        assert!(!kind.inputs.is_empty() && !kind.results.is_empty(), "{}", kind.name);
        for (at, field) in kind.inputs.iter().enumerate() {
            let twice = kind.inputs[..at].iter().any(|other| other.name == field.name);
            assert!(!twice, "{} has {} twice", kind.name, field.name);
        }
    }
}
