//! A training run as an order: everything by name and path, so that any process can carry it out.

use crate::hrm::registry::Registry;
use crate::hrm::{
    ComputeDevice, HrmError, Job, Lesson, Progress, Start, TrainConfig, TrainOutcome, open_lesson, train,
};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// With which weights an ordered run begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begin {
    /// Drawn from the seed.
    Fresh,
    /// Those of a run's folder, of a file of weights, or of a model of the registry with this folder of own ones.
    From { model: String, models: Option<PathBuf> },
    /// Those of the newest checkpoint in the folder.
    Resume,
}

/// What to train, from what, into which folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TrainOrder {
    /// One of `LESSONS`; `None` for a dataset in the reference's layout.
    pub task: Option<String>,
    pub data: PathBuf,
    pub run: PathBuf,
    pub settings: TrainConfig,
    pub begin: Begin,
}

impl TrainOrder {
    /// Makes the paths absolute, for a process that may stand elsewhere.
    ///
    /// # Errors
    /// When the present folder cannot be told.
    pub fn absolute(mut self) -> Result<Self, HrmError> {
        let absolute = |path: &Path| {
            std::path::absolute(path)
                .map_err(|error| HrmError::File { path: path.display().to_string(), why: error.to_string() })
        };
        self.data = absolute(&self.data)?;
        self.run = absolute(&self.run)?;
        if let Begin::From { model, models } = &self.begin {
            // What is no path is a name.
            let path = Path::new(model);
            let model = if path.exists() { absolute(path)?.display().to_string() } else { model.clone() };
            let models = models.as_deref().map(absolute).transpose()?;
            self.begin = Begin::From { model, models };
        }
        Ok(self)
    }
}

/// Carries an order out in this process.
///
/// # Errors
/// As [`train`], and when the data or the weights to begin with cannot be read.
pub fn train_order(
    order: &TrainOrder,
    device: &ComputeDevice,
    watch: &mut (dyn FnMut(&Progress<'_>) -> bool + Send),
) -> Result<TrainOutcome, HrmError> {
    let Lesson { task, mut learner, model, data } =
        open_lesson(order.task.as_deref(), &order.data, &order.settings)?;
    let start = match &order.begin {
        Begin::Fresh => Start::Fresh,
        Begin::Resume => Start::Resume,
        Begin::From { model, models } => {
            let registry = Registry::open(models.clone());
            registry.start_with(order.task.as_deref(), model)?
        }
    };
    let job = Job { task, data, settings: &order.settings, model, start, device: device.clone() };
    train(&job, learner.as_mut(), &order.run, watch)
}
