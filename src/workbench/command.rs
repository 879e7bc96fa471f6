//! What a window or a test asks the workbench to do. Plain data; every document change comes through here.

use crate::document::Revision;
use crate::domain::{Edit, Project};
use crate::workbench::{NoticeId, NoticeLevel};

/// A request to the workbench.
#[derive(Clone, Debug)]
pub enum Command {
    /// Opens a project that has no file yet: a new one, or a copy of a sample.
    OpenUnsaved(Box<Project>),
    /// Applies edits as one undo step; a refusal becomes a notice.
    Edit {
        label: String,
        edits: Vec<Edit>,
    },
    /// The same, for edits computed from an older state: refused when the document has moved on.
    EditAt {
        revision: Revision,
        label: String,
        edits: Vec<Edit>,
    },
    Undo,
    Redo,
    /// Closes the document without saving. The asker has asked the person.
    Close,
    /// Shows a message.
    Notify {
        level: NoticeLevel,
        text: String,
    },
    /// Takes a message away.
    Dismiss(NoticeId),
}
