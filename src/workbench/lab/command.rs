//! What is asked of the laboratory. Plain data.

use serde_json::Value;
use std::path::PathBuf;

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub enum LabCommand {
    /// Looks at the folder and the registry again.
    LookAgain,
    /// Brings the form of a task to the front.
    SetTask(String),
    /// Replaces what the form says.
    SetPlan(Value),
    /// Draws and writes the dataset of the form.
    Generate,
    /// Looks into a dataset; `None` goes back to the form's preview.
    Show(Option<String>),
    /// Moves a dataset to the trash.
    Delete(String),
    /// Takes the dataset that was deleted last back.
    UndoDelete,
    /// Judges a run's folder or a model of the registry; it becomes the candidate of its task.
    Evaluate { title: String, from: PathBuf },
    /// Takes a candidate's place away; its task keeps the champion.
    DropCandidate(String),
    /// Ends what is drawn or judged.
    Cancel,
    /// Puts an example into the project, as one step that can be undone: task, record, seed of its dataset.
    AddToProject(String, Value, Option<u64>),
    /// Looks for what the candidates would change.
    Compare,
    /// Makes the candidates champions; against the gate with a reason only.
    Promote { reason: Option<String> },
    /// Makes an earlier champion of a task champion again.
    RollBack { task: String, id: String },
}
