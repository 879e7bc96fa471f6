//! A circuit of a dataset: what it is, how its families stand, and how hard that is to see.

use crate::domain::Project;
use crate::hrm::train::sha256;
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::circuits::change::Difficulty;
use crate::hrm::validation::circuits::draw::DrawnProject;
use crate::hrm::validation::encode::{answer_of, truth_of};
use crate::hrm::validation::families::{FAMILIES, Truth};
use crate::hrm::validation::truth::{ProjectTruth, Truths};
use crate::rules::RuleContext;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One circuit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircuitRecord {
    /// The project it stands in; circuits of one project stay in one split.
    pub project: String,
    /// As in `P1/5`.
    pub name: String,
    /// A [`Difficulty`], or `given` where nobody drew it.
    pub difficulty: String,
    pub attributes: Attributes,
    /// Answers of the families in their order, as the encoding numbers them.
    pub answers: Vec<u32>,
}

impl CircuitRecord {
    /// Returns how the families stand.
    pub fn truths(&self) -> Truths {
        let mut truths = [Truth::Holds; FAMILIES];
        for (truth, answer) in truths.iter_mut().zip(&self.answers) {
            *truth = truth_of(*answer).unwrap_or(Truth::Holds);
        }
        truths
    }

    /// Returns what copies of a circuit share: everything that is read of it, numbers to a millionth, so that one that was written
    /// and read again is the same.
    pub fn key(&self) -> String {
        let mut all = serde_json::to_value(&self.attributes).unwrap_or_default();
        rounded(&mut all);
        all.to_string()
    }
}

fn rounded(value: &mut Value) {
    match value {
        Value::Number(number) => {
            *value = Value::String(format!("{:.6}", number.as_f64().unwrap_or_default()));
        }
        Value::Array(items) => items.iter_mut().for_each(rounded),
        Value::Object(fields) => fields.values_mut().for_each(rounded),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// Returns the circuits of a project that was drawn, labelled by the rules.
pub(super) fn records_of(name: &str, drawn: &DrawnProject) -> Vec<CircuitRecord> {
    let difficulty = |at: &_| drawn.difficulties.get(at).copied().map_or("given", Difficulty::name);
    labelled(name, &drawn.project, &difficulty)
}

/// Returns the circuits of any project, labelled by the rules.
pub(super) fn given_records(name: &str, project: &Project) -> Vec<CircuitRecord> {
    labelled(name, project, &|_| "given")
}

fn labelled(
    name: &str,
    project: &Project,
    difficulty: &dyn Fn(&(crate::domain::PanelId, crate::domain::CircuitId)) -> &'static str,
) -> Vec<CircuitRecord> {
    let cx = RuleContext::new(project);
    let truth = ProjectTruth::of(&cx, &|_| true);
    let record = |(at, truths): (&(_, _), &Truths)| {
        let panel = project.panel(at.0)?;
        let circuit = panel.circuit(at.1)?;
        Some(CircuitRecord {
            project: name.to_owned(),
            name: format!("{}/{}", panel.name, circuit.slot),
            difficulty: difficulty(at).to_owned(),
            attributes: Attributes::of(&cx, panel, circuit),
            answers: truths.iter().map(|truth| answer_of(*truth)).collect(),
        })
    };
    truth.circuits.iter().filter_map(record).collect()
}

/// Returns the SHA-256 of circuits in their order, numbers to a millionth: sums in another order are the same data.
pub fn hash_of_circuits(records: &[CircuitRecord]) -> String {
    let line = |record: &CircuitRecord| {
        let CircuitRecord { project, name, difficulty, answers, .. } = record;
        format!("{project} {name} {difficulty} {answers:?} {}", record.key())
    };
    sha256(records.iter().map(line).collect::<Vec<_>>().join("\n").as_bytes())
}
