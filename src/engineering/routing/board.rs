//! A board: a rectangle of cells, each free or blocked. Rows count upward from 0, columns rightward.

/// A cell of a board by column and row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub column: usize,
    pub row: usize,
}

/// A rectangle of cells, each free or blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    columns: usize,
    rows: usize,
    blocked: Vec<bool>,
}

impl Board {
    /// Returns a board without obstacles.
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, blocked: vec![false; columns.saturating_mul(rows)] }
    }

    /// Returns the number of columns.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Returns the number of rows.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the place of a cell in row-major order; nothing outside of the board.
    pub fn index(&self, cell: Cell) -> Option<usize> {
        (cell.column < self.columns && cell.row < self.rows).then(|| cell.row * self.columns + cell.column)
    }

    /// Returns the cell at a place in row-major order.
    pub const fn cell(&self, index: usize) -> Cell {
        let columns = if self.columns == 0 { 1 } else { self.columns };
        Cell { column: index % columns, row: index / columns }
    }

    /// Returns whether nothing can pass a cell; outside of the board nothing can.
    pub fn is_blocked(&self, cell: Cell) -> bool {
        self.index(cell).and_then(|index| self.blocked.get(index).copied()).unwrap_or(true)
    }

    /// Blocks a cell or frees it; a cell outside of the board stays blocked.
    pub fn set_blocked(&mut self, cell: Cell, blocked: bool) {
        if let Some(place) = self.index(cell).and_then(|index| self.blocked.get_mut(index)) {
            *place = blocked;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_blocked_outside_and_where_it_is_said() {
        let mut board = Board::new(3, 2);
        board.set_blocked(Cell { column: 2, row: 1 }, true);
        board.set_blocked(Cell { column: 3, row: 0 }, false);
        let blocked: Vec<Cell> =
            (0..6).map(|index| board.cell(index)).filter(|cell| board.is_blocked(*cell)).collect();
        assert_eq!(blocked, [Cell { column: 2, row: 1 }]);
        assert!(board.is_blocked(Cell { column: 3, row: 0 }));
    }
}
