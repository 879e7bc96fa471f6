//! Opening, saving, and what becomes of the open document's file. All reading and writing happens in the background.

use super::jobs::{Done, LaneName};
use super::journaling;
use crate::document::{
    ContentHash, Document, Expected, LockState, Origin, ProjectLock, StoreError, backup_path,
    carry_underlays, load_project, lock_project, read_project, save_project, underlay_folder,
};
use crate::domain::Project;
use crate::workbench::underlays::is_drawing;
use crate::workbench::{DiskAnswer, Incoming, NoticeLevel, Question, RecentFile, Retry, Sample, Workbench};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Endings of files that are imported rather than opened.
const SCHEDULES: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xls", "ods"];

/// The file of the open document.
#[derive(Debug)]
pub(in crate::workbench) struct FileState {
    pub path: PathBuf,
    /// What it held when it was opened or saved last.
    pub hash: ContentHash,
    /// Why it cannot be written from here.
    pub read_only: Option<String>,
    /// Kept as long as the document is open.
    pub _lock: Option<ProjectLock>,
}

impl Workbench {
    /// Opens a project that is on no disk and can be had again: a sample, an empty one. Edits alone need protection.
    pub(in crate::workbench) fn open_unsaved(&mut self, project: Project) {
        let document = Document::unsaved(project);
        let base = Arc::clone(document.project());
        self.session += 1;
        let (session, slot, folder) = (self.session, self.journaling.slot(), self.places.journals.clone());
        let start = Arc::clone(&base);
        self.jobs.start(LaneName::Files, "Start the recovery journal", move |_| {
            journaling::begin(&slot, session, folder.as_deref(), start, Origin::Unsaved);
            Box::new(|_| ())
        });
        self.journaling.set_noted(None);
        self.show(document, None);
        self.untouched = Some(base);
    }

    /// Returns whether closing now would lose edits. A copy of a sample in which nothing was changed can be had again.
    pub fn has_unsaved_work(&self) -> bool {
        self.document.as_ref().is_some_and(|document| {
            document.is_modified() && self.untouched.as_ref().is_none_or(|base| base != document.project())
        })
    }

    /// Returns whether the open project is a copy of a sample in which nothing is changed.
    pub fn is_untouched_copy_of(&self, sample: Sample) -> bool {
        let untouched = self.file.is_none() && self.untouched.is_some();
        self.document
            .as_ref()
            .is_some_and(|d| untouched && d.undo_len() == 0 && d.project().info().name == sample.name())
    }

    /// Returns the fingerprint of the open file, as it was opened or saved last, in hexadecimal digits.
    pub fn file_hash(&self) -> Option<String> {
        Some(self.file.as_ref()?.hash.to_string())
    }

