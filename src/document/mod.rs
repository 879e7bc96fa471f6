//! A project that is being worked on: revisions, undo and redo, gestures.
//!
//! The project itself is an immutable value; the document swaps it for a new one with every edit and keeps the old
//! ones for undo. Snapshots cost an `Arc` clone, so background work gets its input for free and stamps its result with
//! the revision it saw.

mod difference;
mod document;
mod format;
mod history;
mod journal;
#[cfg(test)]
mod properties;
mod recovery;
mod revision;
mod samples;
mod store;

pub use difference::{CircuitMove, difference, moved_circuits};
pub use document::{ApplyError, Document, DocumentSnapshot, LogEntry};
pub use format::{
    ContentHash, FormatError, NEWEST_VERSION, amendments_from_text, amendments_to_text, from_bytes,
    from_text, to_text,
};
pub use history::UNDO_LIMIT;
pub use journal::{Journal, Origin};
pub use recovery::{
    JournalStates, Leftovers, LostSession, OnDisk, PanelChanges, find_lost_sessions, panel_changes,
    read_journal,
};
pub use revision::Revision;
pub use samples::{SAMPLES, Sample};
pub use store::{
    Expected, Loaded, LockState, ProjectLock, StoreError, backup_path, carry_underlays, find_underlay,
    keep_underlay, load_project, lock_project, read_project, save_project, underlay_folder, write_file,
};
