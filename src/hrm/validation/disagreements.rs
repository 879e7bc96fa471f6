//! Circuits where a model and the rules differ, kept as examples for the next run: a plain file, one circuit a line.
//!
//! Nobody collects by itself: whoever wants it calls [`collect`] with a file of their own. The labels are the rules' and no names
//! go in, neither of the project nor of panelboards or circuits.

use crate::document::write_file;
use crate::domain::{CircuitId, PanelId};
use crate::hrm::HrmError;
use crate::hrm::validation::answer::CircuitAnswer;
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::calibration::is_right;
use crate::hrm::validation::circuits::{CircuitRecord, parse_circuits};
use crate::hrm::validation::encode::answer_of;
use crate::hrm::validation::truth::ProjectTruth;
use crate::rules::RuleContext;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the circuits of a panelboard of which a model says something else than the rules, labelled by the rules.
pub fn disagreements(
    cx: &RuleContext<'_>,
    panel: PanelId,
    said: &[(CircuitId, CircuitAnswer)],
) -> Vec<CircuitRecord> {
    let truth = ProjectTruth::of(cx, &|id| id == panel);
    let Some(panel) = cx.project.panel(panel) else { return Vec::new() };
    let record = |(id, said): &(CircuitId, CircuitAnswer)| {
        let truths = truth.circuits.get(&(panel.id, *id))?;
        let agrees = said.iter().zip(truths).all(|(said, truth)| is_right(said.said(), *truth));
        let circuit = panel.circuit(*id).filter(|_| !agrees)?;
        Some(CircuitRecord {
            project: "collected".to_owned(),
            name: String::new(),
            difficulty: "given".to_owned(),
            attributes: Attributes::of(cx, panel, circuit),
            answers: truths.iter().map(|truth| answer_of(*truth)).collect(),
        })
    };
    said.iter().filter_map(record).collect()
}

/// Adds circuits to a file, those that are not there yet, and returns how many it has now.
///
/// # Errors
/// When the file holds something else, or cannot be written.
pub fn collect(file: &Path, records: &[CircuitRecord]) -> Result<usize, HrmError> {
    let mut all = if file.exists() { read_collected(file)? } else { Vec::new() };
    let mut keys: BTreeSet<String> = all.iter().map(CircuitRecord::key).collect();
    all.extend(records.iter().filter(|record| keys.insert(record.key())).cloned());
    let mut lines = String::new();
    for record in &all {
        lines += &serde_json::to_string(record).map_err(|error| HrmError::Batch(error.to_string()))?;
        lines.push('\n');
    }
    write_file(file, lines.as_bytes())?;
    Ok(all.len())
}

/// Reads the circuits of a file.
///
/// # Errors
/// Says which line, and what is wrong with it.
pub fn read_collected(file: &Path) -> Result<Vec<CircuitRecord>, HrmError> {
    parse_circuits(file)
}
