//! Balancing panelboards with the model: what it reads, how it learns, what it answers.

mod episode;
mod judge;
mod learner;
mod objective;
mod panels;
mod pool;
mod puzzle;

pub use judge::{Run, runs};
pub use learner::{BalanceLearner, BalanceOptions};
pub use panels::{Case, DrawnPanel, Occupancy, draw_panel};
pub use pool::Pool;
pub use puzzle::{CLASSES, FEATURES, Puzzle, Wish};
