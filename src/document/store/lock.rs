//! One window writes a project: a lock file beside it that the system releases when the process ends, however it ends.
//!
//! The file itself may stay behind after a crash; without its lock it means nothing.

use super::files::sibling;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The right to write a project, held until dropped.
#[derive(Debug)]
pub struct ProjectLock {
    file: File,
    path: PathBuf,
}

/// What asking for the lock came to.
#[derive(Debug)]
pub enum LockState {
    /// This window may write the project.
    Held(ProjectLock),
    /// Another window or program has it open; the process number is a hint for the person.
    OpenElsewhere { process: Option<u32> },
    /// No lock can be had here, for instance in a folder that cannot be written.
    Unavailable { why: String },
}

impl LockState {
    /// Returns whether this window may write the project.
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Held(_))
    }
}

/// Asks for the right to write the project at `path`, without waiting.
pub fn lock_project(path: &Path) -> LockState {
    let lock_path = sibling(path, ".", ".lock");
    // The holder removes its file when it is done, so a file that was opened may be nobody's by the time it is locked.
    for _ in 0..16 {
        match attempt(&lock_path) {
            Ok(Some(state)) => return state,
            Ok(None) => {}
            Err(error) => return LockState::Unavailable { why: error.to_string() },
        }
    }
    LockState::OpenElsewhere { process: None }
}

/// One attempt; `None` when the file was exchanged meanwhile.
fn attempt(path: &Path) -> std::io::Result<Option<LockState>> {
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            // Only a hint: elsewhere than on Unix a locked file cannot be read.
            let _ = file.read_to_string(&mut text);
            return Ok(Some(LockState::OpenElsewhere { process: text.trim().parse().ok() }));
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    if !is_the_file_at(&file, path) {
        return Ok(None);
    }
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    writeln!(file, "{}", std::process::id())?;
    Ok(Some(LockState::Held(ProjectLock { file, path: path.to_owned() })))
}

#[cfg(unix)]
fn is_the_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => ours.ino() == there.ino() && ours.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_the_file_at(_file: &File, _path: &Path) -> bool {
    // An open file cannot be exchanged there.
    true
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody else's file is hit. Staying behind does no harm.
        if is_the_file_at(&self.file, &self.path) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
