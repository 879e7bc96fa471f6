//! Mazes with one way from start to goal: the puzzle is the maze, the answer the same with the way marked.
//!
//! Walls come from a random tree over the cells, so there is one way between any two. Two mazes that are turned or mirrored
//! copies of each other count as one, and no maze is drawn twice.

use crate::hrm::HrmError;
use crate::hrm::data::generated::{Drawn, Generated, draw_splits};
use crate::hrm::data::split::SplitInfo;
use crate::hrm::data::write::Example;
use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use std::collections::VecDeque;

/// Classes, in the reference's order; 0 is padding.
const WALL: u16 = 1;
const FREE: u16 = 2;
const START: u16 = 3;
const GOAL: u16 = 4;
const WAY: u16 = 5;
const CLASSES: usize = 6;
/// Turned and mirrored copies of a square, itself among them.
const COPIES: usize = 8;

/// Which mazes to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MazeOptions {
    pub seed: u64,
    /// Side of the square in tokens, outer walls included; at least 5.
    pub size: usize,
    pub train: usize,
    pub test: usize,
    /// Turned and mirrored copies of each maze to learn, up to 7.
    pub augment: usize,
    /// Steps of the way from start to goal at least; with 0 it is somewhat longer than a side.
    pub least_way: usize,
}

/// Mazes drawn for one that has a way that long.
const TRIES: usize = 400;

/// Draws mazes. `go_on` is asked before each.
///
/// # Errors
/// When there are not that many different mazes, or the options do not hold.
pub fn draw_mazes(options: &MazeOptions, go_on: &mut dyn FnMut() -> bool) -> Result<Generated, HrmError> {
    let MazeOptions { seed, size, train, test, augment, least_way } = *options;
    if size < 5 || augment >= COPIES {
        return Err(HrmError::Settings("a maze has a side of at least 5 and at most 7 copies".to_owned()));
    }
    let info = SplitInfo {
        pad_id: 0,
        ignore_label_id: Some(0),
        blank_identifier_id: 0,
        vocab_size: CLASSES,
        seq_len: size * size,
        num_puzzle_identifiers: 1,
        total_groups: 0,
        mean_puzzle_examples: 0.0,
        sets: Vec::new(),
    };
    let mut lengths = Vec::new();
    let drawn = &mut |rng: &mut ChaCha8Rng| {
        let mut tried = 1;
        let (example, length) = loop {
            let (example, length) = maze(size, least_way, rng);
            if length >= least_way || tried == TRIES {
                break (example, length);
            }
            tried += 1;
        };
        let walls: Vec<u16> =
            example.inputs.iter().map(|class| if *class == WALL { WALL } else { FREE }).collect();
        let key = (0..COPIES).map(|copy| copied(&walls, size, copy)).min().unwrap_or_default();
        lengths.push(length);
        Drawn { key, example }
    };
    let mut copies = |example: &Example, count: usize, rng: &mut ChaCha8Rng| {
        let mut others: Vec<usize> = (1..COPIES).collect();
        others.shuffle(rng);
        others.truncate(count);
        let copy = |copy: usize| Example {
            inputs: copied(&example.inputs, size, copy),
            labels: copied(&example.labels, size, copy),
        };
        others.into_iter().map(copy).collect()
    };
    let mut generated = draw_splits(&info, seed, (train, test, augment), drawn, &mut copies, go_on)?;
    if let Some(short) = lengths.iter().min().filter(|length| **length < least_way) {
        let words =
            format!("mazes with a side of {size} hardly have ways of {least_way} steps; one has {short}");
        return Err(HrmError::Settings(words));
    }
    generated.facts = json!({
        "task": "maze",
        "seed": seed,
        "size": size,
        "augment": augment,
        "classes": ["PAD", "#", " ", "S", "G", "o"],
        "shortest_way": { "least": lengths.iter().min(), "most": lengths.iter().max() },
    });
    Ok(generated)
}

