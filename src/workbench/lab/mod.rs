//! The laboratory of the training studio: what runs learn from, how good models are, and which of them the program works with.
//!
//! ```text
//! task        what is known of a task: form of its datasets, samples as drawings, how a model of it is judged
//! survey      a dataset looked at: samples, histograms, classes, copies across the splits
//! datasets    drawn, previewed, listed, deleted and had again
//! evaluation  a run or a model on the champion's frozen test set, with its worst answers
//! promotion   the gate over all tasks, what would change, champions made and taken back
//! ```
//!
//! A task is one entry of [`LAB_TASKS`]; nothing else here knows tasks by name. Everything long runs in a lane of its own and
//! can be cancelled. No clock: whoever changes something dates it.

#[cfg(test)]
mod chain_tests;
mod command;
mod compare;
mod datasets;
mod evaluation;
mod gate;
mod open_floor;
mod open_panel;
mod promotion;
mod sample;
mod state;
mod survey;
mod task;
mod tasks;
#[cfg(test)]
mod tests;

pub use command::LabCommand;
pub use compare::{Change, Changes};
pub use datasets::{DatasetRow, Generating};
pub use evaluation::{Evaluation, Judging, Worst};
pub use gate::{GateRow, GateTable, Measured, Standing};
pub use promotion::{ChampionRow, ModelRow};
pub use sample::{Bar, Drawing, Opened, Question, Sample, Stand};
pub use state::{Lab, Preview};
pub use survey::{Histogram, Leaks, Survey};
pub use task::{Field, FieldKind, LabTask, lab_task};
pub use tasks::LAB_TASKS;
