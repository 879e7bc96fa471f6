//! What changes weights: the optimizers and the learning rate over time.

mod adam_atan2;
mod learner;
mod schedule;

pub use adam_atan2::{AdamAtan2, sign_sgd};
pub use learner::{Gradients, Learned, Learner, LearnerState, PuzzleGradient};
pub use schedule::Schedule;
