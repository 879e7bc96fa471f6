//! A dataset of panelboards in a folder: the reference's arrays for any trainer, and the panelboards for ours.
//!
//! ```text
//! DIR/manifest.json                  plan, counts, left out, SHA-256 of every file
//! DIR/{train,val,test}/dataset.json, all__inputs.npy, all__labels.npy, …    tokens alone, the reference's layout
//! DIR/{train,val,test}/all__features.npy                                    numbers beside the tokens
//! DIR/{train,val,test}/all__panels.jsonl                                    the panelboards, one a line
//! ```
//!
//! Tokens alone are a rougher task than ours: loads in 24 steps, nothing fed back. Three tokens in front say what cannot
//! move on each leg; labels are the classes 1 to 9 of an arrangement of the best score.

use crate::document::write_file;
use crate::engineering::balance::Seating;
use crate::hrm::HrmError;
use crate::hrm::balance::panels::build::{PanelPlan, PanelSet};
use crate::hrm::balance::panels::record::PanelRecord;
use crate::hrm::balance::puzzle::{CLASSES, Puzzle, Wish};
use crate::hrm::data::{
    Example, Puzzle as TokenPuzzle, Split, SplitInfo, floats_to_bytes, read_json_lines, write_split,
};
use crate::hrm::train::sha256;
use serde_json::{Value, json};
use std::path::Path;

/// Tokens that say what cannot move, one a leg.
const BASES: usize = 3;
/// Steps of a load, and of what cannot move on a leg.
const STEPS: u16 = 24;
/// First token of a leg's fixed load, and of a circuit's load.
const FIRST_BASE: u16 = 1;
const FIRST_LOAD: u16 = FIRST_BASE + STEPS;
/// Numbers beside a token: load per pole and whole load over the mean leg, slots, class now.
const WIDTH: usize = 4;
const PANELS: &str = "all__panels.jsonl";

/// Returns a load, relative to the mean leg, as one of the steps: three to the doubling, from a thousandth on.
fn step(x: f64) -> u16 {
    let doublings = (x.max(1e-9) / 1e-3).log2();
    // Ten doublings reach over the mean leg; two and a bit steps each.
    (doublings * f64::from(STEPS) / 11.0).clamp(0.0, f64::from(STEPS - 1)) as u16
}

struct Tokens {
    example: Example,
    features: Vec<f32>,
}

fn tokens(record: &PanelRecord, width: usize) -> Result<Tokens, HrmError> {
    let problem = record.problem().map_err(HrmError::Batch)?;
    let nothing = || HrmError::Batch(format!("{}: no circuit has a choice", record.name));
    let puzzle = Puzzle::new(Seating::new(&problem), Wish::Best).ok_or_else(nothing)?;
    let (mut inputs, mut labels) = (Vec::with_capacity(width), Vec::with_capacity(width));
    let mut features = Vec::with_capacity(width * WIDTH);
    for base in puzzle.base() {
        inputs.push(FIRST_BASE + step(f64::from(base)));
        labels.push(0);
        features.extend([base, 0.0, 0.0, 0.0]);
    }
    let mean = puzzle.seating.total() as f64 / puzzle.seating.legs() as f64;
    for (index, (seatable, option)) in puzzle.seating.seatables().iter().zip(&record.choice).enumerate() {
        let whole = seatable.total() as f64 / mean;
        let each = whole / seatable.cells.max(1) as f64;
        let poles = seatable.cells.clamp(1, 3) as u16;
        inputs.push(FIRST_LOAD + (poles - 1) * STEPS + step(each));
        labels.push(puzzle.class(index, *option) as u16);
        let now = seatable.home.map_or(0, |home| puzzle.class(index, home));
        features.extend([each as f32, whole as f32, f32::from(poles), now as f32]);
    }
    inputs.resize(width, 0);
    labels.resize(width, 0);
    features.resize(width * WIDTH, 0.0);
    Ok(Tokens { example: Example { inputs, labels }, features })
}

