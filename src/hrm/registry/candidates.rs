//! The candidates: at most one model a task that is to become champion, a run's folder or a model of the registry. Beside the
//! champion there are no other roles.

use crate::document::write_file;
use crate::hrm::HrmError;
use crate::hrm::registry::card::TestSet;
use crate::hrm::registry::registry::{Registry, no_place};
use crate::hrm::registry::tasks::task_named;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FILE: &str = "candidates.json";

impl Registry {
    /// Returns the candidates by task, each a run's folder or a model's name.
    ///
    /// # Errors
    /// When their file cannot be read.
    pub fn candidates(&self) -> Result<BTreeMap<String, PathBuf>, HrmError> {
        let Some(path) = self.place().map(|place| place.join(FILE)) else { return Ok(BTreeMap::new()) };
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        match std::fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| fault(error.to_string())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(fault(error.to_string())),
        }
    }

    /// Makes a run or a model the candidate of a task; `None` in its place means that the task has none.
    ///
    /// # Errors
    /// When there is no such task, or the file cannot be written.
    pub fn set_candidate(&self, task: &str, from: Option<&Path>) -> Result<(), HrmError> {
        task_named(task)?;
        let place = self.place().ok_or_else(no_place)?;
        let mut candidates = self.candidates()?;
        match from {
            Some(from) => drop(candidates.insert(task.to_owned(), from.to_owned())),
            None => drop(candidates.remove(task)),
        }
        let text = serde_json::to_string_pretty(&candidates)
            .map_err(|error| HrmError::Registry(error.to_string()))?;
        std::fs::create_dir_all(place)
            .map_err(|error| HrmError::File { path: place.display().to_string(), why: error.to_string() })?;
        Ok(write_file(&place.join(FILE), (text + "\n").as_bytes())?)
    }

    /// Returns the frozen test set that the champion of a task was judged on: what a candidate is judged on too.
    ///
    /// # Errors
    /// When there is no such task, or the registry's own file cannot be read.
    pub fn frozen_test(&self, task: &str) -> Result<Option<TestSet>, HrmError> {
        let champion = self.champion(task)?.and_then(|id| self.find(&id).ok());
        Ok(champion.and_then(|stored| stored.card.data.test))
    }
}
