//! A registered model as the beginning of a training run.

use crate::hrm::registry::registry::{Registry, Stored};
use crate::hrm::train::{CONFIG, read_weights, weights_of};
use crate::hrm::{ComputeDevice, HrmError, PublishedModel, Start, TrainConfig};
use candle_core::Tensor;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What of `run.json` another run may take over.
#[derive(Deserialize)]
struct RunSettings {
    settings: TrainConfig,
}

impl Stored {
    /// Returns the settings it was trained with; `None` where its run does not say, or in words of another version.
    pub fn settings(&self) -> Option<TrainConfig> {
        serde_json::from_slice::<RunSettings>(self.files.run_bytes()).ok().map(|run| run.settings)
    }

    /// Returns its weights with their hash, checked against its card.
    ///
    /// # Errors
    /// Names the file that does not fit.
    pub fn weights(&self) -> Result<(BTreeMap<String, Tensor>, String), HrmError> {
        self.files.check_hash(&self.card)?;
        weights_of(self.files.weight_bytes(), &self.card.id)
    }
}

impl Registry {
    /// Returns what a run begins with: a model with its papers wherever there are any, so that a task may take more of it
    /// than the weights it learns; else bare weights. Names as for [`Registry::weights_to_begin_with`].
    ///
    /// # Errors
    /// As there.
    pub fn start_with(&self, task: Option<&str>, from: &str) -> Result<Start, HrmError> {
        let path = Path::new(from);
        if path.exists() {
            let folder = if path.is_dir() { Some(path) } else { path.parent() };
            if folder.is_some_and(|folder| folder.join(CONFIG).exists()) {
                return Ok(Start::Model(Box::new(PublishedModel::read(path, &ComputeDevice::Cpu)?)));
            }
        } else if let (Some(task), true) = (task, path.components().count() == 1) {
            let stored = if from == "champion" { self.find_champion(task)? } else { self.find(from).ok() };
            if let Some(stored) = stored.filter(|stored| stored.card.task == task) {
                return Ok(Start::Model(Box::new(stored.load(&ComputeDevice::Cpu)?)));
            }
        }
        let (tensors, hash) = self.weights_to_begin_with(task, from)?;
        Ok(Start::From(tensors, hash))
    }

    /// Reads the weights a run begins with: of a run's folder or a safetensors file where there is one of that name; else of the
    /// task's `champion`, or of the model with this name.
    ///
    /// # Errors
    /// When there is no such thing, or its files cannot be used.
    pub fn weights_to_begin_with(
        &self,
        task: Option<&str>,
        from: &str,
    ) -> Result<(BTreeMap<String, Tensor>, String), HrmError> {
        let path = Path::new(from);
        if path.exists() {
            return read_weights(path);
        }
        let is_name =
            path.components().count() == 1 && path.extension().is_none_or(|end| end != "safetensors");
        if !is_name {
            return read_weights(path);
        }
        let stored = match (from, task) {
            ("champion", Some(task)) => self
                .find_champion(task)?
                .ok_or_else(|| HrmError::Registry(format!("there is no champion of {task} to begin with")))?,
            ("champion", None) => {
                let why = "which champion? name the task: train balance, train routing".to_owned();
                return Err(HrmError::Registry(why));
            }
            _ => self.find(from)?,
        };
        if task.is_some_and(|task| task != stored.card.task) {
            let why = format!("{} is a model of {}", stored.card.id, stored.card.task);
            return Err(HrmError::Registry(why));
        }
        stored.weights()
    }
}
