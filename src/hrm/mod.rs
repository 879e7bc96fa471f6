//! The Hierarchical Reasoning Model: the network as published, its loss and optimizer, and the proof that they are.
//!
//! ```text
//! model   configuration → weights (official names) → one segment: (z_H, z_L, tokens) → (z_H, z_L, logits, q)
//! act     segments until a row halts; rows that have halted take the next puzzle
//! loss    stablemax or softmax cross entropy, halting losses, metrics
//! train   a run that serves any task: AdamATan2, warm-up, averages, events, checkpoints, resume
//! data    datasets in the reference's layout, and the task of learning one
//! balance panelboards: what a model of them reads, how it learns, how good it is
//! habits  where a firm seats its breakers on the legs that balance gives them
//! routing boards of cells: the same for ways to a goal
//! torch   checkpoints of PyTorch, read without executing anything
//! worker  training and answers in another process
//! loads   inventories of loads: demand factors, demand by leg, sizes, as an early signal beside the engine
//! validation circuits: the same for what the rules say about them
//! registry where trained models live, and which one each task uses
//! lessons every task that can be learned, by name
//! parity  the same numbers as a recording of the reference implementation
//! ```
//!
//! The only room that knows candle. Everything random is drawn here from seeds that are passed in: candle's own
//! generator cannot be seeded on the CPU.

mod act;
pub mod balance;
mod data;
mod device;
mod difficulty;
mod error;
mod estimate;
pub mod habits;
mod lessons;
pub mod loads;
mod loss;
mod model;
mod parity;
pub mod registry;
mod reliability;
pub mod routing;
pub mod torch;
mod train;
pub mod validation;
pub mod worker;
mod workout;

pub use act::{ActStep, Carry, Mode, Rows, act_step};
pub use data::{
    Dataset, Example, Generated, MazeOptions, Puzzle, RowScore, Split, SplitInfo, SudokuOptions,
    TokenLearner, TokenOptions, draw_mazes, draw_sudokus, most_frequent_labels, score_rows, write_split,
};
pub use device::{ComputeDevice, DeviceKind, open_device};
pub use difficulty::Difficulty;
pub use error::HrmError;
pub use estimate::{Estimate, mean_estimate, share_estimate};
pub use lessons::{LESSONS, Lesson, open_lesson, recipe, tuning_recipe, written_out};
pub use loss::{LossKind, Losses, Metrics, lm_loss};
pub use model::{
    Answering, GradientReach, Halting, Hrm, HrmConfig, Input, Pass, PositionEncoding, Segment, State,
    Weights, initial_weights,
};
pub use parity::{ParityReport, Quantity, run_parity};
pub use reliability::{Reliability, ReliabilityRow};
pub use train::{
    AdamAtan2, BEST, Best, Computing, DataShape, EVENTS, Event, EventKind, Gradients, Identity, Job, LOSSES,
    Learned, Learner, LearnerState, ModelCard, ModelShape, Progress, PublishedModel, PuzzleGradient,
    PuzzleRule, Rate, RunState, RunStatus, Schedule, Start, TrainConfig, TrainOutcome, ask_to_stop,
    forget_stop, headline, interrupted, is_training, keep_best, loss_of, read_events, read_weights, sign_sgd,
    train,
};
pub use workout::{WORKOUT_SEGMENTS, Workout};

#[cfg(test)]
mod tests;
