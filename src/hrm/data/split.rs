//! One split of a dataset in memory, checked so that nothing later can fall over it.

use crate::hrm::HrmError;
use crate::hrm::act::Rows;
use crate::hrm::data::npy::{self, Array};
use crate::hrm::loss::UNLABELED;
use crate::hrm::train::{DataShape, sha256};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, HrmError>;

/// `dataset.json`, under the reference's names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SplitInfo {
    pub pad_id: u16,
    /// The class that says "no label here"; `None` where every class is one.
    pub ignore_label_id: Option<u16>,
    pub blank_identifier_id: u32,
    pub vocab_size: usize,
    pub seq_len: usize,
    pub num_puzzle_identifiers: usize,
    pub total_groups: usize,
    pub mean_puzzle_examples: f64,
    pub sets: Vec<String>,
}

/// Puzzles in groups, each with its examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    pub info: SplitInfo,
    /// (examples, tokens)
    pub(super) inputs: Vec<u16>,
    /// (examples, tokens)
    pub(super) labels: Vec<u16>,
    /// Of each puzzle.
    pub(super) identifiers: Vec<u32>,
    /// Where a puzzle's examples begin, and the end.
    pub(super) puzzles: Vec<usize>,
    /// Where a group's puzzles begin, and the end.
    pub(super) groups: Vec<usize>,
}

impl Split {
    /// Reads and checks a split's folder.
    ///
    /// # Errors
    /// Says which file, which row, and what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("dataset.json");
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
        let info: SplitInfo = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
        let [set] = info.sets.as_slice() else {
            return Err(fault(format!("it names {} sets, and one is read; join them", info.sets.len())));
        };
        let file = |part: &str| folder.join(format!("{set}__{part}.npy"));
        let (inputs, labels) = (grid(&file("inputs"), &info)?, grid(&file("labels"), &info)?);
        if inputs.len() != labels.len() {
            let why = format!(
                "{} rows beside {} of the inputs",
                labels.len() / info.seq_len,
                inputs.len() / info.seq_len
            );
            return Err(HrmError::File { path: file("labels").display().to_string(), why });
        }
        let identifiers: Vec<u32> = line(&file("puzzle_identifiers"))?;
        let known = info.num_puzzle_identifiers;
        if let Some((row, id)) = identifiers.iter().enumerate().find(|(_, id)| **id as usize >= known) {
            let why = format!("row {row}: {id} where dataset.json knows {known} identifiers");
            return Err(HrmError::File { path: file("puzzle_identifiers").display().to_string(), why });
        }
        let puzzles = bounds(&file("puzzle_indices"), identifiers.len(), inputs.len() / info.seq_len)?;
        let groups_path = file("group_indices");
        let groups: Vec<usize> = line(&groups_path)?;
        let count = groups.len().saturating_sub(1);
        let groups = check_bounds(&groups_path, groups, count, identifiers.len())?;
        Ok(Self { info, inputs, labels, identifiers, puzzles, groups })
    }

    /// Returns how many examples there are.
    pub fn examples(&self) -> usize {
        self.inputs.len() / self.info.seq_len
    }

    /// Returns how many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len() - 1
    }

    /// Returns an example's tokens and labels, as they are in the files.
    pub fn example(&self, index: usize) -> (&[u16], &[u16]) {
        let range = index * self.info.seq_len..(index + 1) * self.info.seq_len;
        (&self.inputs[range.clone()], &self.labels[range])
    }

    /// Returns the row of the puzzle table that an example's puzzle has.
    pub fn identifier(&self, example: usize) -> u32 {
        let puzzle = self.puzzles.partition_point(|start| *start <= example) - 1;
        self.identifiers[puzzle]
    }

    /// Returns examples as the network takes them, filled up with padding to a number of rows.
    pub fn rows(&self, examples: &[usize], count: usize) -> Rows {
        let mut rows = Rows::default();
        for &example in examples {
            let (tokens, labels) = self.example(example);
            rows.tokens.push(tokens.iter().map(|token| u32::from(*token)).collect());
            let label = |class: &u16| {
                if Some(*class) == self.info.ignore_label_id { UNLABELED } else { i64::from(*class) }
            };
            rows.labels.push(labels.iter().map(label).collect());
            rows.puzzles.push(self.identifier(example));
        }
        rows.tokens.resize(count, vec![u32::from(self.info.pad_id); self.info.seq_len]);
        rows.labels.resize(count, vec![UNLABELED; self.info.seq_len]);
        rows.puzzles.resize(count, self.info.blank_identifier_id);
        rows
    }

    /// Feeds what the split says, however wide its files store it.
    fn content(&self, bytes: &mut Vec<u8>) {
        let info = &self.info;
        let ignored = info.ignore_label_id.map_or(u64::MAX, u64::from);
        let numbers = [u64::from(info.pad_id), ignored, u64::from(info.blank_identifier_id)];
        let sizes = [info.vocab_size, info.seq_len, info.num_puzzle_identifiers, self.examples()];
        bytes.extend(numbers.into_iter().chain(sizes.map(|size| size as u64)).flat_map(u64::to_le_bytes));
        bytes.extend(self.inputs.iter().chain(&self.labels).flat_map(|class| class.to_le_bytes()));
        bytes.extend(self.identifiers.iter().flat_map(|id| id.to_le_bytes()));
        for bounds in [&self.puzzles, &self.groups] {
            bytes.extend(bounds.iter().flat_map(|bound| (*bound as u64).to_le_bytes()));
        }
    }
}

