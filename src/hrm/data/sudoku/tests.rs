//! Puzzles checked by a plain search, copies that are alike, and no puzzle twice.

use super::grid::{Shape, filled, solutions};
use super::likeness::likeness;
use super::{SudokuOptions, copied, draw_sudokus, example, with_holes};
use crate::hrm::data::{Generated, Split};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

const SMALL: SudokuOptions = SudokuOptions { seed: 2, size: 4, train: 40, test: 10, augment: 3 };

fn drawn(options: &SudokuOptions) -> Generated {
    draw_sudokus(options, &mut || true).expect("drawn")
}

/// Counts answers place by place from the first, with nothing but the rules.
fn plain_count(grid: &mut Vec<u16>, order: usize) -> usize {
    let size = order * order;
    let Some(hole) = grid.iter().position(|number| *number == 0) else { return 1 };
    let mut count = 0;
    for number in 1..=size as u16 {
        let meets = |place: usize| {
            let same_box =
                place / size / order == hole / size / order && place % size / order == hole % size / order;
            place / size == hole / size || place % size == hole % size || same_box
        };
        if !(0..size * size).any(|place| grid[place] == number && meets(place)) {
            grid[hole] = number;
            count += plain_count(grid, order);
            grid[hole] = 0;
        }
    }
    count
}

/// Asserts that rows, columns and boxes of every answer hold each number once and that the answer keeps what is given.
fn assert_answers(split: &Split, order: usize) {
    let size = order * order;
    for index in 0..split.examples() {
        let (inputs, labels) = split.example(index);
        assert!(inputs.iter().zip(labels).all(|(given, answer)| *given == 1 || given == answer));
        for line in 0..size {
            let column = (0..size).map(|i| labels[i * size + line]);
            let row = labels[line * size..(line + 1) * size].iter().copied();
            let corner = line / order * order * size + line % order * order;
            let in_box = (0..size).map(|i| labels[corner + i / order * size + i % order]);
            for numbers in [column.collect::<BTreeSet<_>>(), row.collect(), in_box.collect()] {
                assert!(numbers.into_iter().eq(2..2 + size as u16), "{labels:?}");
            }
        }
    }
}

#[test]
fn every_puzzle_has_one_answer() {
    let small = drawn(&SMALL).data;
    for split in [&small.train, &small.test] {
        assert_answers(split, 2);
        for index in 0..split.examples() {
            let mut grid: Vec<u16> = split.example(index).0.iter().map(|class| class - 1).collect();
            assert_eq!(plain_count(&mut grid, 2), 1);
        }
    }
    let large = drawn(&SudokuOptions { size: 9, train: 2, test: 1, ..SMALL }).data;
    assert_answers(&large.train, 3);
    let mut grid: Vec<u16> = large.test.example(0).0.iter().map(|class| class - 1).collect();
    assert_eq!(plain_count(&mut grid, 3), 1);
    assert_eq!((large.train.info.vocab_size, large.train.info.seq_len), (11, 81));
}

#[test]
fn the_solver_counts() {
    let shape = Shape { order: 2 };
    // There are 288 filled grids of 4 × 4; a row that repeats a number has none.
    assert_eq!(solutions(shape, &[0; 16], 1000), 288);
    assert_eq!(solutions(shape, &[0; 16], 7), 7);
    let mut twice = [0; 16];
    (twice[0], twice[3]) = (1, 1);
    assert_eq!(solutions(shape, &twice, 2), 0);
}

#[test]
fn copies_are_alike_and_others_are_not() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for shape in [Shape { order: 2 }, Shape { order: 3 }] {
        let mut seen = BTreeSet::new();
        for _ in 0..6 {
            let answer = filled(shape, &mut rng);
            let puzzle = with_holes(shape, &answer, answer.len() / 3, &mut rng);
            let alike = likeness(shape, &puzzle);
            for _ in 0..10 {
                let copy = copied(shape, &example(&puzzle, &answer), &mut rng);
                let numbers: Vec<u8> = copy.inputs.iter().map(|class| *class as u8 - 1).collect();
                assert_eq!(likeness(shape, &numbers), alike);
            }
            seen.insert(alike);
        }
        assert!(seen.len() >= 5, "{}", seen.len());
    }
}

#[test]
fn no_puzzle_is_in_two_groups_not_even_as_a_copy() {
    let data = drawn(&SMALL).data;
    assert_eq!((data.train.examples(), data.test.examples()), (160, 10));
    let key = |split: &Split, index: usize| {
        let numbers: Vec<u8> = split.example(index).0.iter().map(|class| *class as u8 - 1).collect();
        likeness(Shape { order: 2 }, &numbers)
    };
    let train: BTreeSet<u64> = (0..160).map(|index| key(&data.train, index)).collect();
    let test: BTreeSet<u64> = (0..10).map(|index| key(&data.test, index)).collect();
    assert_eq!((train.len(), test.len()), (40, 10));
    assert!(train.is_disjoint(&test));
    assert_eq!(drawn(&SMALL).data, data);
}
