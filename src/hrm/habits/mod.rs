//! A firm's habits of seating breakers: which slots they take on the legs that balance gives them.
//!
//! ```text
//! tokens    the breakers of a panelboard as tokens; a seat is a column and one of fourteen bands of its height
//! learner   learns seats from finished panelboards; what was rejected is pushed away
//! seats     a trained network seats an arrangement anew: the same legs to the last unit, slots as the firm would
//! published one file of weights with both networks, that of the legs and that of the seats
//! likeness  how much a panelboard looks like the firm's own; table: the plain baseline, counts without a network
//! firms     three firms with different habits, drawn from seeds, as projects in our file format
//! own       one's own projects, journals and decisions as panelboards to learn from, names left away; examples: those
//!           of a dataset
//! evaluate  a model on finished panelboards of a firm, beside what does without it
//! ```
//!
//! The network that chooses legs is not touched by any of this, and the seating keeps every circuit on its legs
//! (`engineering/balance/liking.rs`): a habit cannot cost balance, whatever was learned.

mod evaluate;
mod examples;
mod firms;
mod learner;
mod likeness;
mod options;
mod own;
pub(in crate::hrm) mod published;
mod seats;
mod table;
#[cfg(test)]
mod tests;
mod tokens;

pub use evaluate::{Compared, FirmScores, evaluate_habits, panels_of};
pub use examples::{HabitExample, read_examples};
pub use firms::{Firm, FirmPlan, draw_projects};
pub use learner::HabitLearner;
pub use likeness::{Likeness, likeness};
pub use options::{HabitOptions, habit_recipe, habit_shape, learns_habits};
pub use own::{Names, decision_line, mark_difficult, own_of_journal, own_of_project};
pub use published::{HabitsCard, Legs, fresh_or_learned};
pub use seats::TrainedHabits;
pub use table::HabitTable;
pub use tokens::{ENCODING, HABIT_CLASSES, HABIT_FEATURES};
