//! The desktop's own file dialogs, asked for without ever waiting on the window's thread.
//!
//! Where the desktop has none (no portal, no zenity) the answer is "none" at once, quicker than a person could cancel;
//! the window then asks in a dialog of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// No person closes a file dialog as quickly as this.
const TOO_QUICK: Duration = Duration::from_millis(400);

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct PickRequest {
    /// Whether a file is to be written.
    pub save: bool,
    pub title: String,
    pub folder: Option<PathBuf>,
    /// Proposed name of a file to be written.
    pub file_name: String,
    /// Kinds of files in words, each with its endings.
    pub kinds: Vec<(&'static str, Vec<&'static str>)>,
}

/// What the person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Pick {
    Chosen(PathBuf),
    Cancelled,
    /// There is no file dialog on this desktop.
    NoDialog,
}

/// Where an answer goes; called from another thread.
pub(in crate::app) type Answer = Box<dyn FnOnce(Pick) + Send>;

/// Something that lets a person choose a file.
pub(in crate::app) trait Picker {
    /// Shows the dialog and returns at once.
    fn pick(&self, request: &PickRequest, answer: Answer);
}

/// The dialogs of the desktop.
#[derive(Debug, Default)]
pub(in crate::app) struct DesktopPicker;

impl Picker for DesktopPicker {
    fn pick(&self, request: &PickRequest, answer: Answer) {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(&request.title);
        for (name, endings) in &request.kinds {
            dialog = dialog.add_filter(*name, endings);
        }
        if let Some(folder) = &request.folder {
            dialog = dialog.set_directory(folder);
        }
        if !request.file_name.is_empty() {
            dialog = dialog.set_file_name(&request.file_name);
        }
        let asked = Instant::now();
        // Made here, since macOS wants it on the window's thread; waited for elsewhere.
        let mut choice: Future<'_> =
            if request.save { Box::pin(dialog.save_file()) } else { Box::pin(dialog.pick_file()) };
        let spawned = thread::Builder::new().name("phasewright-picker".to_owned()).spawn(move || {
            let chosen = wait_for(&mut choice);
            answer(match chosen {
                Some(file) => Pick::Chosen(file.path().to_owned()),
                None if asked.elapsed() < TOO_QUICK => Pick::NoDialog,
                None => Pick::Cancelled,
            });
        });
        if let Err(error) = spawned {
            log::error!("no thread for the file dialog: {error}");
        }
    }
}

type Future<'a> = std::pin::Pin<Box<dyn std::future::Future<Output = Option<rfd::FileHandle>> + Send + 'a>>;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait_for(choice: &mut Future<'_>) -> Option<rfd::FileHandle> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match choice.as_mut().poll(&mut context) {
            Poll::Ready(chosen) => return chosen,
            Poll::Pending => thread::park(),
        }
    }
}

/// Returns the name of a project as a file name: `Riverside Office` becomes `riverside_office`.
pub(in crate::app) fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for letter in name.trim().chars() {
        if letter.is_alphanumeric() || letter == '-' {
            stem.extend(letter.to_lowercase());
        } else if !stem.ends_with('_') {
            stem.push('_');
        }
    }
    let stem = stem.trim_matches('_');
    if stem.is_empty() { "project".to_owned() } else { stem.to_owned() }
}

/// Returns the folder a dialog starts in: beside the open project, or beside what was open last.
pub(in crate::app) fn start_folder(open: Option<&Path>, recent: Option<&Path>) -> Option<PathBuf> {
    let beside = open.or(recent).and_then(Path::parent).map(Path::to_owned);
    beside.or_else(|| {
        directories::UserDirs::new().map(|dirs| {
            dirs.document_dir().filter(|folder| folder.is_dir()).unwrap_or_else(|| dirs.home_dir()).to_owned()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_name_becomes_a_file_name_that_every_system_takes() {
        assert_eq!(file_stem("Riverside Office"), "riverside_office");
        assert_eq!(file_stem(" Suite 12/14: \"A\" "), "suite_12_14_a");
        assert_eq!(file_stem("LP-1"), "lp-1");
        assert_eq!(file_stem("///"), "project");
    }

    #[test]
    fn dialogs_start_beside_the_open_project() {
        let open = Path::new("/jobs/clinic/clinic.ron");
        let recent = Path::new("/jobs/hall/hall.ron");
        assert_eq!(start_folder(Some(open), Some(recent)).as_deref(), Some(Path::new("/jobs/clinic")));
        assert_eq!(start_folder(None, Some(recent)).as_deref(), Some(Path::new("/jobs/hall")));
    }
}
