//! Routes of conduit: boards of cells, shortest paths, trees, and the checker that believes neither.
//!
//! A floor becomes a board of cells (`board.rs`); searches know boards only, so that they can be compared with published path
//! problems and brute force.

mod board;

pub use board::{Board, Cell};
