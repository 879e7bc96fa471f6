//! A run or a model judged on the frozen test set of its task's champion. What came of it is kept, so that it is there when
//! the window is opened again, and the model is the candidate of its task from then on.

use crate::document::write_file;
use crate::hrm::registry::{Registry, TestSet};
use crate::hrm::{ComputeDevice, HrmError, PublishedModel};
use crate::workbench::jobs::{JobControl, JobId};
use crate::workbench::lab::sample::Sample;
use crate::workbench::lab::task::{Judge, lab_task};
use crate::workbench::lab::tasks::LAB_TASKS;
use crate::workbench::{NoticeLevel, Workbench};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came of judging a model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    pub task: String,
    /// As a person knows it: `r-18 · lr 3e-4`, or a model's name.
    pub title: String,
    /// The run's folder, or the model's name.
    pub from: PathBuf,
    /// SHA-256 of the weights.
    pub sha256: String,
    pub test: TestSet,
    /// The JSON answer of `phasewright evaluate`.
    pub answer: Value,
    /// The worst answers, worst first.
    pub worst: Vec<Worst>,
}

/// A bad answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worst {
    /// 0 to 1; 1 is as good as can be.
    pub score: f64,
    pub sample: Sample,
}

/// A model that is being judged.
#[derive(Clone, Debug)]
pub struct Judging {
    pub title: String,
    pub(super) id: JobId,
    pub(super) control: JobControl,
}

impl Judging {
    /// Returns how far it is: done, of all.
    pub fn progress(&self) -> (u64, u64) {
        self.control.progress()
    }

    /// Returns the job.
    pub const fn job(&self) -> JobId {
        self.id
    }
}

impl Workbench {
    fn evaluation_file(&self, task: &str) -> Option<PathBuf> {
        self.places.training.as_ref().map(|place| place.join("evaluations").join(format!("{task}.json")))
    }

    /// Judges a run or a model in the background.
    pub(super) fn evaluate_model(&mut self, title: String, from: PathBuf) {
        if self.lab.judging.is_some() {
            return;
        }
        let models = self.places.models.clone();
        let files: Vec<(String, PathBuf)> = LAB_TASKS
            .iter()
            .filter_map(|task| Some((task.name.to_owned(), self.evaluation_file(task.name)?)))
            .collect();
        let name = title.clone();
        let (id, control) = self.start_in_lab(format!("Judge {title}"), move |control| {
            let (registry, from) = (Registry::open(models), with_model(from));
            let judged = judged(&registry, &name, &from, control).and_then(|evaluation| {
                keep(&evaluation, &files)?;
                registry.set_candidate(&evaluation.task, Some(&from))?;
                Ok(evaluation)
            });
            Box::new(move |workbench: &mut Self| {
                workbench.lab.judging = None;
                match judged {
                    Ok(evaluation) => {
                        workbench.lab.changes = None;
                        workbench.lab.evaluations.insert(evaluation.task.clone(), Arc::new(evaluation));
                        workbench.look_at_models();
                    }
                    Err(HrmError::Cancelled) => {
                        workbench.notify(
                            NoticeLevel::Info,
                            format!("{name} was not judged to the end"),
                            false,
                        );
                    }
                    Err(error) => workbench.warn_of_failure(&format!("{name} cannot be judged: {error}")),
                }
            })
        });
        self.lab.judging = Some(Judging { title, id, control });
    }

    /// Lets a task keep its champion.
    pub(super) fn drop_candidate(&mut self, task: String) {
        let (models, file) = (self.places.models.clone(), self.evaluation_file(&task));
        self.start_in_lab("Drop a candidate", move |_| {
            let dropped = forget(&Registry::open(models), &task, file.as_deref());
            Box::new(move |workbench: &mut Self| {
                match dropped {
                    Ok(()) => drop(workbench.lab.evaluations.remove(&task)),
                    Err(error) => workbench.warn_of_failure(&format!("The candidate stays: {error}")),
                }
                workbench.lab.changes = None;
                workbench.look_at_models();
            })
        });
    }

    /// Reads the evaluations of an earlier session.
    pub(super) fn read_evaluations(&mut self) {
        let files: Vec<PathBuf> =
            LAB_TASKS.iter().filter_map(|task| self.evaluation_file(task.name)).collect();
        self.start_in_lab("Read the evaluations", move |_| {
            let read = |path: &PathBuf| serde_json::from_slice::<Evaluation>(&std::fs::read(path).ok()?).ok();
            let found: Vec<Evaluation> = files.iter().filter_map(read).collect();
            Box::new(move |workbench: &mut Self| {
                for evaluation in found {
                    workbench
                        .lab
                        .evaluations
                        .entry(evaluation.task.clone())
                        .or_insert_with(|| Arc::new(evaluation));
                }
                workbench.look_at_models();
            })
        });
    }
}

/// Takes a candidate's place and what is kept of its evaluation away.
pub(super) fn forget(registry: &Registry, task: &str, file: Option<&Path>) -> Result<(), HrmError> {
    registry.set_candidate(task, None)?;
    match file.map(std::fs::remove_file) {
        Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(HrmError::File { path: "evaluations".to_owned(), why: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// Returns the folder of a run that has its model: that of its best step comes before its last.
fn with_model(from: PathBuf) -> PathBuf {
    [from.join("best"), from.clone()]
        .into_iter()
        .find(|folder| folder.join("model.safetensors").exists())
        .unwrap_or(from)
}

/// Reads a run's folder or a model of the registry.
pub(super) fn read_model(registry: &Registry, from: &Path) -> Result<PublishedModel, HrmError> {
    if from.components().count() > 1 || from.exists() {
        return PublishedModel::read(from, &ComputeDevice::Cpu);
    }
    registry.find(&from.display().to_string())?.load(&ComputeDevice::Cpu)
}

fn judged(
    registry: &Registry,
    title: &str,
    from: &Path,
    control: &JobControl,
) -> Result<Evaluation, HrmError> {
    let model = read_model(registry, from)?;
    let (name, sha256) = (model.card.task.clone(), model.sha256.clone());
    let task = lab_task(&name)
        .ok_or_else(|| HrmError::Settings(format!("there is no test set for the task '{name}'")))?;
    let test = registry.frozen_test(task.name)?;
    let asked = Judge { name: title, model, test: test.as_ref() };
    let judged = (task.judge)(asked, &mut |done, of| {
        control.report(done as u64, of as u64);
        !control.is_cancelled()
    })?;
    Ok(Evaluation {
        task: name,
        title: title.to_owned(),
        from: from.to_owned(),
        sha256,
        test: judged.test,
        answer: judged.answer,
        worst: judged.worst,
    })
}

fn keep(evaluation: &Evaluation, files: &[(String, PathBuf)]) -> Result<(), HrmError> {
    let Some((_, path)) = files.iter().find(|(task, _)| *task == evaluation.task) else { return Ok(()) };
    let fault = |why: String| HrmError::File { path: path.display().to_string(), why };
    let text = serde_json::to_vec(evaluation).map_err(|error| fault(error.to_string()))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| fault(error.to_string()))?;
    }
    Ok(write_file(path, &text)?)
}