    /// Returns whether the project is being written.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some_and(|id| self.jobs.jobs().any(|job| job.id == id))
    }

    /// Puts a document in place of the present one.
    pub(in crate::workbench) fn show(&mut self, document: Document, file: Option<FileState>) {
        self.document = Some(document);
        self.file = file;
        self.untouched = None;
        self.comparison = None;
        self.question = self.question.take().filter(|q| matches!(q, Question::Recover(_)));
        self.journaling.set_noted(None);
    }

    /// Closes the document; its journal ends in order.
    pub(in crate::workbench) fn close(&mut self) {
        self.document = None;
        self.file = None;
        self.untouched = None;
        self.session += 1;
        let (session, slot) = (self.session, self.journaling.slot());
        self.jobs.start(LaneName::Files, "End the recovery journal", move |_| {
            journaling::install(&slot, session, None);
            Box::new(|_| ())
        });
        self.look_for_missing();
    }

    /// Opens a file, or reads it for import when it is a schedule of another program.
    pub(in crate::workbench) fn open(&mut self, path: PathBuf) {
        if is_schedule(&path) {
            return self.read_for_import(path);
        }
        if is_drawing(&path) {
            return self.read_for_underlay(path, None);
        }
        let path = std::path::absolute(&path).unwrap_or(path);
        self.session += 1;
        let (session, slot, folder) = (self.session, self.journaling.slot(), self.places.journals.clone());
        self.jobs.start(LaneName::Files, format!("Open {}", file_name(&path)), move |_| {
            let loaded = load_project(&path);
            let backed_up = loaded.is_err() && backup_path(&path).is_file();
            if let Ok(loaded) = &loaded {
                let origin = Origin::File { path: path.clone(), hash: loaded.hash };
                journaling::begin(
                    &slot,
                    session,
                    folder.as_deref(),
                    Arc::new(loaded.project.clone()),
                    origin,
                );
            }
            Box::new(move |workbench| match loaded {
                Ok(_) if workbench.session != session => {}
                Ok(loaded) => {
                    let (lock, read_only) = split_lock(loaded.lock);
                    let file = FileState { path, hash: loaded.hash, read_only, _lock: lock };
                    workbench.show(Document::saved(loaded.project), Some(file));
                    workbench.remember_file();
                }
                Err(error) => {
                    workbench.missing_or_not(&path);
                    let backup = backup_path(&path);
                    let retry =
                        (!backup.as_os_str().is_empty() && backed_up).then_some(Retry::OpenBackup(backup));
                    workbench.question = Some(Question::Failed {
                        title: format!("{} was not opened", file_name(&path)),
                        why: capital(&error.to_string()),
                        retry,
                    });
                }
            })
        });
    }

    /// Reads a schedule of another program.
    pub(in crate::workbench) fn read_for_import(&mut self, path: PathBuf) {
        self.jobs.start(LaneName::Work, format!("Read {}", file_name(&path)), move |_| {
            let read = std::fs::read(&path);
            Box::new(move |workbench| match read {
                Ok(bytes) => workbench.incoming = Some(Incoming { path, bytes, into: None }),
                Err(error) => {
                    let title = format!("{} was not read", file_name(&path));
                    let why = format!("{}: {error}", path.display());
                    workbench.question = Some(Question::Failed { title, why, retry: None });
                }
            })
        });
    }

    /// Writes the project to its file.
    pub(in crate::workbench) fn save(&mut self) {
        self.bring_used_symbols();
        let Some((document, file)) = self.document.as_ref().zip(self.file.as_ref()) else { return };
        if let Some(why) = &file.read_only {
            let title = format!("{} was not saved", file_name(&file.path));
            let why = format!("{}. Save your edits under another name.", capital(why));
            self.question = Some(Question::Failed { title, why, retry: Some(Retry::SaveElsewhere) });
            return;
        }
        let (project, path, hash) = (Arc::clone(document.project()), file.path.clone(), file.hash);
        self.write(project, path, Expected::Unchanged(hash), false);
    }

    /// Writes the project to another file and goes on with that one.
    pub(in crate::workbench) fn save_as(&mut self, path: PathBuf, overwrite: bool) {
        self.bring_used_symbols();
        let Some(document) = &self.document else { return };
        let path = with_ending(std::path::absolute(&path).unwrap_or(path));
        self.question = self.question.take().filter(|q| matches!(q, Question::Recover(_)));
        let same = self.path().is_some_and(|present| present == path) && self.read_only().is_none();
        let expected = if overwrite { Expected::Anything } else { Expected::NoFile };
        self.write(Arc::clone(document.project()), path, expected, !same);
    }

    fn write(&mut self, project: Arc<Project>, path: PathBuf, expected: Expected, new_file: bool) {
        let (session, slot) = (self.session, self.journaling.slot());
        let folders = self.underlay_folders();
        let job = self.jobs.start(LaneName::Files, format!("Save {}", file_name(&path)), move |_| {
            let lock = new_file.then(|| split_lock(lock_project(&path)));
            if let Some((None, Some(why))) = &lock {
                let (title, why) = (format!("{} was not saved", file_name(&path)), capital(why));
                let retry = Some(Retry::SaveElsewhere);
                return Box::new(move |workbench| {
                    workbench.question = Some(Question::Failed { title, why, retry });
                });
            }
            match save_project(&project, &path, expected) {
                Ok(hash) => {
                    let origin = Origin::File { path: path.clone(), hash };
                    let journal = journaling::saved(&slot, session, &project, origin);
                    let carried = carry_underlays(&project, &folders, &underlay_folder(&path));
                    let lock = lock.and_then(|(lock, _)| lock);
                    Box::new(move |workbench| {
                        if workbench.session == session {
                            workbench.note_saved(project, path, hash, lock, new_file);
                        }
                        if let Err(why) = carried {
                            workbench
                                .warn_of_failure(&format!("An underlay did not follow the project: {why}"));
                        }
                        if let Err(why) = journal {
                            workbench
                                .warn_of_failure(&format!("Edits are not protected against a crash: {why}"));
                        }
                    })
                }
                Err(error) => not_saved(error, path),
            }
        });
        self.saving = Some(job);
    }

    fn note_saved(
        &mut self,
        project: Arc<Project>,
        path: PathBuf,
        hash: ContentHash,
        lock: Option<ProjectLock>,
        new_file: bool,
    ) {
        let Some(document) = &mut self.document else { return };
        document.mark_saved(project);
        self.untouched = None;
        match &mut self.file {
            Some(file) if !new_file => file.hash = hash,
            _ => {
                self.file = Some(FileState { path: path.clone(), hash, read_only: None, _lock: lock });
                self.notify(NoticeLevel::Info, format!("Saved as {}", file_name(&path)), false);
            }
        }
        self.remember_file();
    }

    /// Looks whether another program has written the file, and asks if so.
    pub(in crate::workbench) fn check_disk(&mut self) {
        let Some(file) = &self.file else { return };
        if self.question.is_some() {
            return;
        }
        let (session, path, known) = (self.session, file.path.clone(), file.hash);
        self.jobs.start(LaneName::Files, "Look at the file on disk", move |_| {
            let bytes = std::fs::read(&path);
            Box::new(move |workbench| {
                let unchanged_since = workbench.file.as_ref().is_some_and(|file| file.hash == known);
                if workbench.session == session
                    && unchanged_since
                    && bytes.is_ok_and(|bytes| ContentHash::of(&bytes) != known)
                {
                    workbench.question.get_or_insert(Question::ChangedOnDisk { path });
                }
            })
        });
    }

    /// Carries out what to do about a file that changed on disk.
    pub(in crate::workbench) fn answer_disk(&mut self, answer: DiskAnswer) {
        let Some(Question::ChangedOnDisk { path }) = self.question.take() else { return };
        match answer {
            DiskAnswer::Reload => {
                // Our own lock must go first, or the file would seem to be open elsewhere.
                self.file = None;
                self.open(path);
            }
            DiskAnswer::Overwrite => {
                let Some(document) = &self.document else { return };
                let project = Arc::clone(document.project());
                self.write(project, path, Expected::Anything, false);
            }
            DiskAnswer::Later => {
                // The next look must not ask again for the same content; saving still will not write over it.
                let (session, shown) = (self.session, path.clone());
                self.jobs.start(LaneName::Files, "Look at the file on disk", move |_| {
                    let there = read_project(&path).is_ok();
                    Box::new(move |workbench| {
                        if workbench.session == session && there {
                            let text = format!("{} was changed by another program", file_name(&shown));
                            workbench.notify(NoticeLevel::Warning, text, false);
                        }
                    })
                });
            }
        }
    }

    /// Puts the open file at the head of the recent ones.
    pub(in crate::workbench) fn remember_file(&mut self) {
        let Some((document, path)) = self.document.as_ref().zip(self.path()) else { return };
        let project = document.project();
        let file = RecentFile {
            path: path.to_owned(),
            name: project.info().name.clone(),
            panels: project.panels().len(),
            used: self.now(),
        };
        self.missing.remove(&file.path);
        let mut settings = self.settings.clone();
        settings.remember(file);
        self.set_settings(settings);
    }
}

