//! Short messages for a person: what happened, and whether it can be taken back.

/// Names a notice while it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId(pub u64);

/// How much a notice matters. Errors stay until dismissed, the others fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeLevel {
    Info,
    Warning,
    Error,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub level: NoticeLevel,
    pub text: String,
    /// Whether the message offers Undo.
    pub undo: bool,
    /// Whether that Undo brings deleted runs back, rather than taking back a step of the project.
    pub runs: bool,
}
