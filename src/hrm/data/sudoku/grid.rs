//! The grid and its solver: the hole with the fewest numbers left is tried first.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// A grid of `order` × `order` boxes of `order` × `order` places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub order: usize,
}

impl Shape {
    pub const fn size(self) -> usize {
        self.order * self.order
    }

    pub const fn box_of(self, row: usize, column: usize) -> usize {
        row / self.order * self.order + column / self.order
    }
}

/// Numbers taken in each row, column and box, as bits.
struct Taken {
    shape: Shape,
    rows: Vec<u16>,
    columns: Vec<u16>,
    boxes: Vec<u16>,
}

impl Taken {
    /// Returns what the numbers of a grid take; `None` when two are in each other's way.
    fn of(shape: Shape, grid: &[u8]) -> Option<Self> {
        let none = vec![0; shape.size()];
        let mut taken = Self { shape, rows: none.clone(), columns: none.clone(), boxes: none };
        for (place, number) in grid.iter().enumerate().filter(|(_, number)| **number > 0) {
            if taken.free(place) & bit(*number) == 0 {
                return None;
            }
            taken.flip(place, *number);
        }
        Some(taken)
    }

    /// Returns the numbers that may go to a place, as bits.
    fn free(&self, place: usize) -> u16 {
        let (row, column) = (place / self.shape.size(), place % self.shape.size());
        let taken = self.rows[row] | self.columns[column] | self.boxes[self.shape.box_of(row, column)];
        !taken & ((1 << self.shape.size()) - 1)
    }

    /// Puts a number to a place, or takes it away again.
    fn flip(&mut self, place: usize, number: u8) {
        let (row, column) = (place / self.shape.size(), place % self.shape.size());
        self.rows[row] ^= bit(number);
        self.columns[column] ^= bit(number);
        self.boxes[self.shape.box_of(row, column)] ^= bit(number);
    }
}

const fn bit(number: u8) -> u16 {
    1 << (number - 1)
}

/// Counts the ways to fill the holes (0), up to a limit.
pub(super) fn solutions(shape: Shape, grid: &[u8], limit: usize) -> usize {
    let mut grid = grid.to_vec();
    let Some(mut taken) = Taken::of(shape, &grid) else { return 0 };
    let mut found = 0;
    fill(&mut grid, &mut taken, &mut |_: &mut [u8]| {}, &mut |_| {
        found += 1;
        found >= limit
    });
    found
}

/// Draws a filled grid.
pub(super) fn filled(shape: Shape, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut grid = vec![0; shape.size() * shape.size()];
    // A first row at random spares the search most of its choices.
    for (place, number) in (1..).take(shape.size()).enumerate() {
        grid[place] = number;
    }
    grid[..shape.size()].shuffle(rng);
    let mut answer = grid.clone();
    if let Some(mut taken) = Taken::of(shape, &grid) {
        fill(&mut grid, &mut taken, &mut |numbers: &mut [u8]| numbers.shuffle(rng), &mut |full| {
            answer.copy_from_slice(full);
            true
        });
    }
    answer
}

/// Fills the holes in every way, in the order that `arrange` gives the numbers, until `found` says that it is enough.
fn fill(
    grid: &mut [u8],
    taken: &mut Taken,
    arrange: &mut dyn FnMut(&mut [u8]),
    found: &mut dyn FnMut(&[u8]) -> bool,
) -> bool {
    let holes = (0..grid.len()).filter(|place| grid[*place] == 0);
    let Some(place) = holes.min_by_key(|place| taken.free(*place).count_ones()) else { return found(grid) };
    let free = taken.free(place);
    let mut numbers: Vec<u8> =
        (1..).take(taken.shape.size()).filter(|number| free & bit(*number) != 0).collect();
    arrange(&mut numbers);
    for number in numbers {
        grid[place] = number;
        taken.flip(place, number);
        let enough = fill(grid, taken, arrange, found);
        taken.flip(place, number);
        if enough {
            grid[place] = 0;
            return true;
        }
    }
    grid[place] = 0;
    false
}
