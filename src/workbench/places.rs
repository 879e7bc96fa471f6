//! Where the program keeps its own files: settings, journals of open sessions, mappings of imports, own models,
//! underlays, datasets, training runs.

use directories::ProjectDirs;
use std::path::PathBuf;

/// Folders of the program. `None` keeps nothing, as in most tests and where the system names no such folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub settings: Option<PathBuf>,
    pub journals: Option<PathBuf>,
    /// Mappings of imported files that a person has corrected.
    pub mappings: Option<PathBuf>,
    /// Trained models of one's own, and which of them are used.
    pub models: Option<PathBuf>,
    /// What became of proposals, where that is remembered.
    pub decisions: Option<PathBuf>,
    /// Underlays of projects that have no file.
    pub underlays: Option<PathBuf>,
    /// Datasets, training runs and evaluations.
    pub training: Option<PathBuf>,
}

impl Places {
    /// Returns the folders of the person at the desk.
    pub fn of_user() -> Self {
        ProjectDirs::from("", "", "phasewright").map_or_else(Self::default, |folders| Self {
            settings: Some(folders.config_dir().join("settings.ron")),
            journals: Some(folders.data_local_dir().join("journals")),
            mappings: Some(folders.config_dir().join("mappings")),
            models: Some(folders.data_local_dir().join("models")),
            decisions: Some(folders.data_local_dir().join("decisions.jsonl")),
            underlays: Some(folders.data_local_dir().join("underlays")),
            training: Some(folders.data_local_dir().join("training")),
        })
    }

    /// Returns places below one folder.
    pub fn below(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            settings: Some(folder.join("settings.ron")),
            journals: Some(folder.join("journals")),
            mappings: Some(folder.join("mappings")),
            models: Some(folder.join("models")),
            decisions: Some(folder.join("decisions.jsonl")),
            underlays: Some(folder.join("underlays")),
            training: Some(folder.join("training")),
        }
    }
}
