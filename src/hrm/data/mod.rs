//! Datasets in the layout of the reference, and the task of learning one.
//!
//! ```text
//! DIR/{train,test}/dataset.json               classes, tokens of a puzzle, what is padding, what is no label
//!                  all__inputs.npy            (examples, tokens)
//!                  all__labels.npy            (examples, tokens)
//!                  all__puzzle_identifiers.npy  row of the puzzle table, one a puzzle
//!                  all__puzzle_indices.npy    where a puzzle's examples begin, and the end
//!                  all__group_indices.npy     where a group's puzzles begin, and the end
//! ```
//!
//! A group is a puzzle with its augmentations; a pass over the data takes one of each group.

mod drawing;
mod evaluate;
mod generated;
mod json_lines;
mod learner;
mod maze;
mod npy;
mod order;
mod split;
mod sudoku;
mod write;

pub(in crate::hrm) use drawing::{seed_of, side_by_side};
pub use evaluate::{RowScore, most_frequent_labels, score_rows};
pub use generated::Generated;
pub(in crate::hrm) use json_lines::read_json_lines;
pub use learner::{TokenLearner, TokenOptions};
pub use maze::{MazeOptions, draw_mazes};
pub(in crate::hrm) use npy::{bytes_to_npy, floats_to_bytes};
pub use split::{Dataset, Split, SplitInfo};
pub use sudoku::{SudokuOptions, draw_sudokus};
pub use write::{Example, Puzzle, write_split};

#[cfg(test)]
mod tests;
