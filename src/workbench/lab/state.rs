//! The state of the laboratory: what the window reads and what its background work hands in.

use crate::workbench::Workbench;
use crate::workbench::jobs::{JobControl, JobId, LaneName};
use crate::workbench::lab::command::LabCommand;
use crate::workbench::lab::compare::Changes;
use crate::workbench::lab::datasets::{DatasetRow, Generating, Shown};
use crate::workbench::lab::evaluation::{Evaluation, Judging};
use crate::workbench::lab::gate::GateTable;
use crate::workbench::lab::promotion::{ChampionRow, ModelRow};
use crate::workbench::lab::sample::Sample;
use crate::workbench::lab::survey::Survey;
use crate::workbench::lab::task::{LabTask, lab_task};
use crate::workbench::lab::tasks::LAB_TASKS;
use crate::workbench::training::TrainingCommand;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the form would draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Preview {
    /// Nobody has looked yet.
    #[default]
    None,
    /// Examples of this plan.
    Samples(Arc<Vec<Sample>>),
    /// Why there can be none.
    Refused(String),
}

/// The laboratory.
#[derive(Debug, Default)]
pub struct Lab {
    /// Name of the task in front; the first one while nobody has chosen.
    pub(super) task: Option<String>,
    /// What the form of each task says, where somebody has changed it.
    pub(super) plans: BTreeMap<String, Value>,
    pub(super) preview: Preview,
    /// The plan that the preview is of, and the one that is being looked at.
    pub(super) previewed: Option<(String, Value)>,
    pub(super) previewing: Option<(JobId, JobControl)>,
    pub(super) datasets: Vec<DatasetRow>,
    pub(super) looked: bool,
    pub(super) generating: Option<Generating>,
    pub(super) shown: Option<Shown>,
    pub(super) deleted: Vec<String>,
    pub(super) evaluations: BTreeMap<String, Arc<Evaluation>>,
    pub(super) judging: Option<Judging>,
    pub(super) champions: BTreeMap<String, Vec<ChampionRow>>,
    pub(super) models: Vec<ModelRow>,
    pub(super) gate: Arc<GateTable>,
    pub(super) changes: Option<Result<Arc<Changes>, String>>,
    pub(super) comparing: Option<(JobId, JobControl)>,
    /// What went wrong with the folder or the registry.
    pub(super) problem: Option<String>,
}

impl Lab {
    /// Returns the task in front.
    pub fn task(&self) -> &'static LabTask {
        self.task.as_deref().and_then(lab_task).unwrap_or(&LAB_TASKS[0])
    }

    /// Returns what the form says.
    pub fn plan(&self) -> Value {
        let task = self.task();
        self.plans.get(task.name).cloned().unwrap_or_else(task.plan)
    }

    /// Returns what the form would draw.
    pub const fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Returns the datasets, by name.
    pub fn datasets(&self) -> &[DatasetRow] {
        &self.datasets
    }

    /// Returns the dataset that is being drawn.
    pub const fn generating(&self) -> Option<&Generating> {
        self.generating.as_ref()
    }

    /// Returns the name of the dataset that is looked into.
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_ref().map(|shown| shown.name.as_str())
    }

    /// Returns what was found in it; `None` while that is being looked at.
    pub fn survey(&self) -> Option<Result<&Arc<Survey>, &str>> {
        let outcome = self.shown.as_ref()?.outcome.as_ref()?;
        Some(outcome.as_ref().map_err(String::as_str))
    }

    /// Returns how far looking into a dataset is.
    pub fn surveying(&self) -> Option<(u64, u64)> {
        let shown = self.shown.as_ref().filter(|shown| shown.outcome.is_none())?;
        Some(shown.control.progress())
    }

    /// Returns the dataset whose deletion can be taken back.
    pub fn last_deleted(&self) -> Option<&str> {
        self.deleted.last().map(String::as_str)
    }

    /// Returns the evaluation of a task's candidate.
    pub fn evaluation(&self, task: &str) -> Option<&Arc<Evaluation>> {
        self.evaluations.get(task)
    }

    /// Returns what is being judged.
    pub const fn judging(&self) -> Option<&Judging> {
        self.judging.as_ref()
    }

    /// Returns the champions a task can go back to, the present one first.
    pub fn champions(&self, task: &str) -> &[ChampionRow] {
        self.champions.get(task).map_or(&[], Vec::as_slice)
    }

    /// Returns every model of the registry.
    pub fn models(&self) -> &[ModelRow] {
        &self.models
    }

    /// Returns the candidates beside the champions, all tasks.
    pub const fn gate(&self) -> &Arc<GateTable> {
        &self.gate
    }

    /// Returns what the candidates would change; `None` where nobody has asked.
    pub fn changes(&self) -> Option<Result<&Arc<Changes>, &str>> {
        self.changes.as_ref().map(|changes| changes.as_ref().map_err(String::as_str))
    }

    /// Returns how far looking for changes is.
    pub fn comparing(&self) -> Option<(u64, u64)> {
        self.comparing.as_ref().map(|(_, control)| control.progress())
    }

    /// Returns whether the folder and the registry were looked at in this session.
    pub const fn was_looked_at(&self) -> bool {
        self.looked
    }

    /// Returns what is wrong with the folder or the registry.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

