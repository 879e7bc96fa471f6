//! A split written as the reference's builders write theirs, so that either side trains on it.

use crate::document::write_file;
use crate::hrm::HrmError;
use crate::hrm::data::npy::{self, IntType};
use crate::hrm::data::split::{Split, SplitInfo};
use crate::hrm::train::sha256;
use serde_json::{Value, json};
use std::path::Path;

/// Tokens and labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub inputs: Vec<u16>,
    pub labels: Vec<u16>,
}

/// A puzzle: its row of the puzzle table and its examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Puzzle {
    pub identifier: u32,
    pub examples: Vec<Example>,
}

impl Split {
    /// Puts groups of puzzles together. `total_groups`, `mean_puzzle_examples` and `sets` of the info are set here.
    ///
    /// # Errors
    /// When there is no puzzle, or an example has another number of tokens.
    pub fn of(info: SplitInfo, groups: &[Vec<Puzzle>]) -> Result<Self, HrmError> {
        let mut split = Self {
            info,
            inputs: Vec::new(),
            labels: Vec::new(),
            identifiers: Vec::new(),
            puzzles: vec![0],
            groups: vec![0],
        };
        let width = split.info.seq_len;
        for group in groups {
            for puzzle in group {
                for Example { inputs, labels } in &puzzle.examples {
                    if inputs.len() != width || labels.len() != width {
                        return Err(HrmError::Batch(format!("an example has other than {width} tokens")));
                    }
                    split.inputs.extend(inputs);
                    split.labels.extend(labels);
                }
                split.identifiers.push(puzzle.identifier);
                split.puzzles.push(split.inputs.len() / width);
            }
            split.groups.push(split.identifiers.len());
        }
        if split.identifiers.is_empty() {
            return Err(HrmError::Batch("a split without a puzzle".to_owned()));
        }
        split.info.total_groups = groups.len();
        split.info.mean_puzzle_examples = split.examples() as f64 / split.identifiers.len() as f64;
        split.info.sets = vec!["all".to_owned()];
        Ok(split)
    }
}

/// Writes a split's folder and returns what is in it: counts, and the SHA-256 of each file.
///
/// # Errors
/// When a file cannot be written.
pub fn write_split(split: &Split, folder: &Path) -> Result<Value, HrmError> {
    let fault =
        |error: std::io::Error| HrmError::File { path: folder.display().to_string(), why: error.to_string() };
    std::fs::create_dir_all(folder).map_err(fault)?;
    // Bytes and 32-bit indices, as the reference's builders have it.
    let class = if split.info.vocab_size <= 256 { IntType::U8 } else { IntType::U16 };
    let grid = |classes: &[u16]| {
        let shape = [split.examples(), split.info.seq_len];
        npy::to_bytes(&shape, classes.iter().map(|class| i64::from(*class)), class)
    };
    let line = |values: &[usize]| {
        npy::to_bytes(&[values.len()], values.iter().map(|value| *value as i64), IntType::I32)
    };
    let identifiers: Vec<usize> = split.identifiers.iter().map(|id| *id as usize).collect();
    let info = serde_json::to_vec(&split.info).map_err(|error| HrmError::Batch(error.to_string()))?;
    let files = [
        ("all__inputs.npy", grid(&split.inputs)),
        ("all__labels.npy", grid(&split.labels)),
        ("all__puzzle_identifiers.npy", line(&identifiers)),
        ("all__puzzle_indices.npy", line(&split.puzzles)),
        ("all__group_indices.npy", line(&split.groups)),
        ("dataset.json", info),
    ];
    let mut hashes = serde_json::Map::new();
    for (name, bytes) in &files {
        write_file(&folder.join(name), bytes)?;
        hashes.insert((*name).to_owned(), sha256(bytes).into());
    }
    Ok(json!({
        "groups": split.groups(),
        "puzzles": split.identifiers.len(),
        "examples": split.examples(),
        "sha256": hashes,
    }))
}
