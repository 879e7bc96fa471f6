//! What the workbench must ask or tell before it goes on. One is shown at a time; each answer is a command.

use crate::document::OnDisk;
use crate::workbench::Export;
use std::path::PathBuf;

/// A question to the person, or a failure that has to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The file was written by another program since it was opened or saved here.
    ChangedOnDisk { path: PathBuf },
    /// The file to be saved to exists.
    Overwrite { path: PathBuf },
    /// The file to be exported to exists.
    OverwriteExport(Export),
    /// A session did not end in order.
    Recover(Lost),
    /// Something could not be done with a file; nothing is lost.
    Failed {
        title: String,
        /// What, where (line and field when it is about the content), what to do.
        why: String,
        retry: Option<Retry>,
    },
}

/// What can be tried instead of what failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Open the copy that was kept of the file before it was saved last.
    OpenBackup(PathBuf),
    /// Save under another name.
    SaveElsewhere,
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
    /// When its journal was written last, in seconds since 1970.
    pub when: Option<u64>,
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
