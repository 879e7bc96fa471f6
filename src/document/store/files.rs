//! Files written whole or not at all.

use crate::document::StoreError;
use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Returns the path beside `path` with something before and behind its name.
pub(in crate::document) fn sibling(path: &Path, before: &str, behind: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(behind);
    path.with_file_name(name)
}

/// Writes a file: a temporary one beside it, synced, renamed over it, and the folder synced.
///
/// After a crash at any moment the old content is there, or the new.
pub(in crate::document) fn write_whole(
    path: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<File> {
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".phasewright-").suffix(".tmp");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let file = file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)?;
    Ok(file)
}

/// Writes a file of any kind (an export, a report) whole or not at all, with the permissions a new file usually has.
///
/// # Errors
/// Says why nothing was written. What is no regular file (a folder, a device) is left alone.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = |error: &io::Error| StoreError::io("write the file", path, error);
    if std::fs::metadata(path).is_ok_and(|present| !present.is_file()) {
        return Err(failed(&io::Error::new(io::ErrorKind::InvalidInput, "it is there and no regular file")));
    }
    // A link stays a link: what it points to is written.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write_whole(&target, bytes, usual_permissions()).map(|_| ()).map_err(|error| failed(&error))
}

/// The folder a file lies in; a bare name lies in the present one.
pub(in crate::document) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Permissions of a file that is written for the first time: what the person's settings allow.
pub(in crate::document) fn usual_permissions() -> Option<Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    None
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    // A folder cannot be opened for syncing there; the rename is journaled by the file system.
    Ok(())
}
