//! What sessions left behind that did not end in order.
//!
//! A journal whose lock is free belongs to a dead session. It is replayed on the base it carries; its last line may be
//! torn and is dropped then. Nothing is removed until the person says so, and the project's file is only looked at.

mod summary;

pub use summary::{PanelChanges, panel_changes};

use crate::document::format::{ProjectFile, project_from};
use crate::document::journal::lines::{ChangeLine, JOURNAL_VERSION, StartLine, decode, next_payload};
use crate::document::journal::{EXTENSION, Journal, Origin};
use crate::document::{ContentHash, StoreError};
use crate::domain::Project;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What has become of the project's file meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// There never was one.
    NeverSaved,
    /// It holds what it held.
    AsItWas,
    /// Somebody has written it since.
    Changed,
    /// It is gone or cannot be read.
    Missing,
}

/// A session that did not end in order. While this is held no other window is offered it.
#[derive(Debug)]
pub struct LostSession {
    pub origin: Origin,
    pub on_disk: OnDisk,
    /// What was saved last.
    pub base: Arc<Project>,
    /// What had been reached.
    pub project: Arc<Project>,
    /// Steps since the last save.
    pub steps: usize,
    /// What the last of them was.
    pub last_step: String,
    /// Whether a torn end was dropped: at most what was typed in the last second.
    pub torn: bool,
    journal: PathBuf,
    file: File,
    lengths: (usize, usize),
}

impl LostSession {
    /// Goes on where the session ended: returns the state and its journal, which is the same file still.
    ///
    /// # Errors
    /// Says why the journal cannot be written.
    pub fn recover(self) -> Result<(Arc<Project>, Journal), StoreError> {
        let mut file = self.file;
        let length = (self.lengths.0 + self.lengths.1) as u64;
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::Start(length)))
            .map_err(|e| StoreError::io("go on with the recovery journal", &self.journal, &e))?;
        let states = (self.base, Arc::clone(&self.project));
        Ok((self.project, Journal::resume(file, self.journal, self.origin, states, self.lengths)))
    }

    /// Gives the session up for good.
    ///
    /// # Errors
    /// Says why the journal cannot be removed.
    pub fn discard(self) -> Result<(), StoreError> {
        fs::remove_file(&self.journal)
            .map_err(|e| StoreError::io("remove the recovery journal", &self.journal, &e))
    }

    /// Returns what differs from what was saved, panel by panel.
    pub fn changes(&self) -> Vec<PanelChanges> {
        panel_changes(&self.base, &self.project)
    }

    /// Returns the journal's file.
    pub fn journal(&self) -> &Path {
        &self.journal
    }
}

/// What a look through the journals has found.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// Sessions with something to recover, by file name.
    pub sessions: Vec<LostSession>,
    /// Journals that cannot be read, and why. They are left where they are.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// Looks for sessions that did not end in order. A folder that is not there holds none.
pub fn find_lost_sessions(folder: &Path) -> Leftovers {
    let mut found = Leftovers::default();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
    paths.sort();
    for path in paths {
        match open_lost(&path) {
            Ok(Some(session)) if session.project == session.base => {
                // Undone to the last save: there is nothing to ask for.
                let _ = session.discard();
            }
            Ok(Some(session)) => found.sessions.push(session),
            Ok(None) => {}
            Err(why) => found.unreadable.push((path, why)),
        }
    }
    found
}

/// Reads one journal; `None` when its session lives, or died before it had written anything.
fn open_lost(path: &Path) -> Result<Option<LostSession>, String> {
    let mut file = File::options().read(true).write(true).open(path).map_err(|e| e.to_string())?;
    if file.try_lock().is_err() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let replayed = replay(&bytes)?;
    let on_disk = look_at_disk(&replayed.origin);
    Ok(Some(LostSession {
        origin: replayed.origin,
        on_disk,
        base: Arc::new(replayed.base),
        project: Arc::new(replayed.project),
        steps: replayed.steps,
        last_step: replayed.labels.last().cloned().unwrap_or_default(),
        torn: replayed.torn,
        journal: path.to_owned(),
        file,
        lengths: replayed.lengths,
    }))
}

