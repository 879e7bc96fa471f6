//! The registry's own file: what was promoted and rolled back, oldest first. The champion follows from it.

use crate::document::write_file;
use crate::hrm::HrmError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

const FILE: &str = "registry.json";
const FORMAT: u32 = 1;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The model became champion.
    Promoted,
    /// It is champion again, the one after it has been taken back.
    RolledBack,
}

/// One change of a champion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub kind: ChangeKind,
    /// Champion from here on.
    pub id: String,
    /// SHA-256 of its weights.
    pub sha256: String,
    /// Why it was promoted against the numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced: Option<String>,
    /// When, in seconds since 1970; older entries do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u64>,
}

/// All changes, by task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct History {
    format: u32,
    pub tasks: BTreeMap<String, Vec<Change>>,
}

impl Default for History {
    fn default() -> Self {
        Self { format: FORMAT, tasks: BTreeMap::new() }
    }
}

impl History {
    /// Reads the file of a registry; a registry without one is new.
    pub fn read(place: &Path) -> Result<Self, HrmError> {
        let path = place.join(FILE);
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(fault(error.to_string())),
        };
        let read: Self = serde_json::from_slice(&text).map_err(|error| fault(error.to_string()))?;
        if read.format != FORMAT {
            return Err(fault(format!("its format is {}, this program reads {FORMAT}", read.format)));
        }
        Ok(read)
    }

    /// Writes the file whole or not at all.
    pub fn write(&self, place: &Path) -> Result<(), HrmError> {
        let text =
            serde_json::to_string_pretty(self).map_err(|error| HrmError::Registry(error.to_string()))?;
        Ok(write_file(&place.join(FILE), (text + "\n").as_bytes())?)
    }

    /// Returns the changes of a task.
    pub fn of(&self, task: &str) -> &[Change] {
        self.tasks.get(task).map_or(&[], Vec::as_slice)
    }

    /// Returns the promotions of a task that hold, the champion's last.
    pub fn standing(&self, task: &str) -> Vec<&Change> {
        let mut standing = Vec::new();
        for change in self.of(task) {
            match change.kind {
                ChangeKind::Promoted => standing.push(change),
                ChangeKind::RolledBack => drop(standing.pop()),
            }
        }
        standing
    }
}
