//! The card of a model: what it is for, how it was made, from what, how good it is, where it is no good.

use crate::hrm::HrmError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is known about a model, as `card.json`. A field that is none of these is refused, so that a slip shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its name: lower-case letters, digits, `-`, `_` and `.`, as in `balance-1`.
    pub id: String,
    pub task: String,
    pub title: String,
    /// One paragraph.
    pub description: String,
    pub made: Made,
    /// The model whose weights its training began with, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
    pub data: LearnedFrom,
    /// The JSON answer of `evaluate` on the test set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Value>,
    /// What it is not good for, a sentence each.
    #[serde(default)]
    pub limits: Vec<String>,
    /// SHA-256 of `model.safetensors`.
    pub sha256: String,
}

/// The model that another one began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    pub id: String,
    /// SHA-256 of its weights.
    pub sha256: String,
}

/// How a model was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Name and version, as in `phasewright 0.1.0`.
    pub program: String,
    /// The exact commands, in their order.
    #[serde(default)]
    pub commands: Vec<String>,
    /// What it was computed on: the same bytes are promised there.
    #[serde(default)]
    pub cpu: String,
    /// The day, as in `2026-11-27`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    #[serde(default)]
    pub notes: String,
}

/// What a model has learned from, as the dataset's manifest says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedFrom {
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub plan: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Examples of each split.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u64>,
    /// Hash of the data, as the run has it.
    pub sha256: String,
    /// The frozen test set that the metrics are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<TestSet>,
}

/// A test set that is drawn anew from its plan, with the hash it must have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestSet {
    pub plan: Value,
    pub sha256: String,
}

/// What of `run.json` a registry reads.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct RunFacts {
    program: String,
    task: String,
    seed: u64,
    steps: u64,
    data_sha256: String,
    /// Weights that the run began with.
    #[serde(default)]
    pub init_sha256: Option<String>,
    pub model_sha256: String,
    parameters: u64,
}

impl Card {
    /// Reads a card; the error says what of it does not hold.
    pub(super) fn from_json(text: &[u8]) -> Result<Self, String> {
        let card: Self = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        check_id(&card.id).map_err(|error| error.to_string())?;
        Ok(card)
    }

    /// Writes a card down for a run that has none. The run's own scores are no metrics: they are of other data.
    pub(super) fn of_run(id: &str, run: &RunFacts) -> Self {
        let RunFacts { program, task, seed, steps, parameters, .. } = run;
        Self {
            id: id.to_owned(),
            task: task.clone(),
            title: id.to_owned(),
            description: format!(
                "Trained for {task} with seed {seed} in {steps} steps; {parameters} parameters."
            ),
            made: Made {
                program: program.clone(),
                notes: "Taken in from a run's folder; the settings are in its run.json.".to_owned(),
                ..Made::default()
            },
            parent: None,
            data: LearnedFrom { sha256: run.data_sha256.clone(), ..LearnedFrom::default() },
            metrics: None,
            limits: Vec::new(),
            sha256: run.model_sha256.clone(),
        }
    }

    /// Returns the bytes of `card.json`.
    pub(super) fn to_json(&self) -> Result<Vec<u8>, HrmError> {
        let text =
            serde_json::to_string_pretty(self).map_err(|error| HrmError::Registry(error.to_string()))?;
        Ok((text + "\n").into_bytes())
    }
}

/// Checks that a name can be a folder's on every system.
pub(super) fn check_id(id: &str) -> Result<(), HrmError> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let begins = id.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    if begins && id.len() <= 64 && id.chars().all(fits) && !id.ends_with('.') {
        return Ok(());
    }
    Err(HrmError::Registry(format!(
        "'{id}' is no name of a model: up to 64 lower-case letters, digits, '-', '_' and '.', a letter or digit first"
    )))
}
