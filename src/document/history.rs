//! The bounded stacks behind undo and redo: whole projects, shared, with the words of the step between.

use crate::domain::{Change, Project};
use std::collections::VecDeque;
use std::sync::Arc;

/// Steps kept for undo. Sharing makes one step cost about a kilobyte.
pub const UNDO_LIMIT: usize = 2000;

/// One step: what it was called, what it touched, and the project on its far side.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub label: String,
    pub change: Change,
    pub project: Arc<Project>,
}

/// Both stacks, newest last.
#[derive(Debug, Default)]
pub(super) struct History {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
}

impl History {
    /// Records a step forward; what had been undone can no longer be redone.
    pub fn record(&mut self, step: Step) {
        self.redo.clear();
        self.push_undo(step);
    }

    /// Gives the newest step another name and adds what a further change touched to it, so that both are taken back at once.
    pub fn join(&mut self, label: String, change: Change) {
        self.redo.clear();
        if let Some(step) = self.undo.back_mut() {
            step.label = label;
            step.change.merge(change);
        }
    }

    /// Takes one step from undo and hands its counterpart, made by `swap`, to redo.
    pub fn undo(&mut self, swap: impl FnOnce(&Step) -> Step) -> Option<Step> {
        let step = self.undo.pop_back()?;
        self.redo.push(swap(&step));
        Some(step)
    }

    /// Takes one step from redo and hands its counterpart, made by `swap`, to undo.
    pub fn redo(&mut self, swap: impl FnOnce(&Step) -> Step) -> Option<Step> {
        let step = self.redo.pop()?;
        let back = swap(&step);
        self.push_undo(back);
        Some(step)
    }

    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.label.as_str())
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    pub fn undo_len(&self) -> usize {
        self.undo.len()
    }

    /// Returns the steps of undo, newest first.
    pub fn undo_steps(&self) -> impl Iterator<Item = &Step> {
        self.undo.iter().rev()
    }

    fn push_undo(&mut self, step: Step) {
        if self.undo.len() == UNDO_LIMIT {
            self.undo.pop_front();
        }
        self.undo.push_back(step);
    }
}
