//! `events.jsonl`: what a run went through, one JSON object a line.
//!
//! ```text
//! {"step":1,"kind":"learn","rate":0.000005,"numbers":{"lm_loss":2.1,…}}
//! {"step":250,"kind":"judge","numbers":{"exact_accuracy":0.4,…}}
//! ```
//!
//! No clock: equal seeds give equal bytes. A resumed run cuts off what came after its checkpoint.

use crate::hrm::HrmError;
use crate::hrm::train::logbook::{Logbook, disk_words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What an event tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Losses and metrics of a step.
    Learn,
    /// Scores on held-out data after a step.
    Judge,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub step: u64,
    pub kind: EventKind,
    /// The learning rate of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    pub numbers: BTreeMap<String, f64>,
}

/// Reads the events of a run folder. A last line that is not whole, as of a run that is being written, is left out.
///
/// # Errors
/// When there is no such file, or a line is no event.
pub fn read_events(folder: &Path) -> Result<Vec<Event>, HrmError> {
    let path = folder.join(EVENTS);
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let text = std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
    let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
    let event = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| fault(format!("line {}: {error}", index + 1)))
    };
    whole.lines().enumerate().map(event).collect()
}

/// Name of the file.
pub const EVENTS: &str = "events.jsonl";

/// The file being written, with its copies for other tools.
pub(super) struct EventLog {
    path: PathBuf,
    file: File,
    bytes: u64,
    logbook: Logbook,
}

impl EventLog {
    /// Opens the file of a run folder and cuts it to the bytes that count, up to a step: none for a run from the start.
    pub fn open(folder: &Path, bytes: u64, step: u64) -> Result<Self, HrmError> {
        let path = folder.join(EVENTS);
        let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
        let io = |error: std::io::Error| fault(disk_words(&error));
        let mut file =
            File::options().create(true).truncate(false).write(true).read(true).open(&path).map_err(io)?;
        let present = file.metadata().map_err(io)?.len();
        if present < bytes {
            let why = format!(
                "it has {present} bytes where the checkpoint counts {bytes}; put it back, or start anew"
            );
            return Err(fault(why));
        }
        file.set_len(bytes).map_err(io)?;
        file.seek(SeekFrom::End(0)).map_err(io)?;
        let logbook = Logbook::open(folder, &read_events(folder)?, step)?;
        Ok(Self { path, file, bytes, logbook })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn add(&mut self, event: &Event) -> Result<(), HrmError> {
        let mut line = serde_json::to_string(event).map_err(|error| self.fault(&error))?;
        line.push('\n');
        self.file.write_all(line.as_bytes()).map_err(|error| self.fault(&disk_words(&error)))?;
        self.bytes += line.len() as u64;
        self.logbook.add(event)
    }

    /// Makes sure that everything is on the disk, and returns how many bytes that is.
    pub fn sync(&self) -> Result<u64, HrmError> {
        self.file.sync_data().map_err(|error| self.fault(&disk_words(&error)))?;
        // A file that was removed takes everything that is written to it; a checkpoint would count on what is not there.
        match std::fs::metadata(&self.path).map(|found| found.len()) {
            Ok(found) if found == self.bytes => Ok(self.bytes),
            _ => Err(self
                .fault(&"it was moved or removed while the run went on; the last checkpoint is as it was")),
        }
    }

    fn fault(&self, error: &dyn std::fmt::Display) -> HrmError {
        HrmError::File { path: self.path.display().to_string(), why: error.to_string() }
    }
}
