//! Datasets in the studio's folder: drawn in the background, listed, looked into, deleted and had again.
//!
//! A dataset that is being drawn lies in a folder with a dot in front, which nobody lists, until it is whole.

use crate::domain::Project;
use crate::hrm::HrmError;
use crate::workbench::jobs::JobControl;
use crate::workbench::lab::sample::Opened;
use crate::workbench::lab::state::Preview;
use crate::workbench::lab::survey::{SAMPLES, Survey, samples, survey};
use crate::workbench::lab::task::{MANIFEST, lab_task};
use crate::workbench::{Command, NoticeLevel, Workbench};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// A dataset as the list has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetRow {
    /// Name of its folder.
    pub name: String,
    /// As its manifest says; empty where that cannot be read.
    pub task: String,
    /// Examples of each split: `train 1,800`.
    pub counts: Vec<(String, u64)>,
    pub seed: Option<u64>,
    /// Hash of everything that is learned from and judged on.
    pub sha256: String,
    /// Why it cannot be used.
    pub problem: Option<String>,
}

/// A dataset that is being drawn.
#[derive(Clone, Debug)]
pub struct Generating {
    pub name: String,
    /// What its examples are, several of them.
    pub examples: &'static str,
    pub(super) control: JobControl,
    started: Instant,
}

impl Generating {
    /// Returns how many examples are drawn, of how many; 0 of 0 before the first.
    pub fn progress(&self) -> (u64, u64) {
        self.control.progress()
    }

    /// Returns examples a second so far.
    pub fn rate(&self) -> f64 {
        let seconds = self.started.elapsed().as_secs_f64();
        if seconds > 0.0 { self.control.progress().0 as f64 / seconds } else { 0.0 }
    }
}

/// The dataset that is looked into.
#[derive(Debug)]
pub(super) struct Shown {
    pub name: String,
    pub outcome: Option<Result<Arc<Survey>, String>>,
    pub control: JobControl,
}

impl Workbench {
    fn dataset_folder(&self) -> Option<PathBuf> {
        self.places.training.as_ref().map(|place| place.join("datasets"))
    }

    fn dataset_trash(&self) -> Option<PathBuf> {
        self.places.training.as_ref().map(|place| place.join("trash-datasets"))
    }

    /// Lists the datasets again, in the background.
    pub(super) fn list_datasets(&mut self) {
        let Some(folder) = self.dataset_folder() else { return };
        self.start_in_lab("Look at the datasets", move |_| {
            let rows = list(&folder);
            Box::new(move |workbench: &mut Self| workbench.lab.datasets = rows)
        });
    }

    /// Draws a few examples of what the form says.
    pub(super) fn preview_dataset(&mut self) {
        let task = self.lab.task();
        let now = (task.name.to_owned(), self.lab.plan());
        if self.lab.previewed.as_ref() == Some(&now) {
            return;
        }
        self.lab.previewed = Some(now.clone());
        if let Some((_, older)) = self.lab.previewing.take() {
            older.cancel();
        }
        let plan = now.1.clone();
        let (id, control) = self.start_in_lab(format!("Preview {}", task.examples), move |control| {
            if control.is_cancelled() {
                return Box::new(|_: &mut Self| {});
            }
            let drawn = (task.preview)(&plan, SAMPLES);
            let preview = match drawn {
                Ok(drawn) => Preview::Samples(Arc::new(samples(drawn.as_ref(), None))),
                Err(error) => Preview::Refused(error.to_string()),
            };
            Box::new(move |workbench: &mut Self| {
                if workbench.lab.previewed.as_ref() == Some(&now) {
                    workbench.lab.preview = preview;
                    workbench.lab.previewing = None;
                }
            })
        });
        self.lab.previewing = Some((id, control));
    }

