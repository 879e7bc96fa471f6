//! Checkpoints: everything the next step depends on, in one file that is there whole or not at all.
//!
//! ```text
//! RUN/checkpoints/step-00000500.safetensors
//!     weights/…  average/…  mean/…  square/…  learner/…     tensors
//!     record                                                settings, step, data, the learner's own record
//! ```

use crate::hrm::HrmError;
use crate::hrm::model::{HrmConfig, Weights};
use crate::hrm::train::state::Best;
use crate::hrm::train::tensor_file;
use crate::hrm::train::{AdamAtan2, LearnerState, TrainConfig};
use candle_core::{Device, Tensor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Tensors = BTreeMap<String, Tensor>;

/// What makes two runs the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    pub task: String,
    /// Hash of the data.
    pub data: String,
    /// Hash of the weights it began with; `None` where they were drawn.
    #[serde(default)]
    pub init: Option<String>,
    pub model: HrmConfig,
    pub settings: TrainConfig,
}

impl Identity {
    /// Returns what differs, in words: `settings.steps is 200, and was 100`.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let value = |identity: &Self| serde_json::to_value(identity).unwrap_or_default();
        differences("", &value(self), &value(before), &mut found);
        found
    }
}

fn differences(path: &str, now: &Value, before: &Value, found: &mut Vec<String>) {
    let (Value::Object(a), Value::Object(b)) = (now, before) else {
        if now != before {
            found.push(format!("{path} is {now}, and was {before}"));
        }
        return;
    };
    let added = b.keys().filter(|key| !a.contains_key(*key));
    for key in a.keys().chain(added) {
        let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let get = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or_default();
        differences(&inside, &get(a), &get(b), found);
    }
}

/// The text beside the tensors.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub identity: Identity,
    pub step: u64,
    /// Bytes of the events up to here.
    pub events: u64,
    /// After which step the scores were taken; 0 before the first.
    pub judged: u64,
    /// The last scores on held-out data.
    pub metrics: BTreeMap<String, f64>,
    /// The best of them so far.
    #[serde(default)]
    pub best: Option<Best>,
}

/// The record in the file.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(flatten)]
    record: Record,
    learner: Value,
}

/// A checkpoint read.
pub(super) struct Checkpoint {
    pub record: Record,
    pub weights: Tensors,
    pub average: Tensors,
    means: Tensors,
    squares: Tensors,
    learner: LearnerState,
}

/// What goes into a checkpoint beside its record.
pub(super) struct Standing<'a> {
    pub weights: &'a Weights,
    pub average: Option<&'a Weights>,
    pub optimizer: &'a AdamAtan2,
    pub learner: LearnerState,
}

const FOLDER: &str = "checkpoints";
/// An older one stays in case the newest cannot be read.
const KEPT: usize = 2;

/// Writes a checkpoint and removes all but the newest.
pub(super) fn write(folder: &Path, standing: Standing<'_>, record: Record) -> Result<PathBuf, HrmError> {
    let mut tensors = Tensors::new();
    let mut add = |group: &str, more: Tensors| {
        tensors.extend(more.into_iter().map(|(name, tensor)| (format!("{group}/{name}"), tensor)));
    };
    add("weights", standing.weights.tensors());
    if let Some(average) = standing.average {
        add("average", average.tensors());
    }
    for (name, (mean, square)) in &standing.optimizer.moments {
        let tensor = |values: &[f32]| Tensor::from_slice(values, values.len(), &Device::Cpu);
        add("mean", Tensors::from([(name.clone(), tensor(mean)?)]));
        add("square", Tensors::from([(name.clone(), tensor(square)?)]));
    }
    add("learner", standing.learner.tensors);
    let step = record.step;
    let written = Written { record, learner: standing.learner.record };
    let record = serde_json::to_string(&written).map_err(|error| HrmError::Settings(error.to_string()))?;
    let home = folder.join(FOLDER);
    let path = home.join(format!("step-{step:08}.safetensors"));
    let fault =
        |error: std::io::Error| HrmError::File { path: home.display().to_string(), why: error.to_string() };
    std::fs::create_dir_all(&home).map_err(fault)?;
    tensor_file::write(&path, &tensor_file::to_bytes(&tensors, Some(record))?)?;
    let all = all(folder)?;
    for old in all.iter().rev().skip(KEPT) {
        std::fs::remove_file(old).map_err(fault)?;
    }
    Ok(path)
}

