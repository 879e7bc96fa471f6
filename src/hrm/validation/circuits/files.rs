//! A dataset of circuits in a folder: the reference's arrays for any trainer, and the circuits for ours.
//!
//! ```text
//! DIR/manifest.json                  plan, counts by difficulty and family, left out, SHA-256 of every file
//! DIR/{train,val,test}/dataset.json, all__inputs.npy, all__labels.npy, …    tokens alone, the reference's layout
//! DIR/{train,val,test}/all__circuits.jsonl                                  the circuits, one a line
//! ```
//!
//! The numbers beside the tokens follow from the circuits and are not written. Each project is a group. Labels stand at the
//! tokens of the families; those of the attributes have none.

use crate::document::write_file;
use crate::hrm::HrmError;
use crate::hrm::data::{Example, Puzzle, Split, SplitInfo, read_json_lines, write_split};
use crate::hrm::train::sha256;
use crate::hrm::validation::circuits::build::{CircuitPlan, CircuitSet};
use crate::hrm::validation::circuits::record::{CircuitRecord, hash_of_circuits};
use crate::hrm::validation::encode::{CLASSES, ENCODING, Encoded, TOKENS};
use crate::hrm::validation::families::{ATTRIBUTES, FAMILIES, Family, Truth};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

const CIRCUITS: &str = "all__circuits.jsonl";

impl CircuitSet {
    /// Writes the set and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, plan: &CircuitPlan, folder: &Path) -> Result<Value, HrmError> {
        let mut written = serde_json::Map::new();
        for (name, records) in [("train", &self.train), ("val", &self.val), ("test", &self.test)] {
            if !records.is_empty() {
                written.insert(name.to_owned(), write_records(records, &folder.join(name))?);
            }
        }
        let (circuits, projects) = self.shared();
        let manifest = json!({
            "task": "validation",
            "program": concat!("phasewright ", env!("CARGO_PKG_VERSION")),
            "encoding": ENCODING,
            "plan": plan,
            "families": Family::ALL.iter().map(|family| family.name()).collect::<Vec<_>>(),
            "leaks": {
                "key": "all attributes of a circuit and of its panelboard",
                "copies_left_out": self.copies_left_out,
                "in_two_splits": circuits,
                "projects_in_two_splits": projects,
            },
            "data_sha256": self.sha256(),
            "test_sha256": hash_of_circuits(&self.test),
            "splits": written,
        });
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|error| HrmError::Settings(error.to_string()))?;
        write_file(&folder.join("identifiers.json"), b"[\"<blank>\"]")?;
        write_file(&folder.join("manifest.json"), (text + "\n").as_bytes())?;
        Ok(manifest)
    }
}

fn write_records(records: &[CircuitRecord], folder: &Path) -> Result<Value, HrmError> {
    let (mut groups, mut lines): (Vec<Vec<Puzzle>>, String) = (Vec::new(), String::new());
    let mut project = None;
    let narrow = |of: &[u32]| -> Vec<u16> {
        of.iter().map(|token| u16::try_from(*token).unwrap_or_default()).collect()
    };
    for record in records {
        lines += &serde_json::to_string(record).map_err(|error| HrmError::Batch(error.to_string()))?;
        lines.push('\n');
        let mut labels = vec![0; ATTRIBUTES];
        labels.extend(narrow(&record.answers));
        let inputs = narrow(&Encoded::of(&record.attributes).tokens);
        let puzzle = Puzzle { identifier: 0, examples: vec![Example { inputs, labels }] };
        match groups.last_mut() {
            Some(group) if project == Some(&record.project) => group.push(puzzle),
            _ => groups.push(vec![puzzle]),
        }
        project = Some(&record.project);
    }
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: CLASSES,
        seq_len: TOKENS,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut facts = write_split(&Split::of(info, &groups)?, folder)?;
    write_file(&folder.join(CIRCUITS), lines.as_bytes())?;
    if let Some(hashes) = facts["sha256"].as_object_mut() {
        hashes.insert(CIRCUITS.to_owned(), sha256(lines.as_bytes()).into());
    }
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("difficulties".to_owned(), json!(difficulties(records)));
        facts.insert("families".to_owned(), families(records));
    }
    Ok(facts)
}

fn difficulties(records: &[CircuitRecord]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for record in records {
        *counts.entry(record.difficulty.as_str()).or_default() += 1;
    }
    counts
}

/// Counts how the families stand: holds, undetermined, violated.
fn families(records: &[CircuitRecord]) -> Value {
    let mut counts = [[0_usize; 3]; FAMILIES];
    for record in records {
        for (count, truth) in counts.iter_mut().zip(record.truths()) {
            let at = match truth {
                Truth::Holds => 0,
                Truth::Undetermined => 1,
                Truth::Violated(_) => 2,
            };
            if let Some(count) = count.get_mut(at) {
                *count += 1;
            }
        }
    }
    let of = |(family, [holds, undetermined, violated]): (&Family, [usize; 3])| {
        (
            family.name().to_owned(),
            json!({ "holds": holds, "undetermined": undetermined, "violated": violated }),
        )
    };
    Value::Object(Family::ALL.iter().zip(counts).map(of).collect())
}

/// Reads the circuits of a split's folder.
///
/// # Errors
/// Says which file, which line, and what is wrong with it.
pub fn read_circuits(folder: &Path) -> Result<Vec<CircuitRecord>, HrmError> {
    parse_circuits(&folder.join(CIRCUITS))
}

/// Reads a file of circuits, one a line.
///
/// # Errors
/// As [`read_circuits`].
pub fn parse_circuits(path: &Path) -> Result<Vec<CircuitRecord>, HrmError> {
    read_json_lines(path, |record: &CircuitRecord| {
        let complete = record.answers.len() == FAMILIES;
        complete.then_some(()).ok_or_else(|| format!("other than {FAMILIES} answers"))
    })
}