    /// Draws and writes what the form says.
    pub(super) fn generate_dataset(&mut self) {
        if self.lab.generating.is_some() {
            return;
        }
        let Some(folder) = self.dataset_folder() else {
            return self.warn_of_failure("This system names no folder for datasets");
        };
        let (task, plan) = (self.lab.task(), self.lab.plan());
        let seed = plan["seed"].as_u64().unwrap_or(0);
        let name = free_name(&format!("{}-s{seed}", task.name), &self.lab.datasets);
        let title = format!("Draw {} for {name}", task.examples);
        let written_as = name.clone();
        let (_, control) = self.start_in_lab(title, move |control| {
            let outcome = generated(task.draw, &plan, &folder, &written_as, control);
            let rows = list(&folder);
            Box::new(move |workbench: &mut Self| {
                workbench.lab.generating = None;
                workbench.lab.datasets = rows;
                match outcome {
                    Ok(survey) => {
                        let text = format!("{written_as} is drawn, SHA-256 {}", short_hash(&survey.sha256));
                        workbench.notify(NoticeLevel::Info, text, false);
                        workbench.tell_studio();
                        let outcome = Some(Ok(Arc::new(survey)));
                        workbench.lab.shown =
                            Some(Shown { name: written_as, outcome, control: JobControl::default() });
                    }
                    Err(HrmError::Cancelled) => {
                        let text = format!("{written_as} was cancelled; nothing is kept of it");
                        workbench.notify(NoticeLevel::Info, text, false);
                    }
                    Err(error) => workbench.warn_of_failure(&format!("{written_as} is not drawn: {error}")),
                }
            })
        });
        let started = Instant::now();
        self.lab.generating = Some(Generating { name, examples: task.examples, control, started });
    }

    /// Looks into a dataset.
    pub(super) fn show_dataset(&mut self, name: Option<String>) {
        if let Some(shown) = self.lab.shown.take() {
            shown.control.cancel();
        }
        let Some((name, folder)) = name.zip(self.dataset_folder()) else { return };
        let task = self.lab.datasets.iter().find(|row| row.name == name).and_then(|row| lab_task(&row.task));
        let Some(task) = task else { return };
        self.lab.task = Some(task.name.to_owned());
        let wanted = name.clone();
        let (_, control) = self.start_in_lab(format!("Look into {name}"), move |control| {
            let looked = (task.open)(&folder.join(&wanted)).and_then(|drawn| {
                survey(drawn.as_ref(), &mut |done, of| {
                    control.report(done as u64, of as u64);
                    !control.is_cancelled()
                })
            });
            let outcome = looked.map(Arc::new).map_err(|error| error.to_string());
            Box::new(move |workbench: &mut Self| {
                if let Some(shown) = workbench.lab.shown.as_mut().filter(|shown| shown.name == wanted) {
                    shown.outcome = Some(outcome);
                }
            })
        });
        self.lab.shown = Some(Shown { name, outcome: None, control });
    }

    /// Moves a dataset to the trash, from where it can be had again until the window closes.
    pub(super) fn delete_dataset(&mut self, name: &str) {
        let Some((folder, trash)) = self.dataset_folder().zip(self.dataset_trash()) else { return };
        if self.lab.shown() == Some(name) {
            self.show_dataset(None);
        }
        let name = name.to_owned();
        self.start_in_lab(format!("Delete {name}"), move |_| {
            let moved = fs::create_dir_all(&trash).and_then(|()| {
                let target = trash.join(&name);
                if target.exists() {
                    fs::remove_dir_all(&target)?;
                }
                fs::rename(folder.join(&name), target)
            });
            let rows = list(&folder);
            Box::new(move |workbench: &mut Self| {
                workbench.lab.datasets = rows;
                match moved {
                    Ok(()) => workbench.lab.deleted.push(name),
                    Err(error) => workbench.warn_of_failure(&format!("{name} is not deleted: {error}")),
                }
                workbench.tell_studio();
            })
        });
    }

    /// Takes the dataset that was deleted last back.
    pub(super) fn undelete_dataset(&mut self) {
        let Some((folder, trash)) = self.dataset_folder().zip(self.dataset_trash()) else { return };
        let Some(name) = self.lab.deleted.pop() else { return };
        self.start_in_lab(format!("Take {name} back"), move |_| {
            let moved = fs::rename(trash.join(&name), folder.join(&name));
            let rows = list(&folder);
            Box::new(move |workbench: &mut Self| {
                workbench.lab.datasets = rows;
                if let Err(error) = moved {
                    workbench.warn_of_failure(&format!("{name} cannot be had again: {error}"));
                }
                workbench.tell_studio();
            })
        });
    }

