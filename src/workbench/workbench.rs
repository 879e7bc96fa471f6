//! The workbench: owns the document, receives commands, keeps notices.

use crate::document::{ApplyError, Document};
use crate::workbench::{Command, Notice, NoticeId, NoticeLevel};

/// The application without its window.
#[derive(Debug, Default)]
pub struct Workbench {
    document: Option<Document>,
    notices: Vec<Notice>,
    next_notice: u64,
}

impl Workbench {
    /// Returns the open document.
    pub const fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// Returns the messages to show, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Carries out one command.
    pub fn execute(&mut self, command: Command) {
        match command {
            Command::OpenUnsaved(project) => self.document = Some(Document::unsaved(*project)),
            Command::Close => self.document = None,
            Command::Edit { label, edits } => {
                let result = self.document.as_mut().map(|d| d.edit(label, &edits));
                if let Some(Err(error)) = result {
                    self.notify(NoticeLevel::Error, format!("Not done: {error}"));
                }
            }
            Command::EditAt { revision, label, edits } => {
                let result = self.document.as_mut().map(|d| d.edit_at(revision, &label, &edits));
                match result {
                    Some(Err(error @ ApplyError::Stale)) => {
                        self.notify(NoticeLevel::Warning, error.to_string())
                    }
                    Some(Err(error)) => self.notify(NoticeLevel::Error, format!("Not done: {error}")),
                    Some(Ok(_)) | None => {}
                }
            }
            Command::Undo => {
                self.document.as_mut().map(Document::undo);
            }
            Command::Redo => {
                self.document.as_mut().map(Document::redo);
            }
            Command::Notify { level, text } => self.notify(level, text),
            Command::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
        }
    }

    fn notify(&mut self, level: NoticeLevel, text: String) {
        self.next_notice += 1;
        self.notices.push(Notice { id: NoticeId(self.next_notice), level, text, undo: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Edit, PanelId, Slot, examples};

    #[test]
    fn a_refused_edit_becomes_a_notice_and_changes_nothing() {
        let mut workbench = Workbench::default();
        workbench.execute(Command::OpenUnsaved(Box::new(examples::two_panels())));
        let before = workbench.document().expect("open").project().clone();
        let edits = vec![Edit::MoveCircuits { panel: PanelId(1), moves: vec![(CircuitId(101), Slot(21))] }];
        workbench.execute(Command::Edit { label: "Move".to_owned(), edits });
        assert_eq!(workbench.document().expect("open").project(), &before);
        assert!(workbench.notices().iter().any(|n| n.text.contains("slot 21 of LP-1 is taken")));
    }
}
