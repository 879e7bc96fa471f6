//! A dataset of floor plans in a folder, in the reference's layout.
//!
//! ```text
//! DIR/manifest.json                  plan, counts, left out, SHA-256 of every file
//! DIR/{train,val,test}/dataset.json, all__inputs.npy, all__labels.npy, …    30 tokens to a row, padded
//! DIR/{train,val,test}/all__fields.npy     all optimal headings of a cell as bits: 1 up, 2 right, 4 down, 8 left
//! DIR/{train,val,test}/all__plans.jsonl    what each example is
//! ```
//!
//! Classes: 0 padding, 1 blocked, 2 free, 3 goal, 4 up, 5 right, 6 down, 7 left. The first row of tokens is the lowest of the
//! plan. Each goal with its plan is a group; turning and mirroring is done while learning.

use crate::document::write_file;
use crate::engineering::routing::Cell;
use crate::hrm::HrmError;
use crate::hrm::data::{Example, Puzzle, Split, SplitInfo, bytes_to_npy, write_split};
use crate::hrm::routing::plans::build::{FloorPlans, FloorSet};
use crate::hrm::routing::plans::record::{PlanRecord, SIDE, hash_of_plans};
use crate::hrm::routing::wave::CLASSES;
use crate::hrm::train::sha256;
use serde_json::{Value, json};
use std::path::Path;

const FIELDS: &str = "all__fields.npy";
const PLANS: &str = "all__plans.jsonl";

impl FloorSet {
    /// Writes the set and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, plan: &FloorPlans, folder: &Path) -> Result<Value, HrmError> {
        let mut written = serde_json::Map::new();
        for (name, records) in [("train", &self.train), ("val", &self.val), ("test", &self.test)] {
            if !records.is_empty() {
                written.insert(name.to_owned(), write_records(records, &folder.join(name))?);
            }
        }
        let manifest = json!({
            "task": "routing",
            "program": concat!("phasewright ", env!("CARGO_PKG_VERSION")),
            "plan": plan,
            "classes": ["PAD", "#", " ", "G", "up", "right", "down", "left"],
            "leaks": {
                "key": "size and blocked cells, turned and mirrored, wherever the goal is",
                "copies_left_out": self.copies_left_out,
                "in_two_splits": self.shared_keys(),
            },
            "data_sha256": self.sha256(),
            "test_sha256": hash_of_plans(&self.test),
            "splits": written,
        });
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|error| HrmError::Settings(error.to_string()))?;
        write_file(&folder.join("identifiers.json"), b"[\"<blank>\"]")?;
        write_file(&folder.join("manifest.json"), (text + "\n").as_bytes())?;
        Ok(manifest)
    }
}

fn write_records(records: &[PlanRecord], folder: &Path) -> Result<Value, HrmError> {
    let (mut groups, mut fields, mut lines) = (Vec::new(), Vec::new(), String::new());
    for record in records {
        let fault =
            || HrmError::Batch(format!("{}: larger than {SIDE} cells, or its goal is blocked", record.name));
        let rows = record.rows().ok_or_else(fault)?;
        fields.extend(rows.fields.iter().map(|bits| i64::from(*bits)));
        let (columns, height) = (record.board.columns(), record.board.rows());
        let start = record.start.map(|start| [start.column, start.row]);
        let line = json!({ "name": record.name, "columns": columns, "rows": height, "start": start });
        lines += &format!("{line}\n");
        let example = Example { inputs: rows.tokens, labels: rows.labels };
        groups.push(vec![Puzzle { identifier: 0, examples: vec![example] }]);
    }
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: CLASSES,
        seq_len: SIDE * SIDE,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut facts = write_split(&Split::of(info, &groups)?, folder)?;
    let fields = bytes_to_npy(&[records.len(), SIDE * SIDE], fields);
    for (name, bytes) in [(FIELDS, fields.as_slice()), (PLANS, lines.as_bytes())] {
        write_file(&folder.join(name), bytes)?;
        if let Some(hashes) = facts["sha256"].as_object_mut() {
            hashes.insert(name.to_owned(), sha256(bytes).into());
        }
    }
    Ok(facts)
}

/// Reads the plans of a split's folder.
///
/// # Errors
/// Says which file, which row, and what is wrong with it.
pub fn read_plans(folder: &Path) -> Result<Vec<PlanRecord>, HrmError> {
    let split = Split::read(folder)?;
    let path = folder.join(PLANS);
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let info = (split.info.seq_len, split.info.vocab_size);
    if info != (SIDE * SIDE, CLASSES) {
        return Err(fault(format!(
            "{} tokens of {} classes beside it; floor plans have {} of {CLASSES}",
            info.0,
            info.1,
            SIDE * SIDE
        )));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
    let names: Vec<&str> = text.lines().collect();
    if names.len() != split.examples() {
        return Err(fault(format!("{} lines beside {} examples", names.len(), split.examples())));
    }
    let record = |(row, line): (usize, &&str)| {
        let line: Value =
            serde_json::from_str(line).map_err(|error| fault(format!("line {}: {error}", row + 1)))?;
        let mut record = PlanRecord::of_tokens(line["name"].as_str().unwrap_or("plan"), split.example(row).0)
            .ok_or_else(|| fault(format!("example {}: it has no goal", row + 1)))?;
        let number = |at: usize| line["start"][at].as_u64().and_then(|number| usize::try_from(number).ok());
        record.start = number(0).zip(number(1)).map(|(column, row)| Cell { column, row });
        Ok(record)
    };
    names.iter().enumerate().map(record).collect()
}
