//! A trained model that is asked for ways on a board: what it is asked, what it answers.
//!
//! It points every cell towards one goal, so that one answer serves every load of a panelboard. Following the pointers from a
//! load gives its corridor: a guide for the exact router and a ghost for people. Nothing here says that a corridor is short, or
//! that it avoids what is blocked: that is for the verifier.

use crate::engineering::routing::{Board, Cell};
use crate::proposals::{Cancel, ModelError};

/// A trained model that points the cells of a board towards a goal.
pub trait RouteModel: Send + Sync {
    /// Returns the name for people, as in "routing-1".
    fn id(&self) -> &str;

    /// Returns where it computes: "cpu", "cuda" or "metal".
    fn device(&self) -> &str;

    /// Returns the model's own pointers: no search, nothing repaired.
    ///
    /// # Errors
    /// When it was cancelled, the goal is blocked, or the arithmetic fails.
    fn field(&self, board: &Board, goal: Cell, cancel: &Cancel) -> Result<DirectionField, ModelError>;
}

/// For every cell of a board the neighbor that lies next on its way to the goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectionField {
    columns: usize,
    goal: Cell,
    next: Vec<Option<Cell>>,
    segments: usize,
}

impl DirectionField {
    /// Takes the next cells in row-major order; cells beyond those given point nowhere. `segments` says how long the model
    /// thought.
    pub const fn new(board: &Board, goal: Cell, next: Vec<Option<Cell>>, segments: usize) -> Self {
        Self { columns: board.columns(), goal, next, segments }
    }

    /// Returns where all ways lead.
    pub const fn goal(&self) -> Cell {
        self.goal
    }

    /// Returns how many segments the model thought.
    pub const fn segments(&self) -> usize {
        self.segments
    }

    /// Returns the cell that a cell points to; nothing where the model has not decided.
    pub fn next(&self, cell: Cell) -> Option<Cell> {
        if cell.column >= self.columns {
            return None;
        }
        *self.next.get(cell.row * self.columns + cell.column)?
    }

    /// Returns the cells from a load to the goal, both included; nothing where the pointers end elsewhere or turn in a circle.
    pub fn corridor(&self, from: Cell) -> Option<Vec<Cell>> {
        let mut way = vec![from];
        let mut here = from;
        while here != self.goal {
            here = self.next(here)?;
            way.push(here);
            if way.len() > self.next.len() {
                return None;
            }
        }
        Some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(column: usize, row: usize) -> Cell {
        Cell { column, row }
    }

    /// Two rows of three: `> v <` above a goal with a circle beside it.
    #[test]
    fn pointers_are_followed_to_the_goal_or_to_nothing() {
        let board = Board::new(3, 2);
        let next = vec![Some(at(0, 1)), None, None, Some(at(0, 0)), Some(at(1, 0)), Some(at(1, 1))];
        let field = DirectionField::new(&board, at(1, 0), next, 2);
        assert_eq!(field.corridor(at(2, 1)), Some(vec![at(2, 1), at(1, 1), at(1, 0)]));
        assert_eq!(field.corridor(at(1, 0)), Some(vec![at(1, 0)]));
        assert_eq!(field.corridor(at(0, 0)), None, "a circle");
        assert_eq!(field.corridor(at(2, 0)), None, "undecided");
        assert_eq!(field.corridor(at(3, 0)), None, "outside");
    }
}
