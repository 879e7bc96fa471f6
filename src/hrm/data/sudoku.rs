//! Sudoku of 4 × 4 and 9 × 9: a grid with holes that can be filled in one way only.
//!
//! A filled grid is drawn, then numbers are taken away in random order as long as the answer stays the only one. Copies
//! for learning exchange numbers, bands, rows of a band, stacks, columns of a stack, and rows for columns; puzzles that
//! could be such copies of each other count as one.

mod grid;
mod likeness;

use crate::hrm::HrmError;
use crate::hrm::data::generated::{Drawn, Generated, draw_splits};
use crate::hrm::data::split::SplitInfo;
use crate::hrm::data::write::Example;
use grid::{Shape, filled, solutions};
use likeness::likeness;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

/// Which puzzles to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SudokuOptions {
    pub seed: u64,
    /// Side of the grid: 4 or 9.
    pub size: usize,
    pub train: usize,
    pub test: usize,
    /// Copies of each puzzle to learn.
    pub augment: usize,
}

/// Draws puzzles. `go_on` is asked before each.
///
/// # Errors
/// When there are not that many different puzzles, or the size is another.
pub fn draw_sudokus(options: &SudokuOptions, go_on: &mut dyn FnMut() -> bool) -> Result<Generated, HrmError> {
    let SudokuOptions { seed, size, train, test, augment } = *options;
    // How many numbers stay: from as few as the answer allows to plenty.
    let (order, given) = match size {
        4 => (2, 4..=9),
        9 => (3, 22..=36),
        _ => return Err(HrmError::Settings("a Sudoku here has a side of 4 or 9".to_owned())),
    };
    let shape = Shape { order };
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        // Padding, a hole, the numbers.
        vocab_size: size + 2,
        seq_len: size * size,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut counts = Vec::new();
    let draw = &mut |rng: &mut ChaCha8Rng| {
        let answer = filled(shape, rng);
        let wanted = rng.random_range(given.clone());
        let puzzle = with_holes(shape, &answer, wanted, rng);
        counts.push(puzzle.iter().filter(|number| **number > 0).count());
        Drawn { key: likeness(shape, &puzzle), example: example(&puzzle, &answer) }
    };
    let copies = &mut |example: &Example, count: usize, rng: &mut ChaCha8Rng| {
        (0..count).map(|_| copied(shape, example, rng)).collect()
    };
    let mut generated = draw_splits(&info, seed, (train, test, augment), draw, copies, go_on)?;
    generated.facts = json!({
        "task": "sudoku",
        "seed": seed,
        "size": size,
        "augment": augment,
        "classes": (0..size + 2).map(class_name).collect::<Vec<_>>(),
        "given": { "least": counts.iter().min(), "most": counts.iter().max() },
    });
    Ok(generated)
}

fn class_name(class: usize) -> String {
    match class {
        0 => "PAD".to_owned(),
        1 => "hole".to_owned(),
        number => (number - 1).to_string(),
    }
}

/// Numbers become classes: one more, so that 0 stays padding and a hole is 1.
fn example(puzzle: &[u8], answer: &[u8]) -> Example {
    let classes = |numbers: &[u8]| numbers.iter().map(|number| u16::from(*number) + 1).collect();
    Example { inputs: classes(puzzle), labels: classes(answer) }
}

/// Takes numbers away, down to `wanted` or to where no other can go.
fn with_holes(shape: Shape, answer: &[u8], wanted: usize, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut puzzle = answer.to_vec();
    let mut places: Vec<usize> = (0..puzzle.len()).collect();
    places.shuffle(rng);
    let mut left = puzzle.len();
    for place in places {
        if left == wanted {
            break;
        }
        let number = std::mem::take(&mut puzzle[place]);
        if solutions(shape, &puzzle, 2) == 1 {
            left -= 1;
        } else {
            puzzle[place] = number;
        }
    }
    puzzle
}

/// Returns a copy with numbers and places exchanged, puzzle and answer alike.
fn copied(shape: Shape, example: &Example, rng: &mut ChaCha8Rng) -> Example {
    let size = shape.size();
    let mut numbers: Vec<u16> = (0..size as u16).map(|number| number + 2).collect();
    numbers.shuffle(rng);
    let (rows, columns) = (lines(shape, rng), lines(shape, rng));
    let transposed = rng.random_bool(0.5);
    let copy = |classes: &[u16]| {
        let from = |index: usize| {
            let (row, column) = (rows[index / size], columns[index % size]);
            classes[if transposed { column * size + row } else { row * size + column }]
        };
        let renamed = |class: u16| if class < 2 { class } else { numbers[usize::from(class) - 2] };
        (0..classes.len()).map(|index| renamed(from(index))).collect()
    };
    Example { inputs: copy(&example.inputs), labels: copy(&example.labels) }
}

/// Draws an order of lines that keeps bands together.
fn lines(shape: Shape, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut bands: Vec<usize> = (0..shape.order).collect();
    bands.shuffle(rng);
    let mut lines = Vec::new();
    for band in bands {
        let mut within: Vec<usize> = (0..shape.order).map(|line| band * shape.order + line).collect();
        within.shuffle(rng);
        lines.extend(within);
    }
    lines
}

#[cfg(test)]
mod tests;