impl Workbench {
    /// Returns the laboratory.
    pub const fn lab(&self) -> &Lab {
        &self.lab
    }

    /// Carries out a request to the laboratory.
    pub(in crate::workbench) fn lab_command(&mut self, command: LabCommand) {
        match command {
            LabCommand::LookAgain => self.look_into_lab(),
            LabCommand::SetTask(task) => {
                self.lab.task = lab_task(&task).map(|task| task.name.to_owned());
                self.lab.shown = None;
                self.preview_dataset();
            }
            LabCommand::SetPlan(plan) => {
                let task = self.lab.task().name;
                self.lab.plans.insert(task.to_owned(), plan);
                self.lab.shown = None;
                self.preview_dataset();
            }
            LabCommand::Generate => self.generate_dataset(),
            LabCommand::Show(name) => self.show_dataset(name),
            LabCommand::Delete(name) => self.delete_dataset(&name),
            LabCommand::UndoDelete => self.undelete_dataset(),
            LabCommand::Evaluate { title, from } => self.evaluate_model(title, from),
            LabCommand::DropCandidate(task) => self.drop_candidate(task),
            LabCommand::Cancel => {
                let generating = self.lab.generating.as_ref().map(|generating| &generating.control);
                let judging = self.lab.judging.as_ref().map(|judging| &judging.control);
                let comparing = self.lab.comparing.as_ref().map(|(_, control)| control);
                [generating, judging, comparing].into_iter().flatten().for_each(JobControl::cancel);
            }
            LabCommand::AddToProject(task, record, seed) => self.add_example(&task, &record, seed),
            LabCommand::Compare => self.compare_candidates(),
            LabCommand::Promote { reason } => self.promote_candidates(reason),
            LabCommand::RollBack { task, id } => self.roll_champion_back(task, id),
        }
    }

    /// Lets the studio see what has changed in its folder, and who is champion.
    pub(super) fn tell_studio(&mut self) {
        if self.training().folder.is_some() {
            self.train(TrainingCommand::Rescan);
        }
    }

    /// Starts work of the laboratory in its lane and returns how to follow it.
    pub(super) fn start_in_lab(
        &mut self,
        name: impl Into<String>,
        work: impl FnOnce(&JobControl) -> crate::workbench::jobs::Done + Send + 'static,
    ) -> (JobId, JobControl) {
        let id = self.jobs.start(LaneName::Lab, name, work);
        let control = self.jobs.jobs().find(|job| job.id == id).map(|job| job.control.clone());
        (id, control.unwrap_or_default())
    }
}
