//! A dataset of inventories in a folder: the reference's arrays for any trainer, and the inventories for ours.
//!
//! ```text
//! DIR/manifest.json                  plan, counts, left out, SHA-256 of every file
//! DIR/{train,val,test}/dataset.json, all__inputs.npy, all__labels.npy, …    tokens alone, the reference's layout
//! DIR/{train,val,test}/all__features.npy                                    numbers beside the tokens
//! DIR/{train,val,test}/all__inventories.jsonl                               the inventories, one a line
//! ```
//!
//! Tokens alone are a rougher task than ours: nothing fed back, the label of a row is the nearest of the factors, that of the
//! token in front the class of the size.

use super::build::{LoadPlan, LoadSet};
use super::record::InventoryRecord;
use crate::document::write_file;
use crate::hrm::HrmError;
use crate::hrm::data::{
    Example, Puzzle as TokenPuzzle, Split, SplitInfo, floats_to_bytes, read_json_lines, write_split,
};
use crate::hrm::loads::answer::Answer;
use crate::hrm::loads::encoding::{AT_SIZES, CLASSES, ENCODING, FACTORS, FEATURES};
use crate::hrm::loads::wanted::Posed;
use crate::hrm::train::sha256;
use serde_json::{Value, json};
use std::path::Path;

const INVENTORIES: &str = "all__inventories.jsonl";
/// Classes of tokens alone: 0 is padding.
const WORDS: usize = CLASSES + 1;

impl LoadSet {
    /// Writes the set and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, plan: &LoadPlan, folder: &Path) -> Result<Value, HrmError> {
        let splits = [("train", &self.train), ("val", &self.val), ("test", &self.test)];
        let mut written = serde_json::Map::new();
        for (name, records) in splits.iter().filter(|(_, records)| !records.is_empty()) {
            written.insert((*name).to_owned(), write_records(records, &folder.join(name))?);
        }
        let manifest = json!({
            "task": "loads",
            "program": concat!("phasewright ", env!("CARGO_PKG_VERSION")),
            "encoding": ENCODING,
            "plan": plan,
            "leaks": {
                "key": "edition, building, method and the loads (class, group, VA, continuous) in any order, on any legs",
                "copies_left_out": self.copies_left_out,
                "in_two_splits": self.shared_keys(),
                "buildings_in_two_splits": self.shared_buildings(),
            },
            "data_sha256": self.sha256(),
            "splits": written,
        });
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|error| HrmError::Settings(error.to_string()))?;
        write_file(&folder.join("manifest.json"), (text + "\n").as_bytes())?;
        Ok(manifest)
    }

    /// Returns how many inventories of one split have their like in another; the leak check.
    pub fn shared_keys(&self) -> usize {
        self.shared(InventoryRecord::key)
    }

    /// Returns how many buildings have inventories in two splits.
    pub fn shared_buildings(&self) -> usize {
        self.shared(|record| record.project.clone())
    }

    fn shared(&self, key: impl Fn(&InventoryRecord) -> String) -> usize {
        let keys = |records: &[InventoryRecord]| -> std::collections::BTreeSet<String> {
            records.iter().map(&key).collect()
        };
        let (train, val, test) = (keys(&self.train), keys(&self.val), keys(&self.test));
        train.intersection(&val).count() + train.intersection(&test).count() + val.intersection(&test).count()
    }

    /// Returns the hash of everything that is learned from and judged on.
    pub fn sha256(&self) -> String {
        let parts = [&self.train, &self.val, &self.test].map(|records| hash_of(records));
        sha256(parts.join("\n").as_bytes())
    }
}

/// Returns the hash of inventories in their order.
pub fn hash_of(records: &[InventoryRecord]) -> String {
    sha256(lines(records).as_bytes())
}

fn lines(records: &[InventoryRecord]) -> String {
    // A record is plain numbers and words, which serde always writes.
    records.iter().filter_map(|record| serde_json::to_string(record).ok()).map(|line| line + "\n").collect()
}

/// Returns tokens, labels and features of an inventory; all padding where there is nothing to ask.
fn tokens(record: &InventoryRecord) -> Result<(Vec<u16>, Vec<u16>, Vec<f32>), HrmError> {
    let Some(posed) = Posed::new(record).map_err(HrmError::Batch)? else {
        return Ok((Vec::new(), Vec::new(), Vec::new()));
    };
    let order: Vec<usize> = (0..posed.rows.len()).collect();
    let (mut inputs, mut features) = (Vec::new(), Vec::new());
    posed.question.write(&order, &Answer::first(&posed.question), &mut inputs, &mut features);
    let nearest = |factor: f64| {
        let gap = |at: &usize| (FACTORS[*at] - factor).abs();
        (0..FACTORS.len()).min_by(|a, b| gap(a).total_cmp(&gap(b))).unwrap_or(0)
    };
    let mut labels = vec![(AT_SIZES + posed.truth.size + 1) as u16];
    labels.extend(posed.rows.iter().map(|row| nearest(row.factor) as u16 + 1));
    Ok((inputs.into_iter().map(|token| token as u16 + 1).collect(), labels, features))
}

fn write_records(records: &[InventoryRecord], folder: &Path) -> Result<Value, HrmError> {
    let encoded: Vec<_> = records.iter().map(tokens).collect::<Result<_, _>>()?;
    let width = encoded.iter().map(|(inputs, ..)| inputs.len()).max().unwrap_or(1).max(1);
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: WORDS,
        seq_len: width,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut groups = Vec::with_capacity(records.len());
    let mut all = Vec::new();
    for (mut inputs, mut labels, mut features) in encoded {
        inputs.resize(width, 0);
        labels.resize(width, 0);
        features.resize(width * FEATURES, 0.0);
        all.extend(features);
        groups.push(vec![TokenPuzzle { identifier: 0, examples: vec![Example { inputs, labels }] }]);
    }
    let mut written = write_split(&Split::of(info, &groups)?, folder)?;
    let more = [
        ("all__features.npy", floats_to_bytes(&[records.len(), width, FEATURES], &all)),
        (INVENTORIES, lines(records).into_bytes()),
    ];
    for (name, bytes) in more {
        write_file(&folder.join(name), &bytes)?;
        if let Some(hashes) = written.get_mut("sha256").and_then(Value::as_object_mut) {
            hashes.insert(name.to_owned(), sha256(&bytes).into());
        }
    }
    Ok(written)
}

/// Reads the inventories of a split's folder.
///
/// # Errors
/// Says which file and line is no inventory.
pub fn read_inventories(folder: &Path) -> Result<Vec<InventoryRecord>, HrmError> {
    read_examples(&folder.join(INVENTORIES))
}

/// Reads inventories from a file of their own, one a line.
///
/// # Errors
/// As [`read_inventories`].
pub fn read_examples(path: &Path) -> Result<Vec<InventoryRecord>, HrmError> {
    read_json_lines(path, |record: &InventoryRecord| record.inventory().map(|_| ()))
}
