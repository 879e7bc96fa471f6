//! The training studio without its window: datasets, runs, their queue, what they came to. Everything is plain files.
//!
//! ```text
//! PLACE/datasets/NAME/     what `phasewright dataset` writes
//! PLACE/runs/r-NN/         run.ron  settings.json        what was asked for
//!                          events.jsonl  state.json  device.json  checkpoints/  best/  model.safetensors …   by `train`
//! PLACE/queue.ron          which runs wait, in their order
//! PLACE/trash/             deleted runs, until their undo has passed
//!
//! window ─ TrainingCommand ─ thread ─ Studio ─ Trainer ─ a process of its own: `phasewright train`
//!        └ TrainingView ◄──────┘ at most four times a second
//! ```
//!
//! A run is trained by another process, so that the window stays smooth, may be closed, or even killed, while it goes on.
//! No path in these files is absolute: a run folder opens on any machine.

mod command;
mod datasets;
mod folder;
mod launch;
mod own_projects;
mod own_tasks;
mod pace;
mod place;
mod plots;
mod presets;
mod run_file;
mod runs;
mod series;
mod studio;
mod trash;
mod view;
mod worker;

pub use command::{NewRun, TrainingCommand};
pub use datasets::DatasetView;
pub use launch::{ProcessTrainer, Running, ThreadTrainer, TrainOrder, Trainer};
pub use own_projects::{OwnCommand, OwnPreview, OwnRow, OwnSources, look, take};
pub use own_tasks::{DRAWN, OwnTask};
pub use pace::{Pace, duration_words};
pub use presets::{Preset, habit_settings, preset_settings};
pub use run_file::{Parent, RunFile, RunId};
pub use series::Curves;
pub use studio::{Said, Studio};
pub use view::{Champion, Difference, RunPhase, RunView, TrainingView, differences};
pub(in crate::workbench) use worker::Training;

#[cfg(test)]
mod tests;
