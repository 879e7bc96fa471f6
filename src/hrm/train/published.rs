//! What a finished run leaves: weights under their official names, what a loader needs, and how it came about.
//!
//! ```text
//! RUN/model.safetensors   weights; averaged ones where the run averages
//! RUN/config.json         task, shape, loss, the task's options
//! RUN/run.json            seed, steps, data, settings, last scores, program
//! RUN/best/               the same three of the best step so far
//! ```

use crate::hrm::HrmError;
use crate::hrm::habits::{HabitsCard, published as habits};
use crate::hrm::lessons::encoding_of;
use crate::hrm::loss::LossKind;
use crate::hrm::model::{Hrm, HrmConfig, Weights};
use crate::hrm::train::checkpoint::Identity;
use crate::hrm::train::tensor_file::{self, sha256};
use crate::hrm::train::{Learner, TrainConfig};
use candle_core::{Device, Tensor};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(in crate::hrm) const MODEL: &str = "model.safetensors";
pub(in crate::hrm) const CONFIG: &str = "config.json";
pub(in crate::hrm) const RUN: &str = "run.json";
/// The folder of the best step so far.
pub const BEST: &str = "best";

/// What a loader needs beside the weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    pub task: String,
    pub model: HrmConfig,
    pub loss: LossKind,
    /// The task's own options.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub options: Value,
    /// The network of seats beside the one of the task, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub habits: Option<HabitsCard>,
}

/// `config.json`: the card, with the version of what the task's models read. Files without one are of version 1.
#[derive(Serialize, Deserialize)]
struct Versioned {
    #[serde(default = "first")]
    encoding: u32,
    #[serde(flatten)]
    card: ModelCard,
}

const fn first() -> u32 {
    1
}

/// Writes the files of a finished run and returns their paths; the learner puts together what is published.
pub(super) fn publish(
    folder: &Path,
    weights: &Weights,
    learner: Option<&dyn Learner>,
    identity: &Identity,
    metrics: &BTreeMap<String, f64>,
) -> Result<Vec<PathBuf>, HrmError> {
    write(folder, weights, learner, identity, metrics, identity.settings.last_step())
}

/// Writes the files of the best step so far.
pub(super) fn publish_best(
    folder: &Path,
    weights: &Weights,
    learner: Option<&dyn Learner>,
    identity: &Identity,
    metrics: &BTreeMap<String, f64>,
    step: u64,
) -> Result<(), HrmError> {
    let best = folder.join(BEST);
    std::fs::create_dir_all(&best)
        .map_err(|error| HrmError::File { path: best.display().to_string(), why: error.to_string() })?;
    write(&best, weights, learner, identity, metrics, step).map(|_| ())
}

/// Makes the best step so far the model of a run. Returns whether there is one.
///
/// # Errors
/// When a file cannot be read or written.
pub fn keep_best(folder: &Path) -> Result<bool, HrmError> {
    let best = folder.join(BEST);
    if !is_there(&best) {
        return Ok(false);
    }
    for name in [RUN, CONFIG, MODEL] {
        tensor_file::write(&folder.join(name), &tensor_file::read_bytes(&best.join(name))?)?;
    }
    Ok(true)
}

fn write(
    folder: &Path,
    weights: &Weights,
    learner: Option<&dyn Learner>,
    identity: &Identity,
    metrics: &BTreeMap<String, f64>,
    steps: u64,
) -> Result<Vec<PathBuf>, HrmError> {
    let settings = &identity.settings;
    let card = ModelCard {
        task: identity.task.clone(),
        model: identity.model.clone(),
        loss: settings.loss,
        options: settings.task.clone(),
        habits: None,
    };
    let (tensors, card) = match learner {
        Some(learner) => learner.publish(weights.tensors(), card)?,
        None => (weights.tensors(), card),
    };
    let bytes = tensor_file::to_bytes(&tensors, None)?;
    let run = json!({
        "program": concat!("phasewright ", env!("CARGO_PKG_VERSION")),
        "task": identity.task,
        "seed": settings.seed,
        "steps": steps,
        "data_sha256": identity.data,
        "init_sha256": identity.init,
        "model_sha256": sha256(&bytes),
        "parameters": weights.parameters(),
        "metrics": metrics,
        "settings": settings,
    });
    let paths = [MODEL, CONFIG, RUN].map(|name| folder.join(name));
    // The weights last: where they are, the rest is there too.
    tensor_file::write(&paths[2], &pretty(&run)?)?;
    let config = Versioned { encoding: encoding_of(&card.task), card };
    tensor_file::write(&paths[1], &pretty(&config)?)?;
    tensor_file::write(&paths[0], &bytes)?;
    Ok(paths.to_vec())
}

