//! A number that is the same for all copies of a puzzle: exchanging numbers, bands, rows, stacks, columns, or rows for
//! columns does not change it.
//!
//! Every number given, row, column, band, stack and box gets a color, and mixes it with those it touches, round after
//! round. Different puzzles may by chance be alike, which costs a draw and lets nothing through.

use crate::hrm::data::sudoku::grid::Shape;

/// Colors have travelled everywhere after so many rounds.
const ROUNDS: usize = 4;

/// Returns the likeness of a puzzle; holes are 0.
pub(super) fn likeness(shape: Shape, puzzle: &[u8]) -> u64 {
    let size = shape.size();
    let given: Vec<(usize, usize, usize)> = puzzle
        .iter()
        .enumerate()
        .filter(|(_, number)| **number > 0)
        .map(|(place, number)| (place / size, place % size, usize::from(*number) - 1))
        .collect();
    let mut cells = vec![1_u64; given.len()];
    let (mut rows, mut columns) = (vec![2_u64; size], vec![2_u64; size]);
    let (mut bands, mut stacks) = (vec![3_u64; shape.order], vec![3_u64; shape.order]);
    let (mut boxes, mut numbers) = (vec![4_u64; size], vec![5_u64; size]);
    for _ in 0..ROUNDS {
        let of = |belongs: &dyn Fn(&(usize, usize, usize)) -> bool| {
            unordered(given.iter().zip(&cells).filter(|(cell, _)| belongs(cell)).map(|(_, color)| *color))
        };
        let new_rows: Vec<u64> =
            (0..size).map(|row| ordered(&[bands[row / shape.order], of(&|cell| cell.0 == row)])).collect();
        let new_columns: Vec<u64> =
            (0..size).map(|col| ordered(&[stacks[col / shape.order], of(&|cell| cell.1 == col)])).collect();
        let new_boxes: Vec<u64> = (0..size)
            .map(|index| {
                let across = unordered([bands[index / shape.order], stacks[index % shape.order]].into_iter());
                ordered(&[across, of(&|cell| shape.box_of(cell.0, cell.1) == index)])
            })
            .collect();
        let new_numbers: Vec<u64> = (0..size).map(|number| of(&|cell| cell.2 == number)).collect();
        let new_cells: Vec<u64> = given
            .iter()
            .map(|&(row, column, number)| {
                let lines = unordered([rows[row], columns[column]].into_iter());
                ordered(&[lines, boxes[shape.box_of(row, column)], numbers[number]])
            })
            .collect();
        let band = |lines: &[u64], index: usize| {
            unordered(lines.iter().skip(index * shape.order).take(shape.order).copied())
        };
        bands = (0..shape.order).map(|index| band(&new_rows, index)).collect();
        stacks = (0..shape.order).map(|index| band(&new_columns, index)).collect();
        (cells, rows, columns, boxes, numbers) = (new_cells, new_rows, new_columns, new_boxes, new_numbers);
    }
    ordered(&[unordered(cells.into_iter()), unordered(bands.into_iter().chain(stacks))])
}

/// Mixes colors whose order counts.
fn ordered(colors: &[u64]) -> u64 {
    colors.iter().fold(0x9E37_79B9_7F4A_7C15, |mixed, color| {
        let mut z = (mixed ^ color).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// Mixes colors whose order does not count.
fn unordered(colors: impl Iterator<Item = u64>) -> u64 {
    let mut colors: Vec<u64> = colors.collect();
    colors.sort_unstable();
    ordered(&colors)
}