/// What follows when saving failed.
fn not_saved(error: StoreError, wanted: PathBuf) -> Done {
    Box::new(move |workbench| match error {
        StoreError::ChangedOnDisk { path } => workbench.question = Some(Question::ChangedOnDisk { path }),
        StoreError::Vanished { path } => workbench.save_as(path, false),
        StoreError::Exists { path } => workbench.question = Some(Question::Overwrite { path }),
        other => {
            workbench.question = Some(Question::Failed {
                title: format!("{} was not saved", file_name(&wanted)),
                why: capital(&other.to_string()),
                retry: Some(Retry::SaveElsewhere),
            });
        }
    })
}

/// Separates a lock from why there is none. A folder that takes no lock files is no reason not to write.
fn split_lock(lock: LockState) -> (Option<ProjectLock>, Option<String>) {
    match lock {
        LockState::Held(lock) => (Some(lock), None),
        LockState::Unavailable { .. } => (None, None),
        LockState::OpenElsewhere { process } => {
            let who = process.map_or_else(String::new, |process| format!(" (process {process})"));
            (None, Some(format!("The project is open in another window{who}")))
        }
    }
}

/// Returns whether a file is imported rather than opened.
pub fn is_schedule(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| SCHEDULES.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Returns the file's name for a message.
pub(in crate::workbench) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A project file ends in `.ron`.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_extension("ron")
}

/// Begins a sentence.
pub(in crate::workbench) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
