//! The selected range: a rectangle of one half, or whole rows of both.

use crate::domain::{Circuit, CircuitId, Panel, Slot};
use crate::workbench::schedule::{Cell, Column};

/// Which halves of the schedule a selection takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halves {
    Left,
    Right,
    Both,
}

/// A rectangle of cells, counted from the top. A range that reaches over the spine takes both halves whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub halves: Halves,
    pub first_row: u16,
    pub last_row: u16,
    pub first_column: Column,
    pub last_column: Column,
}

impl Selection {
    /// Returns the range between two corners.
    pub fn between(a: Cell, b: Cell) -> Self {
        let both = a.slot.is_left() != b.slot.is_left();
        let halves = match (both, a.slot.is_left()) {
            (true, _) => Halves::Both,
            (false, true) => Halves::Left,
            (false, false) => Halves::Right,
        };
        let (first_column, last_column) = if both {
            (Column::Number, Column::Load)
        } else {
            (a.column.min(b.column), a.column.max(b.column))
        };
        Self {
            halves,
            first_row: a.slot.row().min(b.slot.row()),
            last_row: a.slot.row().max(b.slot.row()),
            first_column,
            last_column,
        }
    }

    /// Returns whether it takes circuits as a whole.
    pub fn is_whole(&self) -> bool {
        self.first_column == Column::Number
    }

    /// Returns whether it is one cell.
    pub fn is_one_cell(&self) -> bool {
        self.halves != Halves::Both
            && self.first_row == self.last_row
            && self.first_column == self.last_column
    }

    /// Returns whether a cell lies in it.
    pub fn contains(&self, cell: Cell) -> bool {
        let half = match self.halves {
            Halves::Both => true,
            Halves::Left => cell.slot.is_left(),
            Halves::Right => !cell.slot.is_left(),
        };
        let row = (self.first_row..=self.last_row).contains(&cell.slot.row());
        half && row && (self.is_whole() || (self.first_column..=self.last_column).contains(&cell.column))
    }

    /// Returns the slots, left half first, each half from the top.
    pub fn slots(&self) -> Vec<Slot> {
        let rows = self.first_row..=self.last_row;
        let left = rows.clone().map(|row| Slot(2 * row + 1));
        let right = rows.map(|row| Slot(2 * row + 2));
        match self.halves {
            Halves::Left => left.collect(),
            Halves::Right => right.collect(),
            Halves::Both => left.chain(right).collect(),
        }
    }

    /// Returns the columns, the number left out.
    pub fn columns(&self) -> Vec<Column> {
        let all = Column::ALL.into_iter().filter(|column| *column != Column::Number);
        if self.is_whole() {
            return all.collect();
        }
        all.filter(|column| (self.first_column..=self.last_column).contains(column)).collect()
    }

    /// Returns the circuits it touches with any pole, in the order of their slots.
    pub fn circuits<'p>(&self, panel: &'p Panel) -> Vec<&'p Circuit> {
        let slots = self.slots();
        let touched = |circuit: &&Circuit| circuit.span().slots().any(|slot| slots.contains(&slot));
        panel.circuits_by_slot().into_iter().filter(touched).collect()
    }

    /// Returns the ids of [`Self::circuits`].
    pub fn ids(&self, panel: &Panel) -> Vec<CircuitId> {
        self.circuits(panel).iter().map(|circuit| circuit.id).collect()
    }
}
