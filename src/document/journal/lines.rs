//! The lines of a journal: a checksum and a record each, so that a torn last line is known and dropped.

use crate::document::format::{ContentHash, EntityRecord, ProjectFile, reader};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The version of the journal's lines.
pub(in crate::document) const JOURNAL_VERSION: u32 = 1;

/// The first line: what the changes start from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "journal", deny_unknown_fields)]
pub(in crate::document) struct StartLine {
    pub journal: u32,
    /// Where the project lies on disk, if it does.
    pub path: Option<String>,
    /// What that file held.
    pub disk: Option<String>,
    /// The whole project, so that recovery needs no other file.
    pub base: ProjectFile,
}

/// Any further line: what is different after one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "change", deny_unknown_fields)]
pub(in crate::document) struct ChangeLine {
    pub label: String,
    pub next_id: u64,
    pub records: Vec<EntityRecord>,
}

/// Writes one line.
pub(in crate::document) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    let payload = reader().to_string(value).map_err(|error| error.to_string())?;
    Ok(format!("{} {payload}\n", ContentHash::of(payload.as_bytes())).into_bytes())
}

/// Takes the first line off `rest` if it is whole and its checksum is right.
pub(in crate::document) fn next_payload<'b>(rest: &mut &'b [u8]) -> Option<&'b str> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(rest.get(..end)?).ok()?;
    let (sum, payload) = line.split_once(' ')?;
    if ContentHash::parse(sum)? != ContentHash::of(payload.as_bytes()) {
        return None;
    }
    *rest = rest.get(end + 1..)?;
    Some(payload)
}

/// Reads what a line holds.
pub(in crate::document) fn decode<T: DeserializeOwned>(payload: &str) -> Result<T, String> {
    reader().from_str(payload).map_err(|error| error.to_string())
}
