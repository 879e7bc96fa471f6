//! Records one a line, as JSON: what our own tasks keep beside the arrays of a dataset.

use crate::hrm::HrmError;
use serde::de::DeserializeOwned;
use std::path::Path;

/// Reads a file of records and looks at each with `check`; empty lines are passed over.
///
/// # Errors
/// Says which file and line is no such record.
pub(in crate::hrm) fn read_json_lines<T: DeserializeOwned>(
    path: &Path,
    check: impl Fn(&T) -> Result<(), String>,
) -> Result<Vec<T>, HrmError> {
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    let record = |(at, line): (usize, &str)| {
        let read = serde_json::from_str(line).map_err(|error| error.to_string());
        let read = read.and_then(|record| check(&record).map(|()| record));
        read.map_err(|why| fault(format!("line {}: {why}", at + 1)))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(record).collect()
}
