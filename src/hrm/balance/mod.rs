//! Balancing panelboards with the model: what it reads, how it learns, what it answers, how good it is.
//!
//! ```text
//! panels     panelboards drawn from a seed, or given; labelled, split, written
//! puzzle     a panelboard as tokens and features; episode: segments with the legs fed back
//! objective  what an answer costs; learner: imitation, then the objective; options: how
//! model      one panelboard at a time, for the window
//! evaluate   a test set, beside plain algorithms; fewest: the same for few moves; answer: both as JSON
//! ```

mod answer;
mod episode;
mod evaluate;
mod fewest;
mod judge;
mod learner;
mod model;
mod objective;
mod options;
mod panels;
mod pool;
mod puzzle;
mod recipe;
mod statistics;

pub use answer::{BALANCE_GATE, balance_answer};
pub use evaluate::{COLUMNS, CellScores, FIRST_OF_MODEL, evaluate, evaluate_panels, sum_up_panels};
pub use fewest::{FewestScores, MOVERS, Moved, TARGET, evaluate_fewest};
pub use judge::{Run, runs};
pub use learner::BalanceLearner;
pub use model::{SEGMENTS, TrainedBalance, figures_of};
pub use options::BalanceOptions;
pub use panels::{
    Case, DrawnPanel, FINISHED, Occupancy, OwnPanel, PanelPlan, PanelRecord, PanelSet, TEST_SIZES,
    TEST_SYSTEMS, draw_panel, hash_of, read_learned, read_panels,
};
pub use pool::Pool;
pub use puzzle::{CLASSES, FEATURES, MOST_CIRCUITS, Puzzle, Wish};
pub use recipe::{balance_recipe, balance_shape};
pub use statistics::Summary;

#[cfg(test)]
mod tests;
