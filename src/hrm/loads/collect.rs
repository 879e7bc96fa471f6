//! Disagreements with the engine, kept as examples to learn from: a plain file, one inventory a line.
//!
//! Whoever calls this has asked the person first. The file holds the loads and the engine's answer, no names of the project.

use super::inventories::InventoryRecord;
use crate::domain::Project;
use crate::engineering::{LoadPoint, load_inventory, project_loads};
use crate::hrm::HrmError;
use crate::hrm::train::sha256;
use std::fs::{OpenOptions, create_dir_all, read_to_string};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The file in a folder of examples.
pub const DISAGREEMENTS: &str = "loads.jsonl";

/// Adds a point of a project to the examples of a folder, with the engine's answer; returns whether it was new.
///
/// # Errors
/// Says which file cannot be read or written.
pub fn collect_disagreement(folder: &Path, project: &Project, point: LoadPoint) -> Result<bool, HrmError> {
    let path: PathBuf = folder.join(DISAGREEMENTS);
    let fault =
        |error: std::io::Error| HrmError::File { path: path.display().to_string(), why: error.to_string() };
    let Some(inventory) = load_inventory(project, point) else { return Ok(false) };
    let Some(truth) = super::inventories::truth_at(&project_loads(project), point, &inventory) else {
        return Ok(false);
    };
    let mut record =
        InventoryRecord::new((String::new(), String::new()), ("given", "disagreement"), &inventory, truth);
    let name = format!("own-{}", &sha256(record.key().as_bytes())[..16]);
    (record.name, record.project) = (name.clone(), name.clone());
    let known = match read_to_string(&path) {
        Ok(text) => text.contains(&format!("\"{name}\"")),
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(fault(error)),
    };
    if known {
        return Ok(false);
    }
    let line = serde_json::to_string(&record).map_err(|error| HrmError::Settings(error.to_string()))?;
    create_dir_all(folder).map_err(fault)?;
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(fault)?;
    file.write_all((line + "\n").as_bytes()).map_err(fault)?;
    Ok(true)
}
