//! A floor plan as it stands in a dataset: tokens in, canonical headings out, and the symmetries that make no new plan.

use crate::engineering::routing::{Board, Cell};
use crate::hrm::routing::grid::{Grid, HEADINGS};
use crate::hrm::routing::wave::{BLOCKED, FIRST_HEADING, FREE, GOAL};
use crate::hrm::train::sha256;

/// Cells of a row of tokens: smaller plans are padded on the right and above.
pub const SIDE: usize = 30;
/// Turned and mirrored copies of a plan, itself among them.
pub const COPIES: usize = 8;

/// A floor plan with the goal of its ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRecord {
    /// Where it comes from: `rooms`, `corridor`, `open`, `maze`, or a project and a sheet.
    pub name: String,
    pub board: Board,
    pub goal: Cell,
    /// Where the one way of a maze begins.
    pub start: Option<Cell>,
}

impl PlanRecord {
    /// Returns the free cells; `None` where the goal is blocked.
    pub fn grid(&self) -> Option<Grid> {
        Grid::new(&self.board, self.goal)
    }

    /// Returns a turned or mirrored copy: up to three quarter turns, of the transposed one from 4 on.
    pub fn copied(&self, copy: usize) -> Self {
        let (columns, rows) = (self.board.columns(), self.board.rows());
        let turned = |cell: Cell| {
            let (mut cell, mut size) = (cell, (columns, rows));
            if copy >= 4 {
                cell = Cell { column: cell.row, row: cell.column };
                size = (size.1, size.0);
            }
            for _ in 0..copy % 4 {
                cell = Cell { column: cell.row, row: size.0 - 1 - cell.column };
                size = (size.1, size.0);
            }
            cell
        };
        let sideways = (copy >= 4) != (copy % 2 == 1);
        let mut board = if sideways { Board::new(rows, columns) } else { Board::new(columns, rows) };
        for index in 0..columns * rows {
            let cell = self.board.cell(index);
            board.set_blocked(turned(cell), self.board.is_blocked(cell));
        }
        Self { name: self.name.clone(), board, goal: turned(self.goal), start: self.start.map(turned) }
    }

    /// Returns what copies of a plan share, wherever its goal is: size and blocked cells of the first of them in order.
    pub fn key(&self) -> Vec<u8> {
        let content = |copy: usize| {
            let board = self.copied(copy).board;
            let blocked = (0..board.columns() * board.rows())
                .map(|index| u8::from(board.is_blocked(board.cell(index))));
            [board.columns() as u8, board.rows() as u8].into_iter().chain(blocked).collect::<Vec<u8>>()
        };
        (0..COPIES).map(content).min().unwrap_or_default()
    }

    /// Returns tokens, canonical labels and all optimal headings as bits, in rows of [`SIDE`]. The canonical heading is the
    /// first optimal one of up, right, down, left; blocked and cut-off cells and the goal have no label.
    pub fn rows(&self) -> Option<PlanRows> {
        let (columns, rows) = (self.board.columns(), self.board.rows());
        if columns > SIDE || rows > SIDE {
            return None;
        }
        let grid = self.grid()?;
        let distances = grid.distances();
        let none = || vec![0_u16; SIDE * SIDE];
        let mut out = PlanRows { tokens: none(), labels: none(), fields: none() };
        let at = |cell: Cell| cell.row * SIDE + cell.column;
        let set = |values: &mut Vec<u16>, cell: Cell, value: u32| {
            if let (Some(slot), Ok(value)) = (values.get_mut(at(cell)), u16::try_from(value)) {
                *slot = value;
            }
        };
        for index in 0..columns * rows {
            let cell = self.board.cell(index);
            set(&mut out.tokens, cell, if self.board.is_blocked(cell) { BLOCKED } else { FREE });
        }
        set(&mut out.tokens, self.goal, GOAL);
        for number in 0..grid.len() {
            let (Some(cell), Some(Some(own))) = (grid.cell(number), distances.get(number)) else { continue };
            let closer =
                |next: &usize| distances.get(*next).copied().flatten().is_some_and(|next| next < *own);
            let right: Vec<usize> = (0..HEADINGS)
                .filter(|heading| grid.next(number, *heading).as_ref().is_some_and(closer))
                .collect();
            if let Some(first) = right.first() {
                set(&mut out.labels, cell, FIRST_HEADING + *first as u32);
                set(&mut out.fields, cell, right.iter().map(|heading| 1 << heading).sum());
            }
        }
        Some(out)
    }

    /// Reads a plan back from its tokens; `None` where there is no goal.
    pub fn of_tokens(name: &str, tokens: &[u16]) -> Option<Self> {
        let token =
            |column: usize, row: usize| u32::from(tokens.get(row * SIDE + column).copied().unwrap_or(0));
        let columns = (0..SIDE).take_while(|column| token(*column, 0) != 0).count();
        let rows = (0..SIDE).take_while(|row| token(0, *row) != 0).count();
        let mut board = Board::new(columns, rows);
        let mut goal = None;
        for index in 0..columns * rows {
            let cell = board.cell(index);
            let class = token(cell.column, cell.row);
            board.set_blocked(cell, class == BLOCKED);
            if class == GOAL {
                goal = Some(cell);
            }
        }
        Some(Self { name: name.to_owned(), board, goal: goal?, start: None })
    }

    /// Takes a maze of the reference's alphabet: walls, free cells, start and goal are 1 to 4.
    pub fn of_maze(tokens: &[u16], side: usize) -> Option<Self> {
        let mut board = Board::new(side, side);
        let place = |class: u16| tokens.iter().position(|token| *token == class).map(|at| board.cell(at));
        let (start, goal) = (place(3)?, place(4)?);
        for (at, token) in tokens.iter().enumerate() {
            board.set_blocked(board.cell(at), *token == 1);
        }
        Some(Self { name: "maze".to_owned(), board, goal, start: Some(start) })
    }
}

/// A plan as tokens, [`SIDE`] to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRows {
    pub tokens: Vec<u16>,
    pub labels: Vec<u16>,
    /// Optimal headings as bits: 1 up, 2 right, 4 down, 8 left.
    pub fields: Vec<u16>,
}

/// Returns the SHA-256 of plans in their order.
pub fn hash_of_plans(records: &[PlanRecord]) -> String {
    let mut bytes = Vec::new();
    for record in records {
        let (columns, rows) = (record.board.columns(), record.board.rows());
        let start = record.start.unwrap_or(record.goal);
        let numbers = [columns, rows, record.goal.column, record.goal.row, start.column, start.row];
        bytes.extend(numbers.iter().flat_map(|number| (*number as u32).to_le_bytes()));
        bytes.extend(
            (0..columns * rows).map(|index| u8::from(record.board.is_blocked(record.board.cell(index)))),
        );
    }
    sha256(&bytes)
}
