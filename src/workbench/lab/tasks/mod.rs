//! The tasks of the laboratory, an entry each.

mod balance;
mod loads;
mod routing;
mod validation;

use crate::hrm::HrmError;
use crate::hrm::registry::TestSet;
use crate::workbench::lab::task::LabTask;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Every task, in the order of a table.
pub const LAB_TASKS: &[LabTask] = &[balance::TASK, routing::TASK, loads::TASK, validation::TASK];

/// How hard examples are, as every form has it.
const DIFFICULTY: [(&str, &str); 3] = [("easy", "easy"), ("easy_to_hard", "easy to hard"), ("hard", "hard")];

/// Worst answers that are kept of an evaluation.
const WORST: usize = 20;

/// Returns the places of the lowest scores, the lowest first.
fn lowest(scores: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(a.cmp(b)));
    places.truncate(WORST);
    places
}

/// Reads a plan out of the form.
fn plan_of<T: DeserializeOwned>(form: &Value) -> Result<T, HrmError> {
    serde_json::from_value(form.clone()).map_err(|error| HrmError::Settings(error.to_string()))
}

/// Returns the plan of a frozen test set, or the task's own where there is none.
fn plan_of_test<T: DeserializeOwned>(test: Option<&TestSet>, own: T) -> Result<T, HrmError> {
    let Some(test) = test else { return Ok(own) };
    serde_json::from_value(test.plan.clone()).map_err(|error| {
        HrmError::Settings(format!("the champion's card has no plan of a test set: {error}"))
    })
}

/// Returns the test set that was drawn, or refuses it where it is not the one that was asked for.
fn same_test(wanted: Option<&TestSet>, plan: &impl Serialize, sha256: String) -> Result<TestSet, HrmError> {
    match wanted {
        Some(wanted) if wanted.sha256 != sha256 => Err(HrmError::Settings(format!(
            "the test set drawn here is another one than the champion's card names: {sha256} instead of {}; the card \
             was made by another version of this program",
            wanted.sha256
        ))),
        Some(wanted) => Ok(wanted.clone()),
        None => {
            let plan = serde_json::to_value(plan).map_err(|error| HrmError::Settings(error.to_string()))?;
            Ok(TestSet { plan, sha256 })
        }
    }
}