/// Draws a maze and returns it with the length of its way in tokens.
fn maze(size: usize, least_way: usize, rng: &mut ChaCha8Rng) -> (Example, usize) {
    let cells = (size - 1) / 2;
    let at = |row: usize, column: usize| (2 * row + 1) * size + 2 * column + 1;
    let mut tokens = vec![WALL; size * size];
    // A tree that grows now from its newest cell, which makes long ways, and now from any, which makes many mazes.
    let first = (rng.random_range(0..cells), rng.random_range(0..cells));
    tokens[at(first.0, first.1)] = FREE;
    let mut open = vec![first];
    let newest = if least_way > 0 { 0.9 } else { 0.6 };
    while !open.is_empty() {
        let from = if rng.random_bool(newest) { open.len() - 1 } else { rng.random_range(0..open.len()) };
        let (row, column) = open[from];
        let closed: Vec<(usize, usize)> =
            around(row, column, cells).filter(|&(row, column)| tokens[at(row, column)] == WALL).collect();
        let Some(&next) = closed.choose(rng) else {
            open.remove(from);
            continue;
        };
        tokens[(at(row, column) + at(next.0, next.1)) / 2] = FREE;
        tokens[at(next.0, next.1)] = FREE;
        open.push(next);
    }
    let start = at(rng.random_range(0..cells), rng.random_range(0..cells));
    let (distances, towards) = distances(&tokens, size, start);
    // A goal in the farther half and about a side away, so that there is something to find.
    let farthest = distances.iter().flatten().max().copied().unwrap_or(0);
    let least = (farthest / 2 + 1).max(size - 1).max(least_way).min(farthest);
    let far = |index: usize| distances[index].is_some_and(|distance| distance >= least);
    let cell = |index: &usize| (index / size) % 2 == 1 && (index % size) % 2 == 1;
    let goals: Vec<usize> = (0..size * size).filter(cell).filter(|index| far(*index)).collect();
    let goal = goals.choose(rng).copied().unwrap_or(start);
    tokens[start] = START;
    tokens[goal] = GOAL;
    let mut labels = tokens.clone();
    let mut here = towards[goal];
    while here != start {
        labels[here] = WAY;
        here = towards[here];
    }
    (Example { inputs: tokens, labels }, distances[goal].unwrap_or(0))
}

/// Returns the cells beside one.
fn around(row: usize, column: usize, cells: usize) -> impl Iterator<Item = (usize, usize)> {
    let beside =
        [(row.wrapping_sub(1), column), (row + 1, column), (row, column.wrapping_sub(1)), (row, column + 1)];
    beside.into_iter().filter(move |(row, column)| *row < cells && *column < cells)
}

/// Returns how far each token is from the start, and the one before it on the way.
fn distances(tokens: &[u16], size: usize, start: usize) -> (Vec<Option<usize>>, Vec<usize>) {
    let (mut distances, mut towards) = (vec![None; tokens.len()], vec![start; tokens.len()]);
    distances[start] = Some(0);
    let mut open = VecDeque::from([start]);
    while let Some(here) = open.pop_front() {
        for (row, column) in around(here / size, here % size, size) {
            let next = row * size + column;
            if tokens[next] != WALL && distances[next].is_none() {
                distances[next] = distances[here].map(|distance: usize| distance + 1);
                towards[next] = here;
                open.push_back(next);
            }
        }
    }
    (distances, towards)
}

