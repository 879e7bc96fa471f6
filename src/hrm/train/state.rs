//! How a run stands, for whoever looks at its folder: `state.json`, a lock while somebody trains in it, and the wish to stop.
//!
//! ```text
//! RUN/state.json   what the trainer says: running, paused, finished, failed; step, time, best; written whole
//! RUN/device.json  what it computes on, and why on nothing better
//! RUN/lock         held while it trains; the system lets go of it however the trainer ends
//! RUN/stop         put there by anybody: the trainer ends with a checkpoint, as on Ctrl-C, and takes it away
//! ```
//!
//! A state that says "running" where nobody holds the lock is that of a trainer that was killed.

use crate::document::write_file;
use crate::hrm::HrmError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

const STATE: &str = "state.json";
const DEVICE: &str = "device.json";
const LOCK: &str = "lock";
const STOP: &str = "stop";
/// At most so often is the state written while a run goes on.
const PACE: Duration = Duration::from_millis(500);

/// What a run is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Steps are taken, if somebody holds the lock.
    #[default]
    Running,
    /// It ended early, with a checkpoint to go on from.
    Paused,
    Finished,
    Failed,
}

/// The best score so far on held-out data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Best {
    pub step: u64,
    /// The headline of the task; more is better.
    pub score: f64,
}

/// How a run stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunState {
    pub status: RunStatus,
    pub step: u64,
    /// Steps of the whole run.
    pub steps: u64,
    /// Time spent training, in seconds, pauses left out.
    pub seconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Best>,
    /// After which step the last checkpoint stands; 0 before the first.
    pub checkpoint: u64,
    /// What became of it, where it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl RunState {
    /// Reads the state of a run folder; `None` where none is or it cannot be read.
    pub fn read(folder: &Path) -> Option<Self> {
        read_file(&folder.join(STATE))
    }

    /// Writes the state whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), HrmError> {
        write_whole(&folder.join(STATE), self)
    }
}

fn read_file<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn write_whole(path: &Path, what: &impl Serialize) -> Result<(), HrmError> {
    let text = serde_json::to_string_pretty(what).map_err(|error| HrmError::Settings(error.to_string()))?;
    Ok(write_file(path, (text + "\n").as_bytes())?)
}

/// What a run computes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Computing {
    /// `CPU`, or what the worker calls its own.
    pub device: String,
    /// Why it is no better one, where one was asked for or lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

impl Computing {
    /// Reads what a run folder says; `None` where it says nothing.
    pub fn read(folder: &Path) -> Option<Self> {
        read_file(&folder.join(DEVICE))
    }

    /// Writes it whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), HrmError> {
        write_whole(&folder.join(DEVICE), self)
    }
}

/// Returns whether somebody trains in a folder at this moment.
pub fn is_training(folder: &Path) -> bool {
    let Ok(file) = File::open(folder.join(LOCK)) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// Asks whoever trains in a folder to stop with a checkpoint.
///
/// # Errors
/// When the folder cannot be written.
pub fn ask_to_stop(folder: &Path) -> Result<(), HrmError> {
    let path = folder.join(STOP);
    std::fs::write(&path, "")
        .map_err(|error| HrmError::File { path: path.display().to_string(), why: error.to_string() })
}

/// Forgets a wish to stop that nobody heard, as of a trainer that was killed. It is for whoever is about to start a trainer,
/// and before: a wish from then on is for the new one, however long that takes to begin.
///
/// # Errors
/// When the wish cannot be taken away.
pub fn forget_stop(folder: &Path) -> Result<(), HrmError> {
    let path = folder.join(STOP);
    if !path.exists() || is_training(folder) {
        return Ok(());
    }
    std::fs::remove_file(&path)
        .map_err(|error| HrmError::File { path: path.display().to_string(), why: error.to_string() })
}

/// The right to train in a folder. The system takes it back however the process ends.
pub(super) struct RunLock(#[expect(dead_code, reason = "held for its lock")] File);

impl RunLock {
    pub fn take(folder: &Path) -> Result<Self, HrmError> {
        let fault = |why: String| HrmError::File { path: folder.display().to_string(), why };
        let io = |error: std::io::Error| fault(error.to_string());
        std::fs::create_dir_all(folder).map_err(io)?;
        let path = folder.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
        // Somebody may just be looking whether it is held.
        for _ in 0..20 {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                // A file system without locks has no second trainer to fear.
                Err(TryLockError::Error(_)) => return Ok(Self(file)),
            }
        }
        Err(fault("another process trains in it".to_owned()))
    }
}

/// Keeps the state of a run that goes on.
pub(super) struct StateKeeper<'a> {
    folder: &'a Path,
    pub state: RunState,
    begun: Instant,
    before: f64,
    written: Option<Instant>,
}

