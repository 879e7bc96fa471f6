//! Opening and saving project files.
//!
//! Saving never leaves half a file: the text is read back before anything is touched, the previous content is kept as
//! `NAME.ron.bak`, and the new file takes the old one's place in one step. A project that is on disk already is not
//! written again.

mod error;
mod files;
mod lock;
mod underlays;

pub use error::StoreError;
pub use files::write_file;
pub(in crate::document) use files::{sibling, usual_permissions, write_whole};
pub use lock::{LockState, ProjectLock, lock_project};
pub use underlays::{carry_underlays, find_underlay, keep_underlay, underlay_folder};

use crate::document::{ContentHash, from_bytes, to_text};
use crate::domain::Project;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A project read from disk.
#[derive(Debug)]
pub struct Loaded {
    pub project: Project,
    /// What the file held; hand it to [`save_project`] as [`Expected::Unchanged`].
    pub hash: ContentHash,
    /// Whether this window may write it. Keep it as long as the project is open.
    pub lock: LockState,
}

/// What a file to be written is expected to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// What was read or written last; anything else is an error.
    Unchanged(ContentHash),
    /// Nothing: there must be no file of this name.
    NoFile,
    /// Whatever: the person has been asked.
    Anything,
}

/// Opens a project and asks for its lock. A project that is open elsewhere is read all the same: the caller offers to
/// go on read-only or with a copy.
///
/// # Errors
/// Says why the file cannot be read or is no project.
pub fn load_project(path: &Path) -> Result<Loaded, StoreError> {
    // First the reading, so that asking for something that is no file leaves no lock file behind; then the lock; then
    // again, as somebody may have saved in between.
    read_project(path)?;
    let lock = lock_project(path);
    let (project, hash) = read_project(path)?;
    Ok(Loaded { project, hash, lock })
}

/// Reads a project without asking for its lock.
///
/// # Errors
/// Says why the file cannot be read or is no project.
pub fn read_project(path: &Path) -> Result<(Project, ContentHash), StoreError> {
    let bytes = fs::read(path).map_err(|error| StoreError::io("open the project", path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok((from_bytes(&bytes, &name)?, ContentHash::of(&bytes)))
}

/// Saves a project and returns what the file holds from here on.
///
/// # Errors
/// Says why nothing was saved: the file is not what was expected, or the system refused.
pub fn save_project(project: &Project, path: &Path, expected: Expected) -> Result<ContentHash, StoreError> {
    let failed = |error: &std::io::Error| StoreError::io("save the project", path, error);
    // A link stays a link: what it points to is written.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let text = checked_text(project, path)?;
    let hash = ContentHash::of(text.as_bytes());
    let present = match fs::read(&target) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed(&error)),
    };
    let owned = || path.to_owned();
    match (&present, expected) {
        (Some(bytes), Expected::Unchanged(known)) if ContentHash::of(bytes) != known => {
            return Err(StoreError::ChangedOnDisk { path: owned() });
        }
        (None, Expected::Unchanged(_)) => return Err(StoreError::Vanished { path: owned() }),
        (Some(_), Expected::NoFile) => return Err(StoreError::Exists { path: owned() }),
        _ => {}
    }
    let Some(previous) = present else {
        write_whole(&target, text.as_bytes(), usual_permissions()).map_err(|error| failed(&error))?;
        return Ok(hash);
    };
    if previous == text.as_bytes() {
        return Ok(hash);
    }
    let permissions = fs::metadata(&target).map_err(|error| failed(&error))?.permissions();
    if permissions.readonly() {
        return Err(StoreError::ReadOnlyFile { path: owned() });
    }
    let backup = backup_path(&target);
    write_whole(&backup, &previous, Some(permissions.clone()))
        .map_err(|error| StoreError::io("keep a backup", &backup, &error))?;
    write_whole(&target, text.as_bytes(), Some(permissions)).map_err(|error| failed(&error))?;
    Ok(hash)
}

/// Returns where the previous content of a project file is kept.
pub fn backup_path(path: &Path) -> PathBuf {
    sibling(path, "", ".bak")
}

/// Writes the text and reads it back: a file that would not open again must never replace one that does.
fn checked_text(project: &Project, path: &Path) -> Result<String, StoreError> {
    let text = to_text(project)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let why = match from_bytes(text.as_bytes(), &name) {
        Ok(back) if back == *project => return Ok(text),
        Ok(_) => "some value has no written form".to_owned(),
        Err(error) => error.to_string(),
    };
    Err(StoreError::WouldNotReadBack { why, path: path.to_owned() })
}

#[cfg(test)]
mod tests;