impl PanelSet {
    /// Writes the set and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, plan: &PanelPlan, folder: &Path) -> Result<Value, HrmError> {
        let splits = [("train", &self.train), ("val", &self.val), ("test", &self.test)];
        let longest = splits.iter().flat_map(|(_, records)| records.iter()).map(|r| r.choice.len()).max();
        let width = BASES + longest.unwrap_or(0);
        let mut written = serde_json::Map::new();
        for (name, records) in splits.iter().filter(|(_, records)| !records.is_empty()) {
            written.insert((*name).to_owned(), write_records(records, width, &folder.join(name))?);
        }
        let mut manifest = json!({
            "task": "balance",
            "program": concat!("phasewright ", env!("CARGO_PKG_VERSION")),
            "plan": plan,
            "leaks": {
                "key": "slots, legs and the circuits (loads, poles, locks) in any order, on any legs",
                "copies_left_out": self.copies_left_out,
                "in_two_splits": self.shared_keys(),
            },
            "data_sha256": self.sha256(),
            "splits": written,
        });
        let finished = self.train.iter().filter(|record| record.is_finished()).count();
        if finished > 0 {
            manifest["finished"] = finished.into();
        }
        let text =
            serde_json::to_string_pretty(&manifest).map_err(|error| HrmError::Settings(error.to_string()))?;
        write_file(&folder.join("manifest.json"), (text + "\n").as_bytes())?;
        Ok(manifest)
    }

    /// Returns how many panelboards of one split have their like in another; the leak check.
    pub fn shared_keys(&self) -> usize {
        let keys = |records: &[PanelRecord]| -> std::collections::BTreeSet<String> {
            records.iter().map(PanelRecord::key).collect()
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

/// Returns the hash of panelboards in their order.
pub fn hash_of(records: &[PanelRecord]) -> String {
    sha256(lines(records).as_bytes())
}

fn lines(records: &[PanelRecord]) -> String {
    // A record is plain numbers and words, which serde always writes.
    records.iter().filter_map(|record| serde_json::to_string(record).ok()).map(|line| line + "\n").collect()
}

fn write_records(records: &[PanelRecord], width: usize, folder: &Path) -> Result<Value, HrmError> {
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: (usize::from(FIRST_LOAD) + 3 * usize::from(STEPS)).max(CLASSES),
        seq_len: width,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut groups = Vec::with_capacity(records.len());
    let mut features = Vec::new();
    for record in records {
        let tokens = tokens(record, width)?;
        features.extend(tokens.features);
        groups.push(vec![TokenPuzzle { identifier: 0, examples: vec![tokens.example] }]);
    }
    let mut written = write_split(&Split::of(info, &groups)?, folder)?;
    let more = [
        ("all__features.npy", floats_to_bytes(&[records.len(), width, WIDTH], &features)),
        (PANELS, lines(records).into_bytes()),
    ];
    for (name, bytes) in more {
        write_file(&folder.join(name), &bytes)?;
        if let Some(hashes) = written.get_mut("sha256").and_then(Value::as_object_mut) {
            hashes.insert(name.to_owned(), sha256(&bytes).into());
        }
    }
    Ok(written)
}

/// Reads the panelboards of a split's folder.
///
/// # Errors
/// Says which file and line is no panelboard.
pub fn read_panels(folder: &Path) -> Result<Vec<PanelRecord>, HrmError> {
    read_json_lines(&folder.join(PANELS), |record: &PanelRecord| record.problem().map(|_| ()))
}

/// Reads what a run learns from and what it is looked at with; a few projects of one's own leave nothing to look at.
///
/// # Errors
/// As [`read_panels`].
pub fn read_learned(folder: &Path) -> Result<(Vec<PanelRecord>, Vec<PanelRecord>), HrmError> {
    let val = folder.join("val");
    let looked_at = if val.exists() { read_panels(&val)? } else { Vec::new() };
    Ok((read_panels(&folder.join("train"))?, looked_at))
}