impl<'a> StateKeeper<'a> {
    /// Takes up the state of a folder, or begins one.
    pub fn open(folder: &'a Path, step: u64, steps: u64, best: Option<Best>) -> Self {
        let before = if step == 0 { RunState::default() } else { RunState::read(folder).unwrap_or_default() };
        let state = RunState {
            status: RunStatus::Running,
            step,
            steps,
            best,
            checkpoint: step,
            why: None,
            seconds: before.seconds,
        };
        let keeper = Self { folder, before: state.seconds, state, begun: Instant::now(), written: None };
        keeper.write();
        keeper
    }

    /// Returns whether somebody wants the run to stop.
    pub fn is_stop_wanted(&self) -> bool {
        self.folder.join(STOP).exists()
    }

    /// Notes a step.
    pub fn step(&mut self, step: u64) {
        self.state.step = step;
        if self.written.is_none_or(|written| written.elapsed() >= PACE) {
            self.written = Some(Instant::now());
            self.state.seconds = self.before + self.begun.elapsed().as_secs_f64();
            self.write();
        }
    }

    /// Notes how the run ended.
    pub fn end(&mut self, status: RunStatus, why: Option<String>) {
        self.state.seconds = self.before + self.begun.elapsed().as_secs_f64();
        (self.state.status, self.state.why) = (status, why);
        self.write();
        // The wish is granted; one that cannot be taken away is forgotten at the next start.
        let _ = std::fs::remove_file(self.folder.join(STOP));
    }

    /// A state that cannot be written must not end a run: events and checkpoints say more.
    fn write(&self) {
        if let Err(error) = self.state.write(self.folder) {
            log::warn!("the state of the run is not written: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_trained_in_by_one_at_a_time() {
        let folder = tempfile::tempdir().expect("made");
        assert!(!is_training(folder.path()), "nobody ever has");
        let lock = RunLock::take(folder.path()).expect("free");
        assert!(is_training(folder.path()));
        let refused = RunLock::take(folder.path()).err().expect("taken").to_string();
        assert!(refused.contains("another process trains"), "{refused}");
        drop(lock);
        assert!(!is_training(folder.path()));
    }

    #[test]
    fn a_wish_to_stop_is_for_the_run_that_goes_on() {
        let folder = tempfile::tempdir().expect("made");
        ask_to_stop(folder.path()).expect("written");
        forget_stop(folder.path()).expect("an old wish is none");
        ask_to_stop(folder.path()).expect("asked before it begins");
        let _lock = RunLock::take(folder.path()).expect("free");
        let mut keeper = StateKeeper::open(folder.path(), 0, 9, None);
        assert!(keeper.is_stop_wanted());
        forget_stop(folder.path()).expect("looked");
        assert!(keeper.is_stop_wanted(), "a wish for a run that goes on is not another's to forget");
        keeper.end(RunStatus::Paused, None);
        assert!(!keeper.is_stop_wanted());
        assert_eq!(RunState::read(folder.path()).expect("reads").status, RunStatus::Paused);
    }
}