    /// Empties the trash of an earlier session.
    pub(super) fn empty_dataset_trash(&mut self) {
        let Some(trash) = self.dataset_trash() else { return };
        self.start_in_lab("Empty the trash", move |_| {
            if trash.exists()
                && let Err(error) = fs::remove_dir_all(&trash)
            {
                log::warn!("the trash of the datasets cannot be emptied: {error}");
            }
            Box::new(|_: &mut Self| {})
        });
    }

    /// Puts an example into the open project, or into a new one. Whoever opens one that is a project of its own asks first whether
    /// the open one may go; here that is refused.
    pub(super) fn add_example(&mut self, task: &str, record: &Value, seed: Option<u64>) {
        let Some(task) = lab_task(task) else { return };
        let none = Arc::new(Project::named("Examples"));
        let project = self.document.as_ref().map_or(none, |document| Arc::clone(document.project()));
        match (task.opened)(record, seed, &project) {
            Some(Opened::Edits(edits)) => {
                if self.document.is_none() {
                    self.execute(Command::OpenUnsaved(Box::new(Project::clone(&project))));
                }
                let edit = Command::Edit { label: "Add an example".to_owned(), edits };
                self.execute(Command::Announced(Box::new(edit)));
            }
            Some(Opened::Project(_)) => self.warn_of_failure("This example is a project of its own"),
            None => self.warn_of_failure(
                "Where this example comes from cannot be drawn again: it was given, or drawn by another version",
            ),
        }
    }
}

/// Returns the first characters of a hash.
pub(super) fn short_hash(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

fn generated(
    draw: fn(
        &Value,
        &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Box<dyn crate::workbench::lab::task::Drawn>, HrmError>,
    plan: &Value,
    folder: &Path,
    name: &str,
    control: &JobControl,
) -> Result<Survey, HrmError> {
    let fault =
        |error: std::io::Error| HrmError::File { path: folder.display().to_string(), why: error.to_string() };
    fs::create_dir_all(folder).map_err(fault)?;
    let drawn = draw(plan, &mut |done, of| {
        control.report(done as u64, of as u64);
        !control.is_cancelled()
    })?;
    let found = survey(drawn.as_ref(), &mut |_, _| !control.is_cancelled())?;
    // Beside its place until it is whole; gone by itself if it never is.
    let beside = tempfile::Builder::new().prefix(".new-").tempdir_in(folder).map_err(fault)?;
    let whole = beside.path().join("dataset");
    fs::create_dir(&whole).map_err(fault)?;
    drawn.write(&whole)?;
    fs::rename(&whole, folder.join(name)).map_err(fault)?;
    Ok(found)
}

/// Lists the datasets of a folder, by name.
fn list(folder: &Path) -> Vec<DatasetRow> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut rows: Vec<DatasetRow> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| !name.starts_with('.'))
        .map(|(name, path)| row(name, &path))
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

fn row(name: String, path: &Path) -> DatasetRow {
    let manifest = fs::read(path.join(MANIFEST)).map_err(|error| error.to_string());
    let manifest =
        manifest.and_then(|text| serde_json::from_slice::<Value>(&text).map_err(|error| error.to_string()));
    match manifest {
        Err(error) => DatasetRow {
            name,
            problem: Some(format!("{MANIFEST} cannot be read: {error}")),
            ..DatasetRow::default()
        },
        Ok(manifest) => {
            let splits = manifest["splits"].as_object().into_iter().flatten();
            let counts = splits.filter_map(|(split, facts)| {
                Some((split.clone(), facts["examples"].as_u64().or_else(|| facts["groups"].as_u64())?))
            });
            DatasetRow {
                name,
                task: manifest["task"].as_str().unwrap_or_default().to_owned(),
                counts: counts.collect(),
                seed: manifest["plan"]["seed"].as_u64(),
                sha256: manifest["data_sha256"].as_str().unwrap_or_default().to_owned(),
                problem: None,
            }
        }
    }
}

/// Returns a name that no dataset has.
fn free_name(wanted: &str, rows: &[DatasetRow]) -> String {
    let taken = |name: &str| rows.iter().any(|row| row.name == name);
    if !taken(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|number| format!("{wanted}-{number}")).find(|name| !taken(name)).unwrap_or_default()
}
