//! The background half: one thread a reading; the mapping folder is looked at here too.

use super::ImportSource;
use crate::interchange::import::{
    Mapping, Overrides, ScheduleDraft, Workbook, apply_mapping, map_workbook, read_exchanged, read_file,
    read_pasted,
};
use crate::workbench::Waker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

/// What is to be read.
pub(super) enum Task {
    Read { source: ImportSource, kept: Option<PathBuf> },
    Map { book: Arc<Workbook>, mapping: Mapping },
}

/// What came of it.
pub(super) struct Read {
    /// `None` for an export of this program, which is read as it is and needs no mapping.
    pub book: Option<Arc<Workbook>>,
    pub mapping: Mapping,
    pub draft: ScheduleDraft,
}

/// A reading that runs.
pub(super) struct Reading {
    results: Receiver<Result<Read, String>>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    pub fn start(task: Task, overrides: Overrides, waker: Waker) -> Self {
        let (sender, results) = sync_channel(1);
        let work = move || {
            let read = catch_unwind(AssertUnwindSafe(|| read(task, &overrides)))
                .unwrap_or_else(|_| Err("the file could not be read: it broke the reader".to_owned()));
            // A closed channel means that nobody waits any more.
            if sender.send(read).is_ok() {
                waker();
            }
        };
        let thread = std::thread::Builder::new().name("import".to_owned()).spawn(work);
        let thread = thread.inspect_err(|error| log::error!("no thread for reading: {error}")).ok();
        Self { results, thread }
    }

    pub fn result(&self) -> Option<Result<Read, String>> {
        self.results.try_recv().ok()
    }

    pub fn join(&mut self) {
        // The reading catches its own panics, so there is nothing to hear from the thread.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

fn read(task: Task, overrides: &Overrides) -> Result<Read, String> {
    let (book, mapping) = match task {
        Task::Map { book, mapping } => (book, mapping),
        Task::Read { source, kept } => {
            let exchanged = match &source {
                ImportSource::File { name, bytes } => read_exchanged(bytes, name, overrides),
                ImportSource::Pasted(_) => None,
            };
            if let Some(draft) = exchanged {
                return Ok(Read { book: None, mapping: Mapping::default(), draft });
            }
            let book = match &source {
                ImportSource::File { name, bytes } => read_file(bytes, name),
                ImportSource::Pasted(text) => read_pasted(text),
            };
            let book = book.map_err(|error| error.to_string())?;
            let proposed = map_workbook(&book, None).map_err(|error| error.to_string())?;
            let mapping = kept.and_then(|folder| kept_mapping(&folder, &book, &proposed)).unwrap_or(proposed);
            (Arc::new(book), mapping)
        }
    };
    let draft = apply_mapping(&book, &mapping, overrides);
    Ok(Read { book: Some(book), mapping, draft })
}

/// Returns the mapping kept for files of this shape, laid over this file. One that no longer fits is not used.
fn kept_mapping(folder: &Path, book: &Workbook, proposed: &Mapping) -> Option<Mapping> {
    let path = path_of(folder, proposed);
    let text = std::fs::read_to_string(&path).ok()?;
    let saved = Mapping::from_ron(&text, &path.display().to_string())
        .inspect_err(|error| log::warn!("a kept mapping cannot be read: {error}"))
        .ok()?;
    map_workbook(book, Some(&saved)).ok()
}

/// Writes a mapping to the folder, in the background. Failing costs a convenience, so it is logged and no more.
pub(super) fn keep(folder: PathBuf, mapping: Mapping) {
    let work = move || {
        let written = mapping.to_ron().map_err(|error| error.to_string()).and_then(|text| {
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(path_of(&folder, &mapping), text))
                .map_err(|error| error.to_string())
        });
        if let Err(why) = written {
            log::warn!("the mapping could not be kept: {why}");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("mapping".to_owned()).spawn(work) {
        log::warn!("the mapping could not be kept: {error}");
    }
}

fn path_of(folder: &Path, mapping: &Mapping) -> PathBuf {
    let safe: String = mapping.fingerprint.chars().filter(char::is_ascii_alphanumeric).collect();
    folder.join(format!("{safe}.ron"))
}