/// Weights that another trainer has made.
pub(in crate::hrm) struct Foreign<'a> {
    pub task: &'a str,
    /// Hash of the data.
    pub data: &'a str,
    pub steps: u64,
    pub settings: &'a TrainConfig,
    pub shape: &'a HrmConfig,
}

/// Writes the files of a finished run for weights of another trainer.
pub(in crate::hrm) fn publish_foreign(
    folder: &Path,
    weights: &Weights,
    foreign: &Foreign<'_>,
) -> Result<(), HrmError> {
    let settings = TrainConfig { steps: foreign.steps, ..foreign.settings.clone() };
    let identity = Identity {
        task: foreign.task.to_owned(),
        data: foreign.data.to_owned(),
        init: None,
        model: foreign.shape.clone(),
        settings,
    };
    publish(folder, weights, None, &identity, &BTreeMap::new()).map(|_| ())
}

fn pretty(value: &impl Serialize) -> Result<Vec<u8>, HrmError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| HrmError::Settings(error.to_string()))?;
    Ok((text + "\n").into_bytes())
}

/// Returns whether a folder holds the model of a finished run.
pub(super) fn is_there(folder: &Path) -> bool {
    folder.join(MODEL).exists()
}

/// A model read from disk.
#[derive(Debug)]
pub struct PublishedModel {
    pub card: ModelCard,
    pub model: Hrm,
    /// The network of seats, where the model has learned a firm's habits.
    pub habits: Option<Hrm>,
    /// SHA-256 of the file of weights.
    pub sha256: String,
}

impl PublishedModel {
    /// Reads a model: a run's folder, or its file of weights with `config.json` beside it.
    ///
    /// # Errors
    /// Says which file is missing or broken, or what of it does not fit.
    pub fn read(path: &Path, device: &Device) -> Result<Self, HrmError> {
        let weights = weights_file(path);
        let bytes = tensor_file::read_bytes(&weights)?;
        let config = weights.with_file_name(CONFIG);
        let text = tensor_file::read_bytes(&config)?;
        let names = [&config, &weights].map(|path| path.display().to_string());
        Self::of_files((&names[0], &text), (&names[1], &bytes), device)
    }

    /// Takes a model from the bytes of its `config.json` and of its file of weights.
    ///
    /// # Errors
    /// Says which of the two is broken, or what of it does not fit.
    pub fn from_bytes(config: &[u8], weights: &[u8], device: &Device) -> Result<Self, HrmError> {
        Self::of_files((CONFIG, config), (MODEL, weights), device)
    }

    /// Takes a model from two files, each with the name an error calls it by.
    pub(in crate::hrm) fn of_files(
        config: (&str, &[u8]),
        weights: (&str, &[u8]),
        device: &Device,
    ) -> Result<Self, HrmError> {
        let fault =
            |why: serde_json::Error| HrmError::File { path: config.0.to_owned(), why: why.to_string() };
        let Versioned { encoding, card } = serde_json::from_slice(config.1).map_err(fault)?;
        let ours = encoding_of(&card.task);
        if encoding != ours {
            let why = format!(
                "it was made for version {encoding} of what {} reads, this program writes version {ours}; train it anew, or use the program it came from",
                card.task
            );
            return Err(HrmError::File { path: config.0.to_owned(), why });
        }
        let (tensors, _) = tensor_file::from_bytes(weights.1, weights.0)?;
        let (tensors, seats) = habits::split(tensors);
        let fitted = Weights::from_tensors(&card.model, &tensors, device)?;
        let model = Hrm::new(card.model.clone(), fitted, device)?;
        let habits = match &card.habits {
            Some(habits) => Some(habits::network(habits, &seats, device)?),
            None if seats.is_empty() => None,
            None => {
                let why = format!("the weights have habits, and {} knows nothing of them", config.0);
                return Err(HrmError::Weights(why));
            }
        };
        Ok(Self { card, model, habits, sha256: sha256(weights.1) })
    }
}

/// Reads weights to begin with from a run's folder or a safetensors file, with their hash.
///
/// # Errors
/// When the file cannot be read.
pub fn read_weights(path: &Path) -> Result<(BTreeMap<String, Tensor>, String), HrmError> {
    let path = weights_file(path);
    weights_of(&tensor_file::read_bytes(&path)?, &path.display().to_string())
}

/// Takes weights to begin with from the bytes of a file, with their hash; `name` is how an error calls it.
pub(in crate::hrm) fn weights_of(
    bytes: &[u8],
    name: &str,
) -> Result<(BTreeMap<String, Tensor>, String), HrmError> {
    let (tensors, _) = tensor_file::from_bytes(bytes, name)?;
    Ok((habits::split(tensors).0, sha256(bytes)))
}

fn weights_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(MODEL) } else { path.to_owned() }
}
