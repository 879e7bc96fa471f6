//! The journal, kept in the background: every new state is noted as soon as it is there, the newest alone when many come.
//!
//! The file is touched only by the lane for files, so that typing never waits for the disk.

use super::jobs::{LaneName, Latest};
use crate::document::{Journal, Origin, Revision};
use crate::domain::Project;
use crate::workbench::Workbench;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the journal is also made to outlive a power failure.
const SYNC_EVERY: Duration = Duration::from_secs(2);

/// The journal of the open document as the lane for files holds it.
#[derive(Debug, Default)]
pub(in crate::workbench) struct Slot {
    /// Which opened document it belongs to.
    session: u64,
    journal: Option<Journal>,
    synced: Option<Instant>,
}

/// Shared with the lane; locked by its jobs only.
pub(in crate::workbench) type SharedSlot = Arc<Mutex<Slot>>;

/// A state to be noted.
#[derive(Debug)]
struct Note {
    session: u64,
    project: Arc<Project>,
    label: String,
}

/// What the workbench keeps about the journal.
#[derive(Debug, Default)]
pub(in crate::workbench) struct Journaling {
    slot: SharedSlot,
    latest: Latest<Note>,
    noted: Option<Revision>,
}

impl Journaling {
    /// Returns the slot for a job of the lane for files.
    pub fn slot(&self) -> SharedSlot {
        Arc::clone(&self.slot)
    }

    /// Notes that the present state is in the journal already.
    pub const fn set_noted(&mut self, revision: Option<Revision>) {
        self.noted = revision;
    }
}

/// Starts the journal of a newly opened document; the former one ended in order. For jobs of the lane for files.
pub(in crate::workbench) fn begin(
    slot: &SharedSlot,
    session: u64,
    folder: Option<&Path>,
    base: Arc<Project>,
    origin: Origin,
) {
    install(slot, session, folder.map(|folder| Journal::start(folder, base, origin)));
}

/// Puts a journal into the slot; the former one ended in order. For jobs of the lane for files.
pub(in crate::workbench) fn install(slot: &SharedSlot, session: u64, journal: Option<Journal>) {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(old) = slot.journal.take() {
        old.close();
    }
    *slot = Slot { session, journal, synced: None };
}

/// Notes in the journal that a state is on disk. For jobs of the lane for files.
pub(in crate::workbench) fn saved(
    slot: &SharedSlot,
    session: u64,
    project: &Arc<Project>,
    origin: Origin,
) -> Result<(), String> {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if slot.session != session {
        return Ok(());
    }
    slot.journal.as_mut().map_or(Ok(()), |journal| journal.saved(project, origin).map_err(|e| e.to_string()))
}

impl Workbench {
    /// Notes the present state, if it is not noted yet. Nothing waits here.
    pub(in crate::workbench) fn keep_journal(&mut self) {
        let Some(document) = &self.document else { return };
        if self.places.journals.is_none() || self.journaling.noted == Some(document.revision()) {
            return;
        }
        self.journaling.noted = Some(document.revision());
        let label = document.log().last().map_or_else(|| "Open".to_owned(), |entry| entry.label.clone());
        let note = Note { session: self.session, project: Arc::clone(document.project()), label };
        if self.journaling.latest.put(note) {
            // The job that will take it is in the queue already.
            return;
        }
        let (slot, latest) = (self.journaling.slot(), self.journaling.latest.clone());
        self.jobs.start(LaneName::Files, "Keep the recovery journal", move |_| {
            let result = latest.take().map_or(Ok(()), |note| write(&slot, &note));
            Box::new(move |workbench| {
                if let Err(why) = result {
                    workbench.warn_of_failure(&format!("Edits are not protected against a crash: {why}"));
                }
            })
        });
    }
}

fn write(slot: &SharedSlot, note: &Note) -> Result<(), String> {
    let mut guard = slot.lock().unwrap_or_else(PoisonError::into_inner);
    let slot = &mut *guard;
    let Some(journal) = slot.journal.as_mut().filter(|_| slot.session == note.session) else { return Ok(()) };
    if !journal.append(&note.project, &note.label).map_err(|e| e.to_string())? {
        return Ok(());
    }
    if slot.synced.is_none_or(|at| at.elapsed() >= SYNC_EVERY) {
        slot.synced = Some(Instant::now());
        return journal.sync().map_err(|e| e.to_string());
    }
    journal.flush().map_err(|e| e.to_string())
}
