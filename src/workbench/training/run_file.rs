//! What a run was asked to be: `run.ron`, beside `settings.json`, which `train` reads.

use crate::document::write_file;
use crate::hrm::TrainConfig;
use crate::workbench::training::presets::Preset;
use serde::{Deserialize, Serialize};
use std::path::Path;

const RUN: &str = "run.ron";
pub(super) const SETTINGS: &str = "settings.json";

/// Names a run: the name of its folder, `r-07`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunId(pub String);

impl std::fmt::Display for RunId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a run began with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parent {
    /// Weights drawn from the seed.
    #[default]
    Scratch,
    /// A model of the registry, by its name: the champion of that day.
    Model(String),
    /// The best step of another run.
    Run(RunId),
}

impl Parent {
    /// Returns it in words; a run from scratch has none.
    pub fn words(&self) -> &str {
        match self {
            Self::Scratch => "–",
            Self::Model(id) | Self::Run(RunId(id)) => id,
        }
    }
}

/// A run as it was ordered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunFile {
    /// A few words beside the id: `lr 3e-4`.
    pub name: String,
    pub notes: String,
    pub task: String,
    /// Folder of the dataset.
    pub dataset: String,
    pub parent: Parent,
    pub preset: Preset,
    /// Cores it computes on, each from a step on: another number may give other last digits.
    pub cores: Vec<(u64, usize)>,
    /// Whether the person ended it early and took the best step.
    pub kept_best: bool,
    /// Whether the person ended it early and wants nothing of it.
    pub discarded: bool,
}

impl RunFile {
    /// Reads the file of a run folder; the error says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(RUN);
        let text =
            std::fs::read_to_string(&path).map_err(|error| format!("{RUN} cannot be read: {error}"))?;
        ron::from_str(&text).map_err(|error| format!("{RUN} cannot be read: {error}"))
    }

    /// Writes the file whole or not at all.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let pretty = ron::ser::PrettyConfig::default();
        let text = ron::ser::to_string_pretty(self, pretty).map_err(|error| error.to_string())?;
        write_file(&folder.join(RUN), (text + "\n").as_bytes()).map_err(|error| error.to_string())
    }

    /// Returns how many cores it computes on now.
    pub fn cores_now(&self) -> usize {
        self.cores.last().map_or(1, |(_, cores)| *cores)
    }
}

/// Reads the settings of a run folder.
pub(super) fn read_settings(folder: &Path) -> Result<TrainConfig, String> {
    TrainConfig::read(&folder.join(SETTINGS)).map_err(|error| error.to_string())
}

/// Writes the settings of a run folder.
pub(super) fn write_settings(folder: &Path, settings: &TrainConfig) -> Result<(), String> {
    let text = serde_json::to_string_pretty(settings).map_err(|error| error.to_string())?;
    write_file(&folder.join(SETTINGS), (text + "\n").as_bytes()).map_err(|error| error.to_string())
}
