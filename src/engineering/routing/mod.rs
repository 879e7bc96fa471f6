//! Routes of conduit: boards of cells, shortest paths, trees, and the checker that believes neither.
//!
//! ```text
//! board.rs    free and blocked cells     ground.rs   what each of them costs to pass
//! search.rs   the cheapest way, bends counted     opening.rs   what to open where there is none
//! tree/       several ends joined with the least length
//! ```
//!
//! A floor becomes a board of cells (`board.rs`); searches know boards only, so that they can be compared with published path
//! problems and brute force.

mod board;
mod field;
mod ground;
mod opening;
mod queue;
mod search;
#[cfg(test)]
mod tests;
mod tree;

pub use board::{Board, Cell};
pub use ground::{Angles, DIAGONAL_STEP, Ground, PLAIN, STEP};
pub use opening::{Breach, smallest_opening};
pub use search::{Finder, Stuck, Terms, Walk};
pub use tree::{EXACT_TERMINALS, Effort, Leg, OutOfReach, Tree, join};
