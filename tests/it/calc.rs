//! `calc` against worked examples: those in `tests/fixtures/calc`, and all of a folder that PHASEWRIGHT_CALC_EXAMPLES names.
//!
//! An example is a request with what it is known to come to: `results` with tolerances, numbers that the steps must hold,
//! or the first error. Results that an example does not name are not looked at. Where an example lists the inputs that
//! are `assumptions`, or the results that stay `undetermined`, the lists have to be complete.

use phasewright::calc::{Answer, Given, KINDS, Refusal, calculate};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn examples(folder: &Path) -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("readable");
        (
            path.file_stem().expect("a name").to_string_lossy().into_owned(),
            serde_json::from_str(&text).expect("JSON"),
        )
    };
    paths.iter().map(read).collect()
}

/// Returns what is wrong with the answer to an example.
fn faults(example: &Value) -> Vec<String> {
    let answer = calculate(example["request"].as_object().expect("a request"));
    let expected = &example["expected"];
    match (answer, expected.get("error")) {
        (Ok((_, _, answer)), None) => wrong(&answer, expected),
        (Err(Refusal(faults)), Some(error)) => {
            let wanted = (error["code"].as_str().unwrap_or(""), error["path"].as_str().unwrap_or(""));
            let told = faults.iter().map(|fault| (fault.code.name(), fault.path.as_str()));
            if told.clone().any(|told| told == wanted) {
                Vec::new()
            } else {
                vec![format!("wanted {wanted:?}, was told {:?}", told.collect::<Vec<_>>())]
            }
        }
        (Ok(_), Some(error)) => vec![format!("answered, where {error} is the right word")],
        (Err(Refusal(faults)), None) => faults.iter().map(|fault| format!("refused: {fault}")).collect(),
    }
}

fn wrong(answer: &Answer, expected: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, wanted) in expected["results"].as_object().into_iter().flatten() {
        let Some(found) = answer.results.iter().find(|result| result.name == *name) else {
            wrong.push(format!("{name} is missing"));
            continue;
        };
        if wanted["unit"].as_str().is_some_and(|unit| unit != found.unit) {
            wrong.push(format!("{name} is in {} and not in {}", found.unit, wanted["unit"]));
        }
        let near = match (&found.value, wanted["value"].as_f64()) {
            (Given::Number(number), Some(value)) => {
                let absolute = wanted["tol_abs"].as_f64().unwrap_or(0.0);
                let relative = wanted["tol_rel"].as_f64().unwrap_or(0.0) * value.abs();
                (number - value).abs() <= absolute.max(relative).max(1e-9)
            }
            (Given::Text(text), None) => wanted["value"].as_str() == Some(text),
            _ => false,
        };
        if !near {
            wrong.push(format!("{name} is {:?}, known is {}", found.value, wanted["value"]));
        }
    }
    let numbers: Vec<f64> = answer
        .results
        .iter()
        .map(|result| &result.value)
        .chain(answer.steps.iter().map(|step| &step.result.value))
        .chain(answer.steps.iter().flat_map(|step| step.values.iter().map(|(_, value)| value)))
        .filter_map(|value| if let Given::Number(number) = value { Some(*number) } else { None })
        .collect();
    for wanted in expected["steps_include"].as_array().into_iter().flatten().filter_map(Value::as_f64) {
        if !numbers.iter().any(|number| (number - wanted).abs() <= 0.005 * wanted.abs()) {
            wrong.push(format!("no step comes to {wanted}"));
        }
    }
    wrong
}

fn all_right(folder: &Path) -> Vec<(String, Value)> {
    let examples = examples(folder);
    let wrong: Vec<String> = examples
        .iter()
        .flat_map(|(name, example)| faults(example).into_iter().map(move |fault| format!("{name}: {fault}")))
        .collect();
    assert!(wrong.is_empty(), "{} faults in {} examples\n{}", wrong.len(), examples.len(), wrong.join("\n"));
    examples
}

#[test]
fn our_own_examples_come_out_right_and_cover_every_kind_and_error() {
    let examples = all_right(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/calc"));
    let kinds: BTreeSet<&str> = examples
        .iter()
        .filter(|(_, example)| example["expected"].get("error").is_none())
        .filter_map(|(_, example)| example["request"]["kind"].as_str())
        .collect();
    let missing: Vec<&str> =
        KINDS.iter().map(|kind| kind.name).filter(|name| !kinds.contains(name)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
    let codes: BTreeSet<&str> =
        examples.iter().filter_map(|(_, example)| example["expected"]["error"]["code"].as_str()).collect();
    for code in ["E_MISSING", "E_UNKNOWN_FIELD", "E_TYPE", "E_ENUM", "E_RANGE", "E_CONFLICT", "E_NO_ROW"] {
        assert!(codes.contains(code), "no example of {code}");
    }
}

#[test]
fn examples_of_others_come_out_right() {
    let Some(folder) = std::env::var_os("PHASEWRIGHT_CALC_EXAMPLES") else { return };
    let examples = all_right(Path::new(&folder));
    assert!(!examples.is_empty());
}
