//! Exact search over real slots: best possible score, fewest moves, the front between them. Start in `solve.rs`.

mod alike;
mod best;
mod bounds;
mod cells;
mod layout;
mod meter;
mod moves;
mod packing;
mod realize;
mod region;
mod strips;

pub(in crate::engineering::balance) use best::{Best, best_choice, pack};
pub(in crate::engineering::balance) use bounds::{bound_by_piece, upper_bound};
pub(in crate::engineering::balance) use cells::Cells;
pub(in crate::engineering::balance) use layout::{Layout, Piece, Placement};
pub(in crate::engineering::balance) use meter::Meter;
pub use meter::{Observer, Progress};
pub(in crate::engineering::balance) use moves::{Floor, MAX_MOVES, Plan, best_plan};
