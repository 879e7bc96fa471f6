//! A run's folder in the file manager of the desktop.

use std::path::Path;
use std::process::{Command, Stdio};

/// What opens a folder, by system.
const OPENER: &str = if cfg!(target_os = "windows") {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Opens a folder and does not wait for what shows it.
pub(super) fn show_folder(folder: &Path) -> Result<(), String> {
    let mut command = Command::new(OPENER);
    command.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(|_| ()).map_err(|error| {
        format!("No file manager can be opened ({error}). The folder is {}", folder.display())
    })
}