/// Returns a turned or mirrored copy of a square: up to three quarter turns, of the mirrored one from 4 on.
fn copied(tokens: &[u16], size: usize, copy: usize) -> Vec<u16> {
    let last = size - 1;
    let from = |row: usize, column: usize| {
        let (row, column) = match copy % 4 {
            0 => (row, column),
            1 => (column, last - row),
            2 => (last - row, last - column),
            _ => (last - column, row),
        };
        if copy < 4 { row * size + column } else { column * size + row }
    };
    (0..size * size).map(|index| tokens[from(index / size, index % size)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn mazes(options: &MazeOptions) -> Generated {
        draw_mazes(options, &mut || true).expect("drawn")
    }

    const OPTIONS: MazeOptions =
        MazeOptions { seed: 8, size: 9, train: 60, test: 20, augment: 2, least_way: 0 };

    /// Follows the marked way from S by hand: one neighbour at a time, never back, until G; and no free cell leads round.
    #[test]
    fn the_way_leads_from_start_to_goal_and_is_the_only_one() {
        let generated = mazes(&OPTIONS);
        for split in [&generated.data.train, &generated.data.test] {
            for index in 0..split.examples() {
                let (inputs, labels) = split.example(index);
                let beside = |place: usize| [place - 9, place + 9, place - 1, place + 1];
                let start = inputs.iter().position(|class| *class == START).expect("a start");
                let (mut here, mut before, mut length) = (start, start, 0);
                while labels[here] != GOAL {
                    let next: Vec<usize> = beside(here)
                        .into_iter()
                        .filter(|place| *place != before && [WAY, GOAL].contains(&labels[*place]))
                        .collect();
                    assert_eq!(next.len(), 1, "{labels:?}");
                    (before, here, length) = (here, next[0], length + 1);
                }
                assert_eq!(labels.iter().filter(|class| **class == WAY).count(), length - 1);
                assert!(length >= 8, "{length}");
                // A tree: one edge less than places. With it the way is the only one.
                let free: Vec<usize> = (0..81).filter(|place| inputs[*place] != WALL).collect();
                let edges = free
                    .iter()
                    .flat_map(|place| beside(*place))
                    .filter(|place| inputs[*place] != WALL)
                    .count();
                assert_eq!(edges / 2, free.len() - 1);
                let unmarked = |class: &u16| if *class == WAY { FREE } else { *class };
                assert!(labels.iter().map(unmarked).eq(inputs.iter().copied()));
            }
        }
    }

    #[test]
    fn no_maze_is_drawn_twice_not_even_turned() {
        let generated = mazes(&OPTIONS);
        let mut seen = BTreeSet::new();
        for (split, copies) in [(&generated.data.train, 3), (&generated.data.test, 1)] {
            assert_eq!(split.examples(), split.groups() * copies);
            for group in 0..split.groups() {
                let walls = |index: usize| -> Vec<bool> {
                    split.example(index).0.iter().map(|class| *class == WALL).collect()
                };
                // Turned by hand: transposed and mirrored again and again.
                let mut all = BTreeSet::new();
                let mut square = walls(group * copies);
                for _ in 0..4 {
                    let transposed: Vec<bool> = (0..81).map(|i| square[i % 9 * 9 + i / 9]).collect();
                    all.insert(transposed.clone());
                    square = (0..81).map(|i| transposed[i / 9 * 9 + 8 - i % 9]).collect();
                    all.insert(square.clone());
                }
                assert!((0..copies).all(|copy| all.contains(&walls(group * copies + copy))));
                assert!(all.iter().all(|square| !seen.contains(square)));
                seen.extend(all);
            }
        }
    }

    #[test]
    fn the_seed_decides_and_there_are_only_so_many() {
        assert_eq!(mazes(&OPTIONS).data, mazes(&OPTIONS).data);
        assert_ne!(mazes(&OPTIONS).data, mazes(&MazeOptions { seed: 9, ..OPTIONS }).data);
        let tiny = MazeOptions { size: 5, train: 5, test: 1, ..OPTIONS };
        let words = draw_mazes(&tiny, &mut || true).expect_err("too many").to_string();
        assert!(words.contains("no more than 1 different"), "{words}");
        assert!(matches!(draw_mazes(&OPTIONS, &mut || false), Err(HrmError::Cancelled)));
    }
}
