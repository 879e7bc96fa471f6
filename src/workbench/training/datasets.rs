//! The datasets in the studio's folder.

use crate::workbench::training::place::Place;
use serde_json::Value;
use std::path::PathBuf;

/// A dataset as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetView {
    /// Name of its folder.
    pub name: String,
    pub folder: PathBuf,
    /// As its manifest says; empty where there is none.
    pub task: String,
    /// Examples to learn.
    pub examples: Option<u64>,
    /// Finished panelboards of one's own in it: a firm's habits can be learned from them.
    pub finished: u64,
}

/// Returns the datasets of a studio, by name.
pub(super) fn datasets(place: &Place) -> Vec<DatasetView> {
    Place::names(&place.datasets())
        .into_iter()
        .map(|name| {
            let folder = place.dataset(&name);
            let text = std::fs::read(folder.join("manifest.json")).unwrap_or_default();
            let manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
            let task = ["task", "kind"].iter().find_map(|field| manifest[*field].as_str());
            let examples = ["/splits/train/examples", "/counts/train", "/splits/train/count"]
                .iter()
                .find_map(|at| manifest.pointer(at).and_then(Value::as_u64));
            let finished = manifest["finished"].as_u64().unwrap_or(0);
            DatasetView { task: task.unwrap_or_default().to_owned(), examples, finished, name, folder }
        })
        .collect()
}
