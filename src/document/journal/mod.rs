//! The journal of a session: what has changed since the last save, on disk before it can be lost.
//!
//! ```text
//! start ─ append, append, … ─ flush ─ append ─ flush ─ saved ─ append ─ … ─ close
//!         (memory)            (disk)                  (file gone, base = what was saved)
//! ```
//!
//! It compares each state with the one before by itself, so that no way of changing a project can be forgotten: edits,
//! undo, redo, gestures. Nothing touches the disk until the first flush after a change. A flush hands the bytes to the
//! system, which keeps them when this process dies; [`Journal::sync`] also outlives a power failure. There is no clock
//! here: the caller flushes at least once a second while there is something to flush.

pub(in crate::document) mod lines;

use crate::document::format::{ProjectFile, changed_records};
use crate::document::{ContentHash, StoreError};
use crate::domain::Project;
use lines::{ChangeLine, JOURNAL_VERSION, StartLine, encode};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Journals end in this.
pub(in crate::document) const EXTENSION: &str = "journal";

/// The journal is rewritten shorter when its changes have grown beyond this many bytes, and beyond three times the base
/// or twice what the last rewriting came to.
const COMPACT_ABOVE: usize = 1 << 20;

/// Where the project of a session comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody has saved it: a new project or the copy of a sample.
    Unsaved,
    /// A file that held this when it was opened or saved last.
    File { path: PathBuf, hash: ContentHash },
}

/// The journal of one open project.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    origin: Origin,
    /// What the changes start from: what is on disk, or what can be made again.
    base: Arc<Project>,
    /// The state that base and changes, pending ones included, come to.
    last: Arc<Project>,
    /// Changes not yet on disk.
    pending: Vec<u8>,
    /// The file, locked as long as the session lives; `None` until something has changed.
    file: Option<(File, PathBuf)>,
    change_bytes: usize,
    /// Change bytes beyond which the file is rewritten.
    limit: usize,
}

impl Journal {
    /// Starts a journal that will lie in `folder` (the user's data, not the project's folder).
    ///
    /// `base` must be safe elsewhere: what the file holds, an empty project, a sample. Content that exists nowhere
    /// else, such as an import, is the first change after an empty base.
    pub fn start(folder: &Path, base: Arc<Project>, origin: Origin) -> Self {
        Self {
            folder: folder.to_owned(),
            origin,
            last: Arc::clone(&base),
            base,
            pending: Vec::new(),
            file: None,
            change_bytes: 0,
            limit: 0,
        }
    }

    /// Goes on with a journal that was read back; the lock goes over with the file.
    pub(in crate::document) fn resume(
        file: File,
        path: PathBuf,
        origin: Origin,
        states: (Arc<Project>, Arc<Project>),
        lengths: (usize, usize),
    ) -> Self {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let (base, last) = states;
        let (base_bytes, change_bytes) = lengths;
        Self {
            folder,
            origin,
            base,
            last,
            pending: Vec::new(),
            file: Some((file, path)),
            change_bytes,
            limit: limit(base_bytes, change_bytes),
        }
    }

    /// Notes the present state of the project, in memory. Returns whether anything is waiting to be flushed.
    ///
    /// # Errors
    /// Says why the state has no written form.
    pub fn append(&mut self, project: &Arc<Project>, label: &str) -> Result<bool, StoreError> {
        if !Arc::ptr_eq(project, &self.last) {
            let line = change_line(&self.last, project, label).map_err(|why| self.failed(why))?;
            self.pending.extend(line);
            self.last = Arc::clone(project);
        }
        Ok(!self.pending.is_empty())
    }

