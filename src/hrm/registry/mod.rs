//! Where trained models live, which one each task uses (its champion), and what is known about each: its card.
//!
//! ```text
//! shipped   models/<task>/<id>/ of the repository, inside the program; models/champions.json names the first champions
//! own       PLACE/<task>/<id>/   model.safetensors  config.json  run.json  card.json
//!           PLACE/registry.json  what was promoted and rolled back, oldest first
//!           PLACE/candidates.json  what is to become champion, one a task at most
//! ```
//!
//! Whatever is read is checked before it is used: the hash of the weights, that they load, that they fit the task. A file
//! that does not is refused by name and reason. Start at `registry.rs`; a shipped model is one line in `shipped.rs`.

mod begin;
mod candidates;
mod card;
mod checkpoint;
mod files;
mod gate;
mod history;
mod metrics;
mod ops;
mod registry;
mod shipped;
mod tasks;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use card::{Card, LearnedFrom, Made, Parent, TestSet};
pub use gate::{CellGate, Gate};
pub use history::{Change, ChangeKind};
pub use metrics::{CellFigures, Figure, Figures, read_figures};
pub use ops::{Decision, Promotion};
pub use registry::{Listed, Registry, Stored};
pub use shipped::Shipped;
pub use tasks::{TASKS, Task};