/// Reads (examples, tokens) of classes.
fn grid(path: &Path, info: &SplitInfo) -> Result<Vec<u16>> {
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let Array { shape, values } = npy::read::<u16>(path)?;
    if shape.len() != 2 || shape[1] != info.seq_len || info.seq_len == 0 || shape[0] == 0 {
        return Err(fault(format!("its shape is {shape:?}, not (examples, {})", info.seq_len)));
    }
    if let Some(at) = values.iter().position(|class| usize::from(*class) >= info.vocab_size) {
        let (row, place) = (at / info.seq_len, at % info.seq_len);
        let classes = info.vocab_size;
        return Err(fault(format!("row {row}, place {place}: {} is none of {classes} classes", values[at])));
    }
    Ok(values)
}

fn line<T: TryFrom<i64>>(path: &Path) -> Result<Vec<T>> {
    let Array { shape, values } = npy::read::<T>(path)?;
    if shape.len() == 1 {
        return Ok(values);
    }
    Err(HrmError::File {
        path: path.display().to_string(),
        why: format!("its shape is {shape:?}, not a row"),
    })
}

fn bounds(path: &Path, count: usize, end: usize) -> Result<Vec<usize>> {
    check_bounds(path, line(path)?, count, end)
}

/// Checks that bounds of `count` parts rise from 0 to `end`.
fn check_bounds(path: &Path, bounds: Vec<usize>, count: usize, end: usize) -> Result<Vec<usize>> {
    let fault = |why: String| Err(HrmError::File { path: path.display().to_string(), why });
    if bounds.len() != count + 1 || count == 0 {
        return fault(format!("{} bounds where there should be {}", bounds.len(), count + 1));
    }
    if let Some(row) = bounds.windows(2).position(|pair| pair[0] >= pair[1]) {
        return fault(format!("row {}: {} does not lie above {}", row + 1, bounds[row + 1], bounds[row]));
    }
    if bounds[0] != 0 || bounds[count] != end {
        return fault(format!("it goes from {} to {}, not from 0 to {end}", bounds[0], bounds[count]));
    }
    Ok(bounds)
}

/// What is learned from and what is judged on.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    pub train: Split,
    pub test: Split,
}

impl Dataset {
    /// Reads the splits `train` and `test` of a folder.
    ///
    /// # Errors
    /// As [`Split::read`], and when the two do not belong together.
    pub fn read(folder: &Path) -> Result<Self> {
        let (train, test) = (Split::read(&folder.join("train"))?, Split::read(&folder.join("test"))?);
        let shape = |split: &Split| (split.info.seq_len, split.info.vocab_size, split.info.ignore_label_id);
        if shape(&train) != shape(&test) {
            let path: PathBuf = folder.join("test/dataset.json");
            let why = "seq_len, vocab_size and ignore_label_id are not those of the train split".to_owned();
            return Err(HrmError::File { path: path.display().to_string(), why });
        }
        Ok(Self { train, test })
    }

    /// Returns what a network for it must have.
    pub fn shape(&self) -> DataShape {
        let ids = self.train.info.num_puzzle_identifiers.max(self.test.info.num_puzzle_identifiers);
        DataShape {
            seq_len: self.train.info.seq_len,
            vocab_size: self.train.info.vocab_size,
            num_puzzle_identifiers: ids,
            feature_width: 0,
        }
    }

    /// Returns the SHA-256 of what both splits say.
    pub fn sha256(&self) -> String {
        let mut bytes = Vec::new();
        self.train.content(&mut bytes);
        self.test.content(&mut bytes);
        sha256(&bytes)
    }
}
