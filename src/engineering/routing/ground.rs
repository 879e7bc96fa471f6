//! Ground: a board whose cells cost more or less to pass, with a frame of blocked cells around it.
//!
//! The frame spares searches every question about edges. Costs are whole numbers, so that sums are exact and two ways of equal
//! cost are equal: a plain step is [`STEP`], and a step costs the mean of the weights of its two cells, so that a way costs the
//! same in both directions.

use super::{Board, Cell};

/// Cost of a step from one plain cell to the next.
pub const STEP: u64 = 100_000;
/// Cost of a diagonal step between plain cells: √2 steps.
pub const DIAGONAL_STEP: u64 = 141_421;
/// Weight of a plain cell, in per cent.
pub const PLAIN: u16 = 100;

/// The directions a way may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Angles {
    /// Along rows and columns.
    #[default]
    Square,
    /// Also diagonally; never past the corner of a blocked cell.
    Octile,
}

impl Angles {
    /// Returns the smallest bend there is, in degrees.
    pub const fn smallest_bend_deg(self) -> u16 {
        match self {
            Self::Square => 90,
            Self::Octile => 45,
        }
    }

    /// Returns how many eighths of a turn lie between two directions.
    pub(super) const fn unit(self) -> usize {
        match self {
            Self::Square => 2,
            Self::Octile => 1,
        }
    }
}

/// A board of weighted cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    columns: usize,
    rows: usize,
    /// In per cent, row by row with the frame; 0 is blocked.
    weights: Vec<u16>,
    lightest: u16,
}

impl Ground {
    /// Returns a board with every free cell plain.
    pub fn new(board: &Board) -> Self {
        let (columns, rows) = (board.columns(), board.rows());
        let mut ground =
            Self { columns, rows, weights: vec![0; (columns + 2) * (rows + 2)], lightest: PLAIN };
        for index in 0..columns * rows {
            let cell = board.cell(index);
            if !board.is_blocked(cell) {
                ground.set_weight(cell, PLAIN);
            }
        }
        ground
    }

    /// Returns the number of columns.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Returns the number of rows.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Returns which cells are free, without their weights.
    pub fn board(&self) -> Board {
        let mut board = Board::new(self.columns, self.rows);
        for index in 0..self.columns * self.rows {
            let cell = board.cell(index);
            board.set_blocked(cell, !self.is_free(cell));
        }
        board
    }

    /// Returns the same with every free cell plain.
    pub fn plain(&self) -> Self {
        let weights = self.weights.iter().map(|weight| if *weight > 0 { PLAIN } else { 0 }).collect();
        Self { weights, lightest: PLAIN, ..*self }
    }

    /// Returns whether a cell can be passed.
    pub fn is_free(&self, cell: Cell) -> bool {
        self.place(cell).is_some_and(|place| self.weight(place) > 0)
    }

    /// Sets what a cell costs to pass, in per cent of a plain one; 0 blocks it. Cells outside of the board stay blocked.
    pub fn set_weight(&mut self, cell: Cell, percent: u16) {
        let Some(weight) = self.place(cell).and_then(|place| self.weights.get_mut(place)) else { return };
        *weight = percent;
        if percent > 0 {
            self.lightest = self.lightest.min(percent);
        }
    }

    /// Returns what a cell costs to pass, in per cent of a plain one; 0 for a blocked one.
    pub fn weight_at(&self, cell: Cell) -> u16 {
        self.place(cell).map_or(0, |place| self.weight(place))
    }

    /// Returns what a way costs without its bends; nothing where it passes blocked cells or jumps.
    pub fn cost_of(&self, cells: &[Cell]) -> Option<u64> {
        let mut cost = 0;
        for two in cells.windows(2) {
            let [from, to] = two else { continue };
            let (from, to) = (self.place(*from)?, self.place(*to)?);
            let found = (0..8).find(|direction| self.step_to(from, *direction) == to)?;
            cost += self.step_cost(from, found)?;
        }
        Some(cost)
    }

    /// Returns the lowest weight there is or was.
    pub(super) const fn lightest(&self) -> u64 {
        self.lightest as u64
    }

    /// Returns the number of places, the frame included.
    pub(super) const fn places(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn place(&self, cell: Cell) -> Option<usize> {
        (cell.column < self.columns && cell.row < self.rows)
            .then(|| (cell.row + 1) * (self.columns + 2) + cell.column + 1)
    }

    /// Returns the cell of a place inside of the frame.
    pub(super) const fn cell(&self, place: usize) -> Cell {
        let stride = self.columns + 2;
        Cell { column: (place % stride).saturating_sub(1), row: (place / stride).saturating_sub(1) }
    }

    pub(super) fn is_inside(&self, place: usize) -> bool {
        let stride = self.columns + 2;
        let (column, row) = (place % stride, place / stride);
        (1..=self.columns).contains(&column) && (1..=self.rows).contains(&row)
    }

    pub(super) fn weight(&self, place: usize) -> u16 {
        self.weights.get(place).copied().unwrap_or(0)
    }

    /// Returns the place next to another in a direction: 0 is to the right, each further one an eighth of a turn to the left.
    pub(super) const fn step_to(&self, place: usize, direction: usize) -> usize {
        let stride = self.columns + 2;
        match direction & 7 {
            0 => place.wrapping_add(1),
            1 => place.wrapping_add(stride + 1),
            2 => place.wrapping_add(stride),
            3 => place.wrapping_add(stride - 1),
            4 => place.wrapping_sub(1),
            5 => place.wrapping_sub(stride + 1),
            6 => place.wrapping_sub(stride),
            _ => place.wrapping_sub(stride - 1),
        }
    }

    /// Returns what a step costs; nothing where it cannot be made.
    pub(super) fn step_cost(&self, place: usize, direction: usize) -> Option<u64> {
        let (here, there) = (self.weight(place), self.weight(self.step_to(place, direction)));
        if here == 0 || there == 0 {
            return None;
        }
        let sum = u64::from(here) + u64::from(there);
        if direction & 1 == 0 {
            return Some(STEP * sum / 200);
        }
        let beside = |direction| self.weight(self.step_to(place, direction)) > 0;
        (beside(direction + 7) && beside(direction + 1)).then_some(DIAGONAL_STEP * sum / 200)
    }

    /// Returns a lower bound of the cost over so many columns and rows.
    pub(super) const fn at_least(&self, columns: usize, rows: usize, angles: Angles) -> u64 {
        let straight = STEP * self.lightest() / 100;
        let (short, long) = if columns < rows { (columns, rows) } else { (rows, columns) };
        match angles {
            Angles::Square => (columns + rows) as u64 * straight,
            Angles::Octile => {
                short as u64 * (DIAGONAL_STEP * self.lightest() / 100) + (long - short) as u64 * straight
            }
        }
    }
}
