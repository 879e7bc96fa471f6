//! The document: the one place where a project changes.

use super::history::{History, Step};
use crate::document::{Revision, difference};
use crate::domain::{Change, Edit, EditError, EntityId, Project, apply_all};
use std::sync::Arc;

/// A state of the document that background work can keep.
#[derive(Clone, Debug)]
pub struct DocumentSnapshot {
    pub project: Arc<Project>,
    pub revision: Revision,
}

/// Why a proposal was not applied.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ApplyError {
    #[error("the project has changed since this was computed; ask again")]
    Stale,
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What happened, for the log a person can read: one entry an undo step, an undo or a redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub revision: Revision,
    pub label: String,
    /// What changed, in words: `LP-1: 8 → 30 BREAKROOM COUNTER 1`.
    pub details: Vec<String>,
}

/// A drag in progress: the state it started from and the name of the step it will become.
#[derive(Debug)]
struct Gesture {
    label: String,
    base: Arc<Project>,
    change: Change,
}

/// A project with its history. Entries of the log are kept for the session.
#[derive(Debug)]
pub struct Document {
    project: Arc<Project>,
    revision: Revision,
    history: History,
    gesture: Option<Gesture>,
    log: Vec<LogEntry>,
    /// The state that is on disk.
    saved: Option<Arc<Project>>,
}

impl Document {
    /// Opens a document on a project that nobody has saved yet.
    pub fn unsaved(project: Project) -> Self {
        Self {
            project: Arc::new(project),
            revision: Revision(1),
            history: History::default(),
            gesture: None,
            log: Vec::new(),
            saved: None,
        }
    }

    /// Opens a document on a project just read from disk.
    pub fn saved(project: Project) -> Self {
        let mut document = Self::unsaved(project);
        document.saved = Some(Arc::clone(&document.project));
        document
    }

    /// Returns the present state.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Returns the number of the present state.
    pub const fn revision(&self) -> Revision {
        self.revision
    }

    /// Returns the present state for background work.
    pub fn snapshot(&self) -> DocumentSnapshot {
        DocumentSnapshot { project: Arc::clone(&self.project), revision: self.revision }
    }

    /// Returns whether the present state differs from what is on disk.
    pub fn is_modified(&self) -> bool {
        self.saved.as_ref().is_none_or(|saved| !Arc::ptr_eq(saved, &self.project) && **saved != *self.project)
    }

    /// Notes that this state is on disk now. The state may be older than the present one.
    pub fn mark_saved(&mut self, state: Arc<Project>) {
        self.saved = Some(state);
    }

    /// Applies edits as one undo step, all or nothing.
    ///
    /// # Errors
    /// Returns why the first offending edit is refused; nothing has changed then.
    pub fn edit(&mut self, label: impl Into<String>, edits: &[Edit]) -> Result<Change, EditError> {
        self.cancel_gesture();
        let (next, change) = apply_all(&self.project, edits)?;
        if next == *self.project {
            return Ok(Change::default());
        }
        let before = std::mem::replace(&mut self.project, Arc::new(next));
        self.record(label.into(), before, change.clone());
        Ok(change)
    }

    /// Applies edits that were computed from the state `revision`.
    ///
    /// # Errors
    /// Refuses when the document has moved on since.
    pub fn edit_at(&mut self, revision: Revision, label: &str, edits: &[Edit]) -> Result<Change, ApplyError> {
        if revision != self.revision {
            return Err(ApplyError::Stale);
        }
        Ok(self.edit(label, edits)?)
    }

    /// Applies edits that finish what the last step began, so that one undo takes both back: that step must be called so and have
    /// touched the object. They were computed from the state `revision`.
    ///
    /// # Errors
    /// As [`Self::edit_at`]. With another last step it is that.
    pub fn finish_at(
        &mut self,
        revision: Revision,
        (begun, object): (&str, EntityId),
        label: &str,
        edits: &[Edit],
    ) -> Result<Change, ApplyError> {
        let is_it = self
            .history
            .undo_steps()
            .next()
            .is_some_and(|step| step.label == begun && step.change.touched.contains(&object));
        if revision != self.revision || self.gesture.is_some() || !is_it {
            return self.edit_at(revision, label, edits);
        }
        let (next, change) = apply_all(&self.project, edits)?;
        if next != *self.project {
            let before = std::mem::replace(&mut self.project, Arc::new(next));
            self.revision.0 += 1;
            self.note(label.to_owned(), &before);
            self.history.join(label.to_owned(), change.clone());
        }
        Ok(change)
    }

    /// Takes back one step.
    pub fn undo(&mut self) -> Option<(String, Change)> {
        self.cancel_gesture();
        let present = Arc::clone(&self.project);
        let step = self.history.undo(|step| Step { project: present, ..step.clone() })?;
        Some(self.step_to(step, "Undo"))
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> Option<(String, Change)> {
        self.cancel_gesture();
        let present = Arc::clone(&self.project);
        let step = self.history.redo(|step| Step { project: present, ..step.clone() })?;
        Some(self.step_to(step, "Redo"))
    }

    /// Returns what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// Returns what redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Returns how many steps can be taken back.
    pub fn undo_len(&self) -> usize {
        self.history.undo_len()
    }

    /// Starts a gesture: its updates replace each other and become one step.
    pub fn begin_gesture(&mut self, label: impl Into<String>) {
        self.cancel_gesture();
        let base = Arc::clone(&self.project);
        self.gesture = Some(Gesture { label: label.into(), base, change: Change::default() });
    }

    /// Shows the gesture's base with these edits, in place of its last update.
    ///
    /// # Errors
    /// Returns why an edit is refused; the document then shows the last update still.
    pub fn update_gesture(&mut self, edits: &[Edit]) -> Result<Change, EditError> {
        let Some(gesture) = &mut self.gesture else { return self.edit("Edit", edits) };
        let (next, change) = apply_all(&gesture.base, edits)?;
        gesture.change.merge(change.clone());
        self.project = Arc::new(next);
        self.revision.0 += 1;
        Ok(change)
    }

    /// Makes the gesture one undo step.
    pub fn finish_gesture(&mut self) {
        let Some(gesture) = self.gesture.take() else { return };
        if *gesture.base != *self.project {
            self.record(gesture.label, gesture.base, gesture.change);
        }
    }

    /// Returns to the state before the gesture.
    pub fn cancel_gesture(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.project = gesture.base;
            self.revision.0 += 1;
        }
    }

