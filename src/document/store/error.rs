//! Why a project was not opened or saved. The file on disk is then as it was.

use crate::document::FormatError;
use std::io;
use std::path::{Path, PathBuf};

/// Opening or saving failed; nothing on disk has changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Format(#[from] FormatError),
    #[error("could not {action}: {why}: {}", path.display())]
    Io { action: &'static str, why: String, path: PathBuf },
    #[error(
        "the file was changed by another program since it was opened; save under another name, or open it again and \
         lose the edits made here: {}",
        path.display()
    )]
    ChangedOnDisk { path: PathBuf },
    #[error("the file is gone since it was opened; save again to write it anew: {}", path.display())]
    Vanished { path: PathBuf },
    #[error("there is a file of this name already: {}", path.display())]
    Exists { path: PathBuf },
    #[error("the file is marked read-only; save under another name: {}", path.display())]
    ReadOnlyFile { path: PathBuf },
    #[error("the written project would not read back the same ({why}); nothing was saved to {}", path.display())]
    WouldNotReadBack { why: String, path: PathBuf },
}

impl StoreError {
    /// Wraps what the system said, in words a person can act on.
    pub(in crate::document) fn io(action: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::Io { action, why: words(error), path: path.to_owned() }
    }
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you have no permission to do that there; choose another folder".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another folder".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space or choose another folder".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder".to_owned(),
        io::ErrorKind::InvalidFilename => "the file name is not allowed here".to_owned(),
        _ => error.to_string(),
    }
}
