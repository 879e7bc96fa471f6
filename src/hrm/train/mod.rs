//! Training: a run that serves any task, the optimizers, the learning rate over time.
//!
//! ```text
//! TrainConfig (a file) + Learner (a task) ─ train ─┬─ events.jsonl, checkpoints/, best/, state.json, metrics.csv, …
//!                                                  │  while it runs
//!                                                  └─ model.safetensors, config.json, run.json
//! ```

mod adam_atan2;
mod average;
mod checkpoint;
mod config;
mod deep_stack;
mod events;
mod headline;
mod learner;
mod logbook;
mod published;
mod run;
mod schedule;
mod state;
mod tensor_file;
mod tensorboard;
#[cfg(test)]
pub(in crate::hrm) mod testing;
#[cfg(test)]
mod tests;

pub use adam_atan2::{AdamAtan2, sign_sgd};
pub use checkpoint::{Identity, interrupted};
pub use config::{DataShape, ModelShape, PuzzleRule, Rate, TrainConfig};
pub(in crate::hrm) use deep_stack::on_deep_stacks;
pub use events::{EVENTS, Event, EventKind, read_events};
pub use headline::{LOSSES, headline, loss as loss_of};
pub use learner::{Gradients, Learned, Learner, LearnerState, PuzzleGradient};
pub use published::{BEST, ModelCard, PublishedModel, keep_best, read_weights};
pub(in crate::hrm) use published::{CONFIG, Foreign, MODEL, RUN, publish_foreign, weights_of};
pub use run::{Job, Progress, Start, TrainOutcome, train};
pub use schedule::Schedule;
pub use state::{Best, Computing, RunState, RunStatus, ask_to_stop, forget_stop, is_training};
pub(in crate::hrm) use tensor_file::{read_bytes, sha256};
