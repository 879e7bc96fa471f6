//! What a window may read of the studio.

use crate::hrm::{Best, Computing, RunState, RunStatus, TrainConfig};
use crate::workbench::training::{Curves, DatasetView, Pace, RunFile, RunId};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What a run is doing, as a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunPhase {
    /// Waits for its turn.
    Queued,
    Running,
    /// Was asked to stop and works towards a checkpoint.
    Stopping,
    /// Can be resumed.
    Paused,
    /// Whoever trained it was killed; it can be resumed from its last checkpoint.
    Interrupted,
    Finished,
    /// Ended early, with its best step as its model.
    Kept,
    Discarded,
    /// A number was no longer finite.
    Diverged,
    Failed,
}

impl RunPhase {
    /// Returns it in one word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Stopping => "stopping",
            Self::Paused => "paused",
            Self::Interrupted => "interrupted",
            Self::Finished => "finished",
            Self::Kept => "best kept",
            Self::Discarded => "discarded",
            Self::Diverged => "diverged",
            Self::Failed => "failed",
        }
    }

    /// Whether steps are being taken.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Running | Self::Stopping)
    }

    /// Whether it can go on from a checkpoint.
    pub const fn can_resume(self) -> bool {
        matches!(self, Self::Paused | Self::Interrupted | Self::Failed)
    }

    /// Whether steps can be added.
    pub const fn can_extend(self) -> bool {
        matches!(self, Self::Finished | Self::Kept)
    }
}

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView {
    pub id: RunId,
    pub folder: PathBuf,
    pub file: RunFile,
    /// `None` where they cannot be read.
    pub settings: Option<Arc<TrainConfig>>,
    pub phase: RunPhase,
    pub state: RunState,
    pub pace: Option<Pace>,
    /// What it computes on; `None` before it began.
    pub computing: Option<Computing>,
    /// Why it failed, or what of its folder cannot be read.
    pub why: Option<String>,
    /// Of the runs that are shown.
    pub curves: Option<Arc<Curves>>,
    /// Whether it has a model: of its last step, or of its best.
    pub has_model: bool,
}

impl RunView {
    /// Returns its id with its name.
    pub fn title(&self) -> String {
        if self.file.name.is_empty() {
            self.id.to_string()
        } else {
            format!("{} · {}", self.id, self.file.name)
        }
    }

    /// Returns the best score so far.
    pub const fn best(&self) -> Option<Best> {
        self.state.best
    }

    /// Returns the share of its steps that are done.
    pub fn share(&self) -> f64 {
        if self.state.steps == 0 { 0.0 } else { self.state.step as f64 / self.state.steps as f64 }
    }
}

/// What the studio is like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrainingView {
    /// `None` where the system names no place for it.
    pub folder: Option<PathBuf>,
    /// The newest first.
    pub runs: Vec<RunView>,
    /// Those that wait, in their order.
    pub queue: Vec<RunId>,
    pub datasets: Vec<DatasetView>,
    /// The champion of each task, with the settings it was trained with.
    pub champions: Vec<Champion>,
    /// Cores for training, and how many the machine has.
    pub cores: (usize, usize),
    /// Whether a worker for a graphics processor is installed.
    pub worker: bool,
    /// What is wrong with the folder as a whole.
    pub problem: Option<String>,
    /// Commands carried out so far.
    pub(in crate::workbench) done: u64,
}

/// A model that a run can begin with.
#[derive(Clone, Debug, PartialEq)]
pub struct Champion {
    pub task: String,
    pub id: String,
    pub settings: Option<Arc<TrainConfig>>,
}

impl TrainingView {
    /// Finds a run.
    pub fn run(&self, id: &RunId) -> Option<&RunView> {
        self.runs.iter().find(|run| run.id == *id)
    }

    /// Returns the run that goes on.
    pub fn live(&self) -> Option<&RunView> {
        self.runs.iter().find(|run| run.phase.is_live())
    }
}

/// A setting in which runs differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// As a person calls it: `learning rate`.
    pub what: String,
    /// Of each run, in their order; `–` where it has none.
    pub values: Vec<String>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.values.join(" / "))
    }
}

/// Returns in which settings runs differ, with the value of each: `learning rate 0.001 / 0.0003`.
pub fn differences(runs: &[&RunView]) -> Vec<Difference> {
    let all: Vec<BTreeMap<String, String>> = runs.iter().map(|run| settings_of(run)).collect();
    let mut names: Vec<&String> = Vec::new();
    for name in all.iter().flat_map(BTreeMap::keys) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let value =
        |of: &BTreeMap<String, String>, name: &str| of.get(name).map_or("–", String::as_str).to_owned();
    let difference = |name: &String| Difference {
        what: words_of(name),
        values: all.iter().map(|of| value(of, name)).collect(),
    };
    let differs = |difference: &Difference| difference.values.windows(2).any(|two| two.first() != two.last());
    names.into_iter().map(difference).filter(differs).collect()
}

/// Returns everything a run was ordered to be, by name.
fn settings_of(run: &RunView) -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([
        ("task".to_owned(), run.file.task.clone()),
        ("dataset".to_owned(), run.file.dataset.clone()),
        ("start".to_owned(), run.file.parent.words().to_owned()),
        ("cores".to_owned(), run.file.cores_now().to_string()),
    ]);
    let settings = run.settings.as_deref().and_then(|of| serde_json::to_value(of).ok());
    flatten("", &settings.unwrap_or_default(), &mut found);
    found
}

fn flatten(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&inside, value, found);
            }
        }
        Value::Null => {}
        Value::String(text) => drop(found.insert(path.to_owned(), text.clone())),
        other => drop(found.insert(path.to_owned(), other.to_string())),
    }
}

/// Returns what a person calls a setting.
fn words_of(path: &str) -> String {
    let words = match path {
        "rate.base" => "learning rate",
        "rate.warmup" => "warm-up",
        "rate.min_ratio" => "last learning rate",
        "ema" => "averaging",
        "checkpoint_every" => "checkpoint interval",
        "judge_every" => "validation interval",
        "weight_decay" => "weight decay",
        _ => return path.replace(['.', '_'], " ").trim().to_owned(),
    };
    words.to_owned()
}

/// Returns what a run is doing.
pub(super) fn phase_of(
    file: &RunFile,
    state: Option<&RunState>,
    queued: bool,
    training: bool,
    stopping: bool,
) -> RunPhase {
    if training {
        return if stopping { RunPhase::Stopping } else { RunPhase::Running };
    }
    if queued {
        return RunPhase::Queued;
    }
    if file.discarded {
        return RunPhase::Discarded;
    }
    if file.kept_best {
        return RunPhase::Kept;
    }
    let Some(state) = state else { return RunPhase::Paused };
    match state.status {
        RunStatus::Running => RunPhase::Interrupted,
        RunStatus::Paused => RunPhase::Paused,
        RunStatus::Finished => RunPhase::Finished,
        RunStatus::Failed if state.why.as_deref().is_some_and(|why| why.contains("not finite")) => {
            RunPhase::Diverged
        }
        RunStatus::Failed => RunPhase::Failed,
    }
}