/// What a journal tells: where it began, where it came to, and the steps between by name.
#[derive(Clone, Debug)]
pub struct JournalStates {
    pub base: Project,
    pub project: Project,
    pub labels: Vec<String>,
}

/// Reads the bytes of a journal; whose session it belongs to does not matter.
///
/// # Errors
/// Says why they are no journal.
pub fn read_journal(bytes: &[u8]) -> Result<JournalStates, String> {
    let Replayed { base, project, labels, .. } = replay(bytes)?;
    Ok(JournalStates { base, project, labels })
}

fn look_at_disk(origin: &Origin) -> OnDisk {
    match origin {
        Origin::Unsaved => OnDisk::NeverSaved,
        Origin::File { path, hash } => match fs::read(path) {
            Ok(bytes) if ContentHash::of(&bytes) == *hash => OnDisk::AsItWas,
            Ok(_) => OnDisk::Changed,
            Err(_) => OnDisk::Missing,
        },
    }
}

/// What the bytes of a journal come to.
struct Replayed {
    origin: Origin,
    base: Project,
    project: Project,
    steps: usize,
    labels: Vec<String>,
    torn: bool,
    /// Bytes of the first line and of the good changes behind it.
    lengths: (usize, usize),
}

fn replay(bytes: &[u8]) -> Result<Replayed, String> {
    let mut rest = bytes;
    let first = next_payload(&mut rest).ok_or("the journal broke off before its first line was whole")?;
    let version = first.split_once("journal:").map(|(_, v)| v.split(',').next().unwrap_or_default());
    if version.and_then(|v| v.trim().parse().ok()).is_some_and(|v: u32| v > JOURNAL_VERSION) {
        return Err("the journal was left by a newer Phasewright; start that one to recover it".to_owned());
    }
    let start: StartLine = decode(first)?;
    let base_bytes = bytes.len() - rest.len();
    let base = project_from(start.base.clone()).map_err(|problems| problems.join("; "))?;
    let origin = match (start.path, start.disk.as_deref().and_then(ContentHash::parse)) {
        (Some(path), Some(hash)) => Origin::File { path: path.into(), hash },
        _ => Origin::Unsaved,
    };
    let mut good = rest;
    let mut changes = Vec::new();
    while let Some(change) = next_payload(&mut rest).and_then(|payload| decode::<ChangeLine>(payload).ok()) {
        changes.push(change);
        good = rest;
    }
    let (project, steps) = longest_consistent(&start.base, &base, &changes);
    let whole = steps == changes.len();
    if !whole {
        good = bytes.get(base_bytes + length_of(bytes, base_bytes, steps)..).unwrap_or_default();
    }
    Ok(Replayed {
        origin,
        base,
        project,
        steps,
        labels: changes.into_iter().take(steps).map(|change| change.label).collect(),
        torn: !good.is_empty(),
        lengths: (base_bytes, bytes.len() - good.len() - base_bytes),
    })
}

/// Applies as many changes as give a project without contradictions; all of them, unless the file was tampered with.
fn longest_consistent(file: &ProjectFile, base: &Project, changes: &[ChangeLine]) -> (Project, usize) {
    let mut steps = changes.len();
    while steps > 0 {
        let mut file = file.clone();
        for change in changes.iter().take(steps).cloned() {
            file.next_id = change.next_id;
            change.records.into_iter().for_each(|record| record.put_into(&mut file));
        }
        if let Ok(project) = project_from(file) {
            return (project, steps);
        }
        steps -= 1;
    }
    (base.clone(), 0)
}

/// Returns the bytes of so many lines behind the first.
fn length_of(bytes: &[u8], base_bytes: usize, lines: usize) -> usize {
    let changes = bytes.get(base_bytes..).unwrap_or_default();
    changes.split_inclusive(|byte| *byte == b'\n').take(lines).map(<[u8]>::len).sum()
}

#[cfg(test)]
mod tests;