/// Returns the checkpoints of a run folder, oldest first.
fn all(folder: &Path) -> Result<Vec<PathBuf>, HrmError> {
    let home = folder.join(FOLDER);
    if !home.exists() {
        return Ok(Vec::new());
    }
    let fault =
        |error: std::io::Error| HrmError::File { path: home.display().to_string(), why: error.to_string() };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&home).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("step-") && name.ends_with(".safetensors") {
            found.push(path);
        }
    }
    // Numbers of eight digits and more: the longer is the later.
    found.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
    Ok(found)
}

/// Returns whether a run has been begun in a folder.
pub(super) fn any(folder: &Path) -> Result<bool, HrmError> {
    Ok(!all(folder)?.is_empty())
}

/// Reads the newest checkpoint.
pub(super) fn newest(folder: &Path) -> Result<Checkpoint, HrmError> {
    let Some(path) = all(folder)?.pop() else {
        let why = "there is no checkpoint to go on from; start without resuming".to_owned();
        return Err(HrmError::File { path: folder.display().to_string(), why });
    };
    let fault = |why: String| HrmError::File {
        path: path.display().to_string(),
        why: format!("{why}; remove it to go on from the one before"),
    };
    let (tensors, record) = tensor_file::read(&path).map_err(|error| fault(error.to_string()))?;
    let record = record.ok_or_else(|| fault("no checkpoint".to_owned()))?;
    let Written { record, learner } =
        serde_json::from_str(&record).map_err(|error| fault(error.to_string()))?;
    let mut groups: BTreeMap<String, Tensors> = BTreeMap::new();
    for (name, tensor) in tensors {
        let (group, name) = name.split_once('/').ok_or_else(|| fault(format!("{name} has no group")))?;
        groups.entry(group.to_owned()).or_default().insert(name.to_owned(), tensor);
    }
    let mut take = |group: &str| groups.remove(group).unwrap_or_default();
    Ok(Checkpoint {
        weights: take("weights"),
        average: take("average"),
        means: take("mean"),
        squares: take("square"),
        learner: LearnerState { tensors: take("learner"), record: learner },
        record,
    })
}

impl Checkpoint {
    /// Gives the optimizer its memory back.
    pub fn fill(&self, optimizer: &mut AdamAtan2) -> Result<(), HrmError> {
        optimizer.step = self.record.step;
        for (name, mean) in &self.means {
            let square = self.squares.get(name);
            let square =
                square.ok_or_else(|| HrmError::Weights(format!("the square of {name} is missing")))?;
            optimizer.moments.insert(name.clone(), (mean.to_vec1()?, square.to_vec1()?));
        }
        Ok(())
    }

    /// Returns the state of the learner.
    pub fn learner(&self) -> LearnerState {
        self.learner.clone()
    }
}

/// Returns what a run was begun with, to go on without its settings at hand.
///
/// # Errors
/// When the folder has no checkpoint that can be read.
pub fn interrupted(folder: &Path) -> Result<Identity, HrmError> {
    Ok(newest(folder)?.record.identity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_named_by_their_path() {
        let shape = crate::hrm::train::DataShape {
            seq_len: 4,
            vocab_size: 5,
            num_puzzle_identifiers: 1,
            feature_width: 0,
        };
        let settings = TrainConfig::default();
        let before = Identity {
            task: "tokens".to_owned(),
            data: "a".to_owned(),
            init: None,
            model: settings.model.for_data(shape),
            settings,
        };
        let mut now = before.clone();
        assert_eq!(now.differences(&before), Vec::<String>::new());
        now.settings.rate.base = 0.5;
        now.settings.ema = Some(0.9);
        now.data = "b".to_owned();
        assert_eq!(
            now.differences(&before),
            [
                "data is \"b\", and was \"a\"",
                "settings.rate.base is 0.5, and was 0.001",
                "settings.ema is 0.9, and was null"
            ]
        );
    }
}
