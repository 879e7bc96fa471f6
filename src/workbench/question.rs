//! What the workbench must ask before it goes on. One is shown at a time; each answer is a command.

use crate::document::OnDisk;
use std::path::PathBuf;

/// A question to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The file was written by another program since it was opened or saved here.
    ChangedOnDisk { path: PathBuf },
    /// The file to be written exists.
    Overwrite { path: PathBuf },
    /// A session did not end in order.
    Recover(Lost),
}

/// What is known about a lost session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Name of the project.
    pub name: String,
    pub path: Option<PathBuf>,
    pub on_disk: OnDisk,
    pub steps: usize,
    pub last_step: String,
    pub torn: bool,
    /// What differs from what was saved, one line a panelboard.
    pub changes: Vec<String>,
    /// How many more lost sessions wait behind this one.
    pub more: usize,
}

/// What to do about a file that changed on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAnswer {
    /// Open the file again and lose the edits made here.
    Reload,
    /// Write over it.
    Overwrite,
    /// Go on and ask again when saving.
    Later,
}

/// What to do about a lost session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostAnswer {
    /// Go on where it ended.
    Recover,
    /// Give it up for good.
    Discard,
    /// Ask again at the next start.
    Later,
}
