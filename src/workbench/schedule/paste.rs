//! Pasting: cells where the cursor stands, whole circuits copied here, or rows of a foreign schedule.

use crate::domain::{Panel, Slot};
use crate::interchange::exchange::unguarded;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{OnConflict, enter};
use crate::workbench::schedule::{
    Cell, Column, Effect, Memory, Selection, is_continuation, paste_circuits, tsv,
};
use std::collections::BTreeSet;

/// What a pasted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteKind {
    /// A block that goes where the cursor stands.
    Cells,
    /// Whole circuits as this program copies them.
    Circuits,
    /// Rows of a schedule, which go through the import preview.
    Rows,
}

/// Words by which the head of a foreign schedule is known.
const HEAD_WORDS: [&str; 22] = [
    "ckt",
    "cct",
    "circuit",
    "no",
    "no.",
    "description",
    "desc",
    "load",
    "name",
    "poles",
    "pole",
    "p",
    "breaker",
    "bkr",
    "trip",
    "amps",
    "va",
    "kva",
    "watts",
    "class",
    "type",
    "phase",
];

/// Decides what a pasted text is.
pub fn paste_kind(text: &str) -> PasteKind {
    let rows = tsv::read(text);
    let Some(head) = rows.first() else { return PasteKind::Cells };
    if paste_circuits::is_head(head) {
        return PasteKind::Circuits;
    }
    let opens_sheet = crate::interchange::exchange::opens_sheet(head);
    if rows.len() >= 2 && (opens_sheet || is_foreign_head(head) || numbers_lead(&rows)) {
        return PasteKind::Rows;
    }
    PasteKind::Cells
}

fn is_foreign_head(head: &[String]) -> bool {
    let known = |cell: &&String| {
        let cell = cell.trim().to_ascii_lowercase();
        let first =
            cell.split(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default().to_owned();
        HEAD_WORDS.contains(&cell.as_str()) || HEAD_WORDS.contains(&first.as_str())
    };
    head.len() >= 3 && head.iter().filter(known).count() >= 3
}

/// Rows without a head that begin with different circuit numbers.
fn numbers_lead(rows: &[Vec<String>]) -> bool {
    let numbers: Option<Vec<u16>> =
        rows.iter().map(|row| row.first().and_then(|cell| cell.trim().parse().ok())).collect();
    let wide = rows.iter().all(|row| row.len() >= 4);
    numbers.is_some_and(|numbers| {
        let distinct: BTreeSet<u16> = numbers.iter().copied().collect();
        wide && distinct.len() == numbers.len() && !distinct.contains(&0)
    })
}

/// Pastes a block of cells. One cell fills the range, a block that fits it several times is repeated.
///
/// What does not fit is said, never dropped silently.
pub fn paste_cells(draft: Draft, cursor: Cell, range: &Selection, text: &str, memory: &mut Memory) -> Effect {
    let rows = tsv::read(text);
    let Some(panel) = draft.panel().cloned() else { return Effect::say("The panel is gone") };
    let height = rows.len();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if height == 0 || width == 0 {
        return Effect::say("There is nothing to paste");
    }
    let columns = range.columns();
    let first = columns.first().copied().unwrap_or(cursor.column);
    let slots = range.slots();
    let start = slots.first().copied().unwrap_or(cursor.slot);
    // Several halves at once are whole circuits; a block of cells goes down one half.
    let range_height = slots.iter().filter(|slot| slot.is_left() == start.is_left()).count();
    let tiles =
        |range: usize, block: usize| if range > block && range.is_multiple_of(block) { range } else { block };
    let (tall, broad) = if range.is_one_cell() {
        (height, width)
    } else {
        (tiles(range_height, height), tiles(columns.len(), width))
    };
    let mut paste = Paste { draft, panel, rows: &rows, clipped: 0, covered: Vec::new(), refused: Vec::new() };
    for row in 0..tall {
        paste.row(start.down(u16::try_from(row).unwrap_or(u16::MAX / 4)), first, row % height, broad, memory);
    }
    paste.finish(tall)
}

struct Paste<'t> {
    draft: Draft,
    /// The panelboard before.
    panel: Panel,
    rows: &'t [Vec<String>],
    /// Cells with text beyond the end of the half or the last column.
    clipped: usize,
    /// Slots that belong to a breaker above, with text for them.
    covered: Vec<Slot>,
    refused: Vec<String>,
}

impl Paste<'_> {
    fn row(&mut self, slot: Slot, first: Column, row: usize, broad: usize, memory: &mut Memory) {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let width = cells.len().max(1);
        let inside = slot.0 <= self.panel.slots;
        for at in 0..broad {
            // A ragged row is blank where it ends; a repeated block starts over.
            let text = cells.get(if broad > width { at % width } else { at });
            let text = unguarded(text.map_or("", String::as_str));
            let column = first.offset(at);
            let (Some(column), true) = (column, inside) else {
                self.clipped += usize::from(!text.trim().is_empty());
                continue;
            };
            self.cell(Cell { slot, column }, &text, memory);
        }
    }

    fn cell(&mut self, cell: Cell, text: &str, memory: &mut Memory) {
        let Some(panel) = self.draft.panel() else { return };
        if is_continuation(panel, cell.slot) && cell.settled(panel).slot != cell.slot {
            if !text.trim().is_empty() && self.covered.last() != Some(&cell.slot) {
                self.covered.push(cell.slot);
            }
            return;
        }
        match enter(&mut self.draft, cell, text, memory, OnConflict::Keep) {
            Ok(None) => {}
            Ok(Some(offer)) => self.refused.push(format!("{} {}", cell.slot, offer.text)),
            Err(why) => self.refused.push(format!("{} {why}", cell.slot)),
        }
    }

    fn finish(self, height: usize) -> Effect {
        let mut notes = Vec::new();
        if self.clipped > 0 {
            notes.push(format!("{} cells lie beyond the end and were not pasted", self.clipped));
        }
        if !self.covered.is_empty() {
            let slots: Vec<String> = self.covered.iter().map(ToString::to_string).collect();
            notes.push(format!("{} belong to the breaker above and took nothing", slots.join(", ")));
        }
        notes.extend(self.refused);
        let label = if height == 1 { "Paste".to_owned() } else { format!("Paste {height} rows") };
        let message = (!notes.is_empty()).then(|| notes.join("; "));
        Effect { step: self.draft.finish(label), message, ..Effect::default() }
    }
}
