//! The tasks that models are kept for. A task is one entry of [`TASKS`].

use crate::hrm::balance::TrainedBalance;
use crate::hrm::{HrmError, PublishedModel};

/// A task.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// As `train` and the cards call it.
    pub name: &'static str,
    /// Column of a cell that decides whether a model may become champion.
    pub(super) headline: &'static str,
    /// Takes a model into use as the program would, or says why it cannot.
    pub(super) check: fn(&str, PublishedModel) -> Result<(), HrmError>,
}

/// Every task, by name.
pub const TASKS: &[Task] = &[Task { name: "balance", headline: "raw", check: fits_balance }];

fn fits_balance(id: &str, model: PublishedModel) -> Result<(), HrmError> {
    TrainedBalance::new(id, model).map(|_| ())
}

/// Finds a task by its name.
///
/// # Errors
/// Says which there are.
pub(super) fn task_named(name: &str) -> Result<&'static Task, HrmError> {
    TASKS.iter().find(|task| task.name == name).ok_or_else(|| {
        let names: Vec<&str> = TASKS.iter().map(|task| task.name).collect();
        HrmError::Registry(format!(
            "there is no task named '{name}' that models are kept for; there is {}",
            names.join(", ")
        ))
    })
}
