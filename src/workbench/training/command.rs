//! What is asked of the studio. Plain data.

use crate::hrm::TrainConfig;
use crate::workbench::training::{Parent, Preset, RunId};

/// A run to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRun {
    pub name: String,
    pub task: String,
    /// Name of the dataset's folder.
    pub dataset: String,
    pub parent: Parent,
    pub preset: Preset,
    pub settings: TrainConfig,
}

/// A request to the studio.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainingCommand {
    /// Looks at the folder again: datasets, runs, models.
    Rescan,
    /// Reads the curves of these runs; others are not needed.
    Show(Vec<RunId>),
    /// Makes a run and puts it behind those that wait.
    New(Box<NewRun>),
    /// Ends the run that goes on with a checkpoint, to be resumed.
    Pause(RunId),
    /// Puts a run that was paused or interrupted at the front of those that wait.
    Resume(RunId),
    /// Takes a waiting run out of the queue, or puts it at another place of it.
    Queue(RunId, Option<usize>),
    /// Ends a run; its best step becomes its model.
    KeepBest(RunId),
    /// Ends a run; nothing of it is wanted.
    Discard(RunId),
    /// Makes a run that has ended longer and lets it go on.
    Extend(RunId, u64),
    /// Cores for training, from the next start or checkpoint on.
    Cores(usize),
    Rename(RunId, String),
    Note(RunId, String),
    /// Writes the curves of these runs as PNG and SVG into the folder of the first.
    ExportPlots(Vec<RunId>),
    /// Opens a run's folder in the file manager.
    ShowFolder(RunId),
    /// Moves runs to the trash.
    Delete(Vec<RunId>),
    /// Takes the last deleted runs back.
    UndoDelete,
    /// Empties the trash.
    ForgetDeleted,
    /// Lets the run that goes on continue when the program ends, or pauses it.
    WhenClosed {
        go_on: bool,
    },
}
