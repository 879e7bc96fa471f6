//! What can be learned, by name: the one place that knows every task of `train`. A new one is an arm in each function.

use crate::hrm::balance::{BalanceLearner, balance_recipe, balance_shape};
use crate::hrm::habits::{HabitLearner, habit_recipe, habit_shape, learns_habits, read_examples};
use crate::hrm::loads::{LoadsLearner, loads_recipe, loads_shape};
use crate::hrm::routing::{RoutingLearner, routing_recipe, routing_shape};
use crate::hrm::validation::{ValidationLearner, ValidationOptions, validation_recipe, validation_shape};
use crate::hrm::{Dataset, HrmConfig, HrmError, Learner, TokenLearner, TrainConfig};
use std::path::Path;

/// The tasks that have a name. Without one, any dataset in the reference's layout is learned.
pub const LESSONS: &[&str] = &["balance", "loads", "routing", "validation"];

/// Version of what a task's models read and say. Whoever changes tokens, features or classes counts it up.
const ENCODINGS: &[(&str, u32)] = &[("balance", 1), ("routing", 1), ("validation", 1)];

/// Returns the version of what every task's models read.
pub(in crate::hrm) fn encodings() -> impl Iterator<Item = (&'static str, u32)> {
    ENCODINGS.iter().copied()
}

/// Returns the version of what a task's models read; 1 where none is counted.
pub(in crate::hrm) fn encoding_of(task: &str) -> u32 {
    encodings().find(|(name, _)| *name == task).map_or(1, |(_, version)| version)
}

/// A task with its data, ready to be learned.
pub struct Lesson {
    pub task: &'static str,
    pub learner: Box<dyn Learner>,
    pub model: HrmConfig,
    /// Hash of the data.
    pub data: String,
}

/// Returns the settings that a task is trained with unless others are given.
pub fn recipe(task: Option<&str>) -> TrainConfig {
    match task {
        Some("balance") => balance_recipe(),
        Some("loads") => loads_recipe(),
        Some("routing") => routing_recipe(),
        Some("validation") => validation_recipe(),
        _ => TrainConfig::default(),
    }
}

/// Returns settings with everything written out that has to go with the model, as the version of an encoding.
///
/// # Errors
/// When an option of the task is unknown or does not hold.
pub fn written_out(task: Option<&str>, settings: TrainConfig) -> Result<TrainConfig, HrmError> {
    match task {
        Some("validation") => ValidationOptions::written_out(settings),
        _ => Ok(settings),
    }
}

/// Returns the settings for going on from a model with some data: with finished panelboards of one's own the seats are
/// learned and the legs stay; else they are those of the task.
pub fn tuning_recipe(task: Option<&str>, data: &Path) -> TrainConfig {
    let finished = || read_examples(&data.join("train")).is_ok_and(|examples| !examples.is_empty());
    if task == Some("balance") && finished() { habit_recipe() } else { recipe(task) }
}

/// Opens a dataset for a task; without one, or as `tokens`, in the reference's layout.
///
/// # Errors
/// When there is no such task, the folder holds no such dataset, or a setting does not hold.
pub fn open_lesson(task: Option<&str>, data: &Path, settings: &TrainConfig) -> Result<Lesson, HrmError> {
    match task {
        None | Some("tokens") => {
            let data = Dataset::read(data)?;
            let (model, hash) = (settings.model.for_data(data.shape()), data.sha256());
            let learner = Box::new(TokenLearner::new(data, settings)?);
            Ok(Lesson { task: "tokens", learner, model, data: hash })
        }
        Some("balance") if learns_habits(settings) => {
            let (learner, hash) = HabitLearner::open(data, settings)?;
            let model = habit_shape(settings);
            Ok(Lesson { task: "balance", learner: Box::new(learner), model, data: hash })
        }
        Some("balance") => {
            let (learner, hash) = BalanceLearner::open(data, settings)?;
            let model = balance_shape(settings);
            Ok(Lesson { task: "balance", learner: Box::new(learner), model, data: hash })
        }
        Some("loads") => {
            let (learner, hash) = LoadsLearner::open(data, settings)?;
            let model = loads_shape(settings);
            Ok(Lesson { task: "loads", learner: Box::new(learner), model, data: hash })
        }
        Some("routing") => {
            let (learner, hash) = RoutingLearner::open(data, settings)?;
            let model = routing_shape(settings);
            Ok(Lesson { task: "routing", learner: Box::new(learner), model, data: hash })
        }
        Some("validation") => {
            let (learner, hash) = ValidationLearner::open(data, settings)?;
            let model = validation_shape(settings);
            Ok(Lesson { task: "validation", learner: Box::new(learner), model, data: hash })
        }
        Some(task) => Err(HrmError::Settings(format!(
            "there is no task named '{task}'; tasks are: {}; without one, any dataset in the reference's layout is learned",
            LESSONS.join(", ")
        ))),
    }
}
