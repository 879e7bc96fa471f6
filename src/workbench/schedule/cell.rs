//! A cell of the schedule, what it reads when edited, and why its text could not be read.

use crate::domain::{Circuit, CircuitLoad, Panel, Slot};
use crate::units::trimmed;
use crate::workbench::schedule::parse::{parse_class, parse_load, parse_poles, parse_trip};
use crate::workbench::schedule::{Column, EntryError};

/// A place in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub slot: Slot,
    pub column: Column,
}

impl Cell {
    /// Returns the cell of a slot and column.
    pub const fn new(slot: u16, column: Column) -> Self {
        Self { slot: Slot(slot), column }
    }

    /// Returns the place where the cursor really stands: within the panel, and at the top of a breaker unless the cell
    /// has a figure of its own.
    pub fn settled(self, panel: &Panel) -> Self {
        let slot = Slot(self.slot.0.clamp(1, panel.slots.max(1)));
        match panel.circuit_at(slot) {
            Some(circuit) if !has_own_figure(circuit, self.column) => Self { slot: circuit.slot, ..self },
            _ => Self { slot, ..self },
        }
    }
}

/// Returns whether every pole has a cell to edit in this column.
pub fn has_own_figure(circuit: &Circuit, column: Column) -> bool {
    column == Column::Load && matches!(circuit.load, CircuitLoad::PerPole(_))
}

/// Returns whether a slot belongs to a breaker whose top pole is above it.
pub fn is_continuation(panel: &Panel, slot: Slot) -> bool {
    panel.circuit_at(slot).is_some_and(|circuit| circuit.slot != slot)
}

/// Returns the text one edits and copies: numbers ungrouped, text that could not be read as it was typed. Empty for
/// spaces and for rows that belong to the breaker above.
pub fn cell_text(panel: &Panel, cell: Cell) -> String {
    let Some(circuit) = panel.circuit_at(cell.slot) else { return String::new() };
    let own_figure = has_own_figure(circuit, cell.column);
    if circuit.slot != cell.slot && !own_figure {
        return String::new();
    }
    if let Some(text) = circuit.unread.get(&cell.column.field()).filter(|_| circuit.slot == cell.slot) {
        return text.clone();
    }
    let va = |va: f64| trimmed(va, 3);
    match cell.column {
        Column::Number => circuit.slot.to_string(),
        Column::Description => circuit.description.clone(),
        Column::Class => circuit.class.letter().to_string(),
        Column::Poles => circuit.poles.to_string(),
        Column::Trip => circuit.trip.map_or_else(String::new, |trip| trimmed(trip.0, 2)),
        Column::Load if own_figure => {
            let pole = usize::from(cell.slot.row().saturating_sub(circuit.slot.row()));
            va(circuit.share(pole).0)
        }
        Column::Load => va(circuit.load.total().0),
    }
}

/// Returns why the text kept in a cell is no value; `None` where nothing is kept.
pub fn unread_reason(panel: &Panel, circuit: &Circuit, column: Column) -> Option<String> {
    let text = circuit.unread.get(&column.field())?;
    let error: Option<EntryError> = match column {
        Column::Number | Column::Description => None,
        Column::Class => parse_class(text).err(),
        Column::Poles => parse_poles(text, panel.system).err(),
        Column::Trip => parse_trip(text, panel.system).err(),
        Column::Load => parse_load(text, circuit, panel.system).err(),
    };
    // Readable by itself: what stood in its way is elsewhere in the panel.
    Some(error.map_or_else(|| "not taken over: the slots it needs are taken".to_owned(), |e| e.to_string()))
}
