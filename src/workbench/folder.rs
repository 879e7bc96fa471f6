//! What is in a folder, read by a thread of its own for whoever lets a person choose a file.

use super::jobs::Waker;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FolderEntry {
    pub is_file: bool,
    pub name: String,
}

/// The entries of one folder at a time; the list of the last one stays until the next is read.
pub struct FolderList {
    folder: Option<PathBuf>,
    awaited: Option<Receiver<Result<Vec<FolderEntry>, String>>>,
    entries: Result<Vec<FolderEntry>, String>,
}

impl Default for FolderList {
    fn default() -> Self {
        Self { folder: None, awaited: None, entries: Ok(Vec::new()) }
    }
}

impl FolderList {
    /// Returns the folder whose entries are listed or awaited.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Returns the entries, folders first, by name and without hidden ones; or why they cannot be read.
    pub fn entries(&self) -> Result<&[FolderEntry], &str> {
        self.entries.as_deref().map_err(String::as_str)
    }

    /// Goes to a folder: starts reading when it is another one, takes what was read since the last call. `waker` is
    /// called when there is something to take.
    pub fn visit(&mut self, folder: &Path, waker: Waker) {
        if self.folder() != Some(folder) {
            let (sender, receiver) = channel();
            let path = folder.to_owned();
            let spawned = thread::Builder::new().name("phasewright-folder".to_owned()).spawn(move || {
                // The person may have gone on to another folder; then nobody listens.
                let _ = sender.send(read(&path));
                waker();
            });
            self.awaited = spawned.ok().map(|_| receiver);
            self.folder = Some(folder.to_owned());
        }
        if let Some(entries) = self.awaited.as_ref().and_then(|awaited| awaited.try_recv().ok()) {
            self.entries = entries;
            self.awaited = None;
        }
    }
}

fn read(folder: &Path) -> Result<Vec<FolderEntry>, String> {
    let read = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut entries: Vec<FolderEntry> = read
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            (!name.starts_with('.')).then(|| FolderEntry { is_file: !entry.path().is_dir(), name })
        })
        .collect();
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::Arc;

    fn visited(list: &mut FolderList, folder: &Path) {
        let (sender, woken) = channel();
        list.visit(folder, Arc::new(move || sender.send(()).expect("the test waits")));
        woken.recv().expect("the folder was read");
        list.visit(folder, Arc::new(|| ()));
    }

    #[test]
    fn folders_come_first_and_hidden_files_not_at_all() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("z")).expect("made");
        for name in ["b.csv", "a.ron", ".hidden"] {
            fs::write(place.path().join(name), "").expect("written");
        }
        let mut list = FolderList::default();
        visited(&mut list, place.path());
        let names: Vec<&str> =
            list.entries().expect("read").iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["z", "a.ron", "b.csv"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let place = tempfile::tempdir().expect("a folder");
        let mut list = FolderList::default();
        visited(&mut list, &place.path().join("gone"));
        assert!(list.entries().expect_err("not there").contains("gone"));
    }
}