    /// Returns what happened in this session, oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Returns the steps that can be taken back, newest first: what each was called and the state before it.
    pub fn steps_back(&self) -> impl Iterator<Item = (&str, &Project)> {
        self.history.undo_steps().map(|step| (step.label.as_str(), step.project.as_ref()))
    }

    fn record(&mut self, label: String, before: Arc<Project>, change: Change) {
        self.revision.0 += 1;
        self.note(label.clone(), &before);
        self.history.record(Step { label, change, project: before });
    }

    fn step_to(&mut self, step: Step, verb: &str) -> (String, Change) {
        let before = std::mem::replace(&mut self.project, step.project);
        self.revision.0 += 1;
        self.note(format!("{verb}: {}", step.label), &before);
        (step.label, step.change)
    }

    fn note(&mut self, label: String, before: &Project) {
        let details = difference(before, &self.project);
        self.log.push(LogEntry { revision: self.revision, label, details });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, PanelId, Slot, examples};

    fn move_first(slot: u16) -> Vec<Edit> {
        vec![Edit::MoveCircuits { panel: PanelId(1), moves: vec![(CircuitId(101), Slot(slot))] }]
    }

    #[test]
    fn undo_and_redo_return_the_same_projects() {
        let mut document = Document::saved(examples::two_panels());
        let mut states = vec![Arc::clone(document.project())];
        for slot in 27..=42 {
            document.edit("Move", &move_first(slot)).expect("free slot");
            states.push(Arc::clone(document.project()));
        }
        let moved = document.revision();
        for state in states.iter().rev().skip(1) {
            document.undo().expect("a step");
            assert_eq!(document.project(), state);
        }
        assert!(!document.is_modified());
        assert!(document.revision() > moved, "an undone state has a number of its own");
        for state in states.iter().skip(1) {
            document.redo().expect("a step");
            assert_eq!(document.project(), state);
        }
        assert_eq!(document.redo(), None);
    }

    #[test]
    fn five_hundred_steps_and_more_are_kept() {
        let mut document = Document::unsaved(examples::two_panels());
        let start = Arc::clone(document.project());
        for step in 0..1000u16 {
            document.edit("Move", &move_first(27 + step % 2 * 2)).expect("free slot");
        }
        assert_eq!(document.undo_len(), 1000);
        while document.undo().is_some() {}
        assert_eq!(*document.project(), start);
    }

    #[test]
    fn a_gesture_is_one_step_and_cancels_to_its_base() {
        let mut document = Document::unsaved(examples::two_panels());
        let start = Arc::clone(document.project());
        document.begin_gesture("Drag");
        for slot in [27, 28, 29] {
            document.update_gesture(&move_first(slot)).expect("free slot");
        }
        document.cancel_gesture();
        assert_eq!(*document.project(), start);
        document.begin_gesture("Drag");
        document.update_gesture(&move_first(27)).expect("free slot");
        document.update_gesture(&move_first(30)).expect("free slot");
        document.finish_gesture();
        assert_eq!(document.undo_len(), 1);
        assert_eq!(
            document.log().last().map(|e| e.details.clone()),
            Some(vec!["LP-1: 1 → 30 RECEPT OFFICE 101-104".to_owned()])
        );
    }

    #[test]
    fn what_finishes_a_step_is_taken_back_with_it() {
        let mut document = Document::unsaved(examples::two_panels());
        let start = Arc::clone(document.project());
        document.edit("Begin", &move_first(27)).expect("free slot");
        let at = document.revision();
        let moved = EntityId::Circuit(PanelId(1), CircuitId(101));
        document.finish_at(at, ("Begin", moved), "Finish", &move_first(28)).expect("free slot");
        let finished = Arc::clone(document.project());
        assert_eq!((document.undo_len(), document.undo_label()), (1, Some("Finish")));
        assert_eq!(document.log().len(), 2, "both are told");
        document.undo();
        assert_eq!(*document.project(), start);
        document.redo();
        assert_eq!(*document.project(), finished);
        // What something else has come before is a step of its own; what is for another state is refused.
        let at = document.revision();
        document.finish_at(at, ("Begin", moved), "Alone", &move_first(29)).expect("free slot");
        assert_eq!(document.undo_len(), 2);
        let late = document.finish_at(at, ("Alone", moved), "Late", &move_first(30));
        assert_eq!(late, Err(ApplyError::Stale));
        // Another object's step of the same name is not the one.
        let (at, other) = (document.revision(), EntityId::Circuit(PanelId(1), CircuitId(102)));
        document.finish_at(at, ("Alone", other), "Other", &move_first(30)).expect("free slot");
        assert_eq!(document.undo_len(), 3);
    }

    #[test]
    fn a_stale_proposal_is_refused() {
        let mut document = Document::unsaved(examples::two_panels());
        let seen = document.revision();
        document.edit("Move", &move_first(27)).expect("free slot");
        assert_eq!(document.edit_at(seen, "Balance", &move_first(28)), Err(ApplyError::Stale));
    }
}