    /// Hands what is waiting to the system: it then survives the death of this process.
    ///
    /// # Errors
    /// Says why the disk refused. What is waiting stays waiting.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        if self.file.is_none() || self.change_bytes + self.pending.len() > self.limit {
            return self.write_anew();
        }
        if let Some((file, path)) = &mut self.file {
            file.write_all(&self.pending)
                .map_err(|e| StoreError::io("keep the recovery journal", path, &e))?;
            self.change_bytes += self.pending.len();
            self.pending.clear();
        }
        Ok(())
    }

    /// Flushes and waits until it is on the disk: it then survives a power failure, too. May take tens of milliseconds.
    ///
    /// # Errors
    /// As [`Self::flush`].
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.flush()?;
        if let Some((file, path)) = &self.file {
            file.sync_data().map_err(|e| StoreError::io("keep the recovery journal", path, &e))?;
        }
        Ok(())
    }

    /// Notes that `project` has been saved and is the new base. What has changed since that state stays in the journal.
    ///
    /// # Errors
    /// As [`Self::flush`].
    pub fn saved(&mut self, project: &Arc<Project>, origin: Origin) -> Result<(), StoreError> {
        let last = Arc::clone(&self.last);
        self.remove_file();
        *self = Self::start(&self.folder.clone(), Arc::clone(project), origin);
        self.append(&last, "Changes while saving")?;
        self.flush()
    }

    /// Ends the session in order: saved, or given up by the person. Nothing is left to recover.
    pub fn close(mut self) {
        self.remove_file();
    }

    /// Returns the file, once there is one.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(_, path)| path.as_path())
    }

    /// Writes base and all changes as one into a new file, and then lets go of the old one.
    fn write_anew(&mut self) -> Result<(), StoreError> {
        let refused = |e: &std::io::Error| StoreError::io("keep the recovery journal", &self.folder, e);
        let start = start_line(&self.base, &self.origin).map_err(|why| self.failed(why))?;
        // A first file holds the steps as they came; a rewritten one what they come to.
        let changes = if self.file.is_none() {
            self.pending.clone()
        } else {
            change_line(&self.base, &self.last, "Earlier changes").map_err(|why| self.failed(why))?
        };
        fs::create_dir_all(&self.folder).map_err(|e| refused(&e))?;
        let named = tempfile::Builder::new()
            .prefix("session-")
            .suffix(&format!(".{EXTENSION}"))
            .tempfile_in(&self.folder)
            .map_err(|e| refused(&e))?;
        // Waits only while somebody looks whether this file belongs to a dead session.
        named.as_file().lock().map_err(|e| refused(&e))?;
        let (mut file, path) = named.keep().map_err(|e| refused(&e.error))?;
        let written = file.write_all(&[start.as_slice(), changes.as_slice()].concat());
        if let Err(error) = written {
            let _ = fs::remove_file(&path);
            return Err(refused(&error));
        }
        self.remove_file();
        self.change_bytes = changes.len();
        self.limit = limit(start.len(), changes.len());
        self.pending.clear();
        self.file = Some((file, path));
        Ok(())
    }

    fn remove_file(&mut self) {
        if let Some((_file, path)) = self.file.take() {
            // Staying behind it would be offered for recovery once; that is the lesser harm.
            let _ = fs::remove_file(path);
        }
    }

    fn failed(&self, why: String) -> StoreError {
        StoreError::Io { action: "keep the recovery journal", why, path: self.folder.clone() }
    }
}

const fn limit(base_bytes: usize, change_bytes: usize) -> usize {
    let (base, changes) = (3 * base_bytes, 2 * change_bytes);
    let larger = if base > changes { base } else { changes };
    if larger > COMPACT_ABOVE { larger } else { COMPACT_ABOVE }
}

fn start_line(base: &Project, origin: &Origin) -> Result<Vec<u8>, String> {
    let (path, disk) = match origin {
        Origin::Unsaved => (None, None),
        Origin::File { path, hash } => (Some(path.to_string_lossy().into_owned()), Some(hash.to_string())),
    };
    encode(&StartLine { journal: JOURNAL_VERSION, path, disk, base: ProjectFile::from(&base.to_parts()) })
}

fn change_line(before: &Project, after: &Project, label: &str) -> Result<Vec<u8>, String> {
    encode(&ChangeLine {
        label: label.to_owned(),
        next_id: after.next_id(),
        records: changed_records(before, after),
    })
}
