//! The folder of the studio: which runs and datasets there are, and the order of those that wait.

use crate::document::write_file;
use crate::workbench::training::RunId;
use std::path::{Path, PathBuf};

const QUEUE: &str = "queue.ron";

/// The folders below the studio's own.
#[derive(Clone, Debug)]
pub(super) struct Place(pub PathBuf);

impl Place {
    pub fn datasets(&self) -> PathBuf {
        self.0.join("datasets")
    }

    pub fn dataset(&self, name: &str) -> PathBuf {
        self.datasets().join(name)
    }

    pub fn runs(&self) -> PathBuf {
        self.0.join("runs")
    }

    pub fn run(&self, id: &RunId) -> PathBuf {
        self.runs().join(&id.0)
    }

    pub fn trash(&self) -> PathBuf {
        self.0.join("trash")
    }

    /// Makes the folders that are not there.
    pub fn make(&self) -> Result<(), String> {
        for folder in [self.datasets(), self.runs()] {
            std::fs::create_dir_all(&folder)
                .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        }
        Ok(())
    }

    /// Returns the names of the folders in a folder, in their order.
    pub fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }

    /// Returns a name that no run has had: one behind the highest, those in the trash included.
    pub fn free_id(&self) -> RunId {
        let taken = Self::names(&self.runs()).into_iter().chain(Self::names(&self.trash()));
        let numbers =
            taken.filter_map(|name| name.strip_prefix("r-").and_then(|number| number.parse::<u32>().ok()));
        RunId(format!("r-{:02}", numbers.max().unwrap_or(0) + 1))
    }

    /// Reads which runs wait. A file that cannot be read is an empty queue: the runs are there and can be started.
    pub fn queue(&self) -> Vec<RunId> {
        let text = std::fs::read_to_string(self.0.join(QUEUE)).unwrap_or_default();
        ron::from_str(&text).unwrap_or_default()
    }

    /// Writes down which runs wait.
    pub fn keep_queue(&self, queue: &[RunId]) -> Result<(), String> {
        let text = ron::to_string(queue).map_err(|error| error.to_string())?;
        write_file(&self.0.join(QUEUE), (text + "\n").as_bytes()).map_err(|error| error.to_string())
    }
}
