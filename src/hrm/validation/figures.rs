//! What an evaluation of validation answers: one JSON document for the command line, for cards and for the Training tab.

use crate::hrm::estimate::json_number as number;
use crate::hrm::reliability::Reliability;
use crate::hrm::validation::evaluate::{FIRST_OF_TELLERS, FamilyScores, TELLERS, Told, ValidationScores};
use serde_json::{Map, Value, json};

/// Returns the answer about a model.
pub fn validation_answer(model: &str, split: &str, scores: &ValidationScores) -> Value {
    let by_cell: Map<String, Value> = scores
        .families
        .iter()
        .filter(|family| family.violations > 0)
        .map(|family| (family.family.name().to_owned(), of_family(family)))
        .collect();
    let overall = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let mut all = Map::new();
        for (name, of) in TELLERS.iter().zip(&scores.overall).skip(range.start).take(range.len()) {
            all.insert(format!("{name}_macro_f1"), of.macro_f1.to_json());
            all.insert(format!("{name}_attribute"), number(of.attribute));
            all.insert(format!("{name}_agreement"), number(of.agreement));
            all.insert(format!("{name}_exact"), number(of.exact));
        }
        all
    };
    let by_difficulty: Map<String, Value> = scores
        .difficulties
        .iter()
        .map(|of| {
            let told = |(name, (f1, agreement)): (&&str, &(f64, f64))| {
                ((*name).to_owned(), json!({ "macro_f1": number(*f1), "agreement": number(*agreement) }))
            };
            let tellers: Map<String, Value> = TELLERS.iter().zip(&of.tellers).map(told).collect();
            (of.difficulty.clone(), json!({ "n": of.circuits, "tellers": tellers }))
        })
        .collect();
    json!({
        "task": "validation",
        "model": model,
        "split": split,
        "n": scores.circuits,
        "projects": scores.projects,
        "metrics": overall(FIRST_OF_TELLERS..TELLERS.len()),
        "baselines": overall(0..FIRST_OF_TELLERS),
        "by": { "cell": by_cell, "difficulty": by_difficulty },
        "calibration": {
            "temperature": number(scores.temperature),
            "plain": reliability(&scores.plain),
            "tempered": reliability(&scores.tempered),
        },
    })
}

fn of_family(family: &FamilyScores) -> Value {
    let columns = |range: std::ops::Range<usize>| -> Map<String, Value> {
        let named = TELLERS.iter().zip(&family.tellers).skip(range.start).take(range.len());
        named.map(|(name, told)| ((*name).to_owned(), of_told(told))).collect()
    };
    json!({
        "n": family.violations,
        "located": number(family.located),
        "metrics": columns(FIRST_OF_TELLERS..TELLERS.len()),
        "baselines": columns(0..FIRST_OF_TELLERS),
    })
}

/// The F1 as mean, with its 5th percentile and the share of 0.95 and more over the projects drawn again.
fn of_told(told: &Told) -> Value {
    let alone = |value: f64| json!({ "value": number(value), "ci95": [number(value), number(value)] });
    json!({
        "mean": told.f1.to_json(),
        "p5": alone(told.p5),
        "above_095": alone(told.above),
        "precision": number(told.precision),
        "recall": number(told.recall),
    })
}

fn reliability(of: &Reliability) -> Value {
    let bins: Vec<Value> = of
        .rows
        .iter()
        .map(|bin| json!({ "n": bin.n, "confidence": number(bin.confidence), "right": number(bin.accuracy) }))
        .collect();
    json!({ "ece": number(of.error), "bins": bins })
}
