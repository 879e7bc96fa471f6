//! The free cells of a board with what lies around them: what the network sees of it. Blocked cells are nothing at all.

use crate::engineering::routing::{Board, Cell};

/// The four ways out of a cell: up, right, down, left. Rows count upward.
pub const HEADINGS: usize = 4;
/// What a cell sees: itself and its four neighbors.
pub const PLACES: usize = HEADINGS + 1;

/// The free cells of a board in row-major order, and the goal of all ways among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
    around: Vec<[Option<usize>; HEADINGS]>,
    goal: usize,
}

impl Grid {
    /// Collects the free cells; `None` if the goal is not one of them.
    pub fn new(board: &Board, goal: Cell) -> Option<Self> {
        let count = board.columns() * board.rows();
        let cells: Vec<Cell> =
            (0..count).map(|index| board.cell(index)).filter(|cell| !board.is_blocked(*cell)).collect();
        let mut numbers = vec![None; count];
        for (number, cell) in cells.iter().enumerate() {
            if let Some(slot) = board.index(*cell).and_then(|index| numbers.get_mut(index)) {
                *slot = Some(number);
            }
        }
        let number = |cell: Cell| board.index(cell).and_then(|index| numbers.get(index).copied().flatten());
        let around = cells.iter().map(|cell| neighbors(*cell).map(|next| next.and_then(number))).collect();
        Some(Self { columns: board.columns(), goal: number(goal)?, cells, around })
    }

    /// Returns how many free cells there are.
    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    /// Returns the number of the goal.
    pub const fn goal(&self) -> usize {
        self.goal
    }

    /// Returns the cell of a number.
    pub fn cell(&self, number: usize) -> Option<Cell> {
        self.cells.get(number).copied()
    }

    /// Returns the neighbor of a cell in a heading, if it is free.
    pub fn next(&self, number: usize, heading: usize) -> Option<usize> {
        *self.around.get(number)?.get(heading)?
    }

    /// Returns the neighbors of a cell, one a heading.
    pub fn around(&self, number: usize) -> [Option<usize>; HEADINGS] {
        self.around.get(number).copied().unwrap_or_default()
    }

    /// Returns the place of a cell on the board, in row-major order.
    pub fn place(&self, number: usize) -> usize {
        self.cells.get(number).map_or(0, |cell| cell.row * self.columns + cell.column)
    }

    /// Returns how many steps each cell is from the goal, by breadth-first search; `None` where no way leads there. Labels and
    /// scores are made of it; answers are not.
    pub fn distances(&self) -> Vec<Option<u32>> {
        let mut distances = vec![None; self.len()];
        #[cfg(test)]
        if crate::engineering::routing::is_stubbed() {
            return distances;
        }
        if let Some(slot) = distances.get_mut(self.goal) {
            *slot = Some(0);
        }
        let mut front = vec![self.goal];
        let mut steps = 0;
        while !front.is_empty() {
            steps += 1;
            let mut next = Vec::new();
            for number in front.into_iter().flat_map(|cell| self.around(cell)).flatten() {
                if let Some(slot @ None) = distances.get_mut(number) {
                    *slot = Some(steps);
                    next.push(number);
                }
            }
            front = next;
        }
        distances
    }
}

/// Returns the cell in each heading, as far as coordinates reach.
pub fn neighbors(cell: Cell) -> [Option<Cell>; HEADINGS] {
    let Cell { column, row } = cell;
    [
        Some(Cell { column, row: row + 1 }),
        Some(Cell { column: column + 1, row }),
        row.checked_sub(1).map(|row| Cell { column, row }),
        column.checked_sub(1).map(|column| Cell { column, row }),
    ]
}
