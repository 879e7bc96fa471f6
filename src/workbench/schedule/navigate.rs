//! Where the cursor goes: arrows follow the screen, Tab follows the order of entry, both skip what is not their own row.

use crate::domain::{Panel, Slot};
use crate::workbench::schedule::cell::has_own_figure;
use crate::workbench::schedule::{Cell, Column};

/// Rows a page key goes.
const PAGE: u16 = 10;

/// Returns the cell below in the half, past the rows of the breaker; the same cell at the end.
pub fn down(panel: &Panel, cell: Cell) -> Cell {
    let next = match panel.circuit_at(cell.slot) {
        Some(circuit) if has_own_figure(circuit, cell.column) => cell.slot.down(1),
        Some(circuit) => circuit.slot.down(u16::from(circuit.poles)),
        None => cell.slot.down(1),
    };
    if next.0 > panel.slots { cell } else { Cell { slot: next, ..cell }.settled(panel) }
}

/// Returns the cell above in the half; the same cell at the top.
pub fn up(panel: &Panel, cell: Cell) -> Cell {
    match cell.settled(panel).slot.up() {
        Some(slot) => Cell { slot, ..cell }.settled(panel),
        None => cell,
    }
}

/// Returns the next cell to the right on the screen; the right half mirrors the left one.
pub fn right(panel: &Panel, cell: Cell) -> Cell {
    let column = if cell.slot.is_left() { cell.column.offset(1) } else { cell.column.previous() };
    sideways(panel, cell, column, cell.slot.is_left())
}

/// Returns the next cell to the left on the screen.
pub fn left(panel: &Panel, cell: Cell) -> Cell {
    let column = if cell.slot.is_left() { cell.column.previous() } else { cell.column.offset(1) };
    sideways(panel, cell, column, !cell.slot.is_left())
}

fn sideways(panel: &Panel, cell: Cell, column: Option<Column>, over_spine: bool) -> Cell {
    match column {
        Some(column) => Cell { column, ..cell }.settled(panel),
        None if over_spine && cell.slot.across().0 <= panel.slots => {
            Cell { slot: cell.slot.across(), ..cell }.settled(panel)
        }
        None => cell,
    }
}

/// Returns the next cell in the order of entry: past the load comes the description of the next row of the half, past
/// the left half the top of the right one.
pub fn tab(panel: &Panel, cell: Cell) -> Cell {
    if cell.column != Column::Load {
        return Cell { column: cell.column.offset(1).unwrap_or(Column::Load), ..cell }.settled(panel);
    }
    let below = down(panel, cell);
    let same_breaker =
        |other: Cell| panel.circuit_at(cell.slot).is_some_and(|c| c.span().contains(other.slot));
    if below.slot != cell.slot && same_breaker(below) {
        return below;
    }
    let slot = if below.slot != cell.slot {
        below.slot
    } else if cell.slot.is_left() && panel.slots >= 2 {
        Slot(2)
    } else {
        return cell;
    };
    Cell { slot, column: Column::Description }.settled(panel)
}

/// Returns the cell before in the order of entry.
pub fn back_tab(panel: &Panel, cell: Cell) -> Cell {
    match cell.column.previous() {
        Some(column) if column != Column::Number => Cell { column, ..cell }.settled(panel),
        _ => match cell.slot.up() {
            Some(slot) => Cell { slot, column: Column::Load }.settled(panel),
            None if cell.slot == Slot(2) => {
                Cell { slot: last_row(panel, true), column: Column::Load }.settled(panel)
            }
            None => cell,
        },
    }
}

/// Returns the cell a page further down or up.
pub fn page(panel: &Panel, cell: Cell, downward: bool) -> Cell {
    let row = cell.slot.row();
    let last = last_row(panel, cell.slot.is_left()).row();
    let target = if downward { (row + PAGE).min(last) } else { row.saturating_sub(PAGE) };
    let half = u16::from(!cell.slot.is_left());
    Cell { slot: Slot(2 * target + 1 + half), ..cell }.settled(panel)
}

/// Returns the top of this half, or of the other one when the cursor is at the top already.
pub fn top(panel: &Panel, cell: Cell) -> Cell {
    let own = if cell.slot.is_left() { Slot(1) } else { Slot(2) };
    let slot = if cell.slot == own && own.across().0 <= panel.slots { own.across() } else { own };
    Cell { slot, column: Column::Description }.settled(panel)
}

/// Returns the last breaker of this half.
pub fn bottom(panel: &Panel, cell: Cell) -> Cell {
    let left = cell.slot.is_left();
    let last = panel.circuits().map(|c| c.slot).filter(|slot| slot.is_left() == left).max();
    Cell { slot: last.unwrap_or(cell.slot), ..cell }.settled(panel)
}

/// Returns the last slot of a half.
pub fn last_row(panel: &Panel, left: bool) -> Slot {
    let last = panel.slots.max(1);
    let is_left = last % 2 == 1;
    Slot(if is_left == left { last } else { last.saturating_sub(1).max(1) })
}
