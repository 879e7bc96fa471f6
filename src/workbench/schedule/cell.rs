//! A cell of the schedule, what it reads when edited, and why its text could not be read.

use crate::domain::{Circuit, CircuitField, CircuitLoad, Panel, Slot};
use crate::units::trimmed;
use crate::workbench::schedule::parse::{parse_class, parse_load, parse_poles, parse_share, parse_trip};
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
    if let Some(text) = unread_text(circuit, cell) {
        return text.to_owned();
    }
    let va = |va: f64| trimmed(va, 3);
    match cell.column {
        Column::Number => circuit.slot.to_string(),
        Column::Description => circuit.description.clone(),
        Column::Class => circuit.class.letter().to_string(),
        Column::Poles => circuit.poles.to_string(),
        Column::Trip => circuit.trip.map_or_else(String::new, |trip| trimmed(trip.0, 2)),
        Column::Load if own_figure => va(circuit.share(pole_of(circuit, cell.slot)).0),
        Column::Load => va(circuit.load.total().0),
    }
}

/// Returns the field that keeps the text of a cell: each pole of a circuit with a load a leg keeps its own.
pub fn field_of(circuit: &Circuit, cell: Cell) -> CircuitField {
    if has_own_figure(circuit, cell.column) {
        CircuitField::load_of_pole(pole_of(circuit, cell.slot))
    } else {
        cell.column.field()
    }
}

/// Returns the pole of a breaker at one of its slots, counted from 0 at the top.
pub fn pole_of(circuit: &Circuit, slot: Slot) -> usize {
    usize::from(slot.row().saturating_sub(circuit.slot.row()))
}

/// Puts text of legs that have no cell of their own any more to the text of the whole load, so that it stays seen.
pub fn settle_unread(circuit: &mut Circuit) {
    let cells = match &circuit.load {
        CircuitLoad::Total(_) => 1,
        CircuitLoad::PerPole(shares) => shares.len().max(1),
    };
    for field in CircuitField::LOADS.into_iter().skip(cells) {
        if let Some(text) = circuit.unread.remove(&field) {
            let whole = circuit.unread.entry(CircuitField::Load).or_default();
            *whole = if whole.is_empty() { text } else { format!("{whole} / {text}") };
        }
    }
}

/// Returns the text kept in a cell because it could not be read.
pub fn unread_text(circuit: &Circuit, cell: Cell) -> Option<&str> {
    let own = circuit.slot == cell.slot || has_own_figure(circuit, cell.column);
    circuit.unread.get(&field_of(circuit, cell)).filter(|_| own).map(String::as_str)
}

/// Returns why the text kept in a cell is no value; `None` where nothing is kept.
pub fn unread_reason(panel: &Panel, circuit: &Circuit, cell: Cell) -> Option<String> {
    let text = circuit.unread.get(&field_of(circuit, cell))?;
    let error: Option<EntryError> = match cell.column {
        Column::Number | Column::Description => None,
        Column::Class => parse_class(text).err(),
        Column::Poles => parse_poles(text, panel.system).err(),
        Column::Trip => parse_trip(text, panel.system).err(),
        Column::Load if has_own_figure(circuit, cell.column) => {
            parse_share(text, circuit, pole_of(circuit, cell.slot), panel.system).err()
        }
        Column::Load => parse_load(text, circuit, panel.system).err(),
    };
    // Readable by itself: what stood in its way is elsewhere in the panel.
    Some(error.map_or_else(|| "not taken over: the slots it needs are taken".to_owned(), |e| e.to_string()))
}
