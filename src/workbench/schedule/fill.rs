//! Filling down, and filling the rest of a panelboard with spares or spaces.

use crate::domain::{CircuitId, Panel, PanelId, Project, Slot};
use crate::workbench::schedule::clear::plan_clear;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{OnConflict, enter, make_spare, new_circuit};
use crate::workbench::schedule::{Cell, Column, Memory, Offer, Selection, Step, cell_text, is_continuation};

/// Copies the first row of the range into the others, each half from its own top. A range of one row takes the row
/// above it.
///
/// # Errors
/// Says when there is no row above.
pub fn fill_down(mut draft: Draft, range: &Selection, memory: &mut Memory) -> Result<Option<Step>, String> {
    let Some(before) = draft.panel().cloned() else { return Err("The panel is gone".to_owned()) };
    for left in [true, false] {
        let slots: Vec<Slot> = range.slots().into_iter().filter(|slot| slot.is_left() == left).collect();
        let (source, targets) = match slots.as_slice() {
            [] => continue,
            [only] => (above(&before, *only).ok_or("There is no row above to copy")?, slots.as_slice()),
            [first, rest @ ..] => (*first, rest),
        };
        for slot in targets.iter().filter(|slot| !is_continuation(&before, **slot)) {
            for column in range.columns() {
                let text = cell_text(&before, Cell { slot: source, column }.settled(&before));
                enter(&mut draft, Cell { slot: *slot, column }, &text, memory, OnConflict::Keep)?;
            }
        }
    }
    Ok(draft.finish("Fill down"))
}

fn above(panel: &Panel, slot: Slot) -> Option<Slot> {
    let up = Cell { slot, column: Column::Description }.settled(panel).slot.up()?;
    Some(panel.circuit_at(up).map_or(up, |circuit| circuit.slot))
}

/// Puts a one-pole spare into every free slot.
///
/// # Errors
/// Says when no slot is free.
pub fn fill_spares(project: &Project, panel: PanelId, memory: &Memory) -> Result<Option<Step>, String> {
    let mut draft = Draft::new(project, panel).ok_or("The panel is gone")?;
    let taken = draft.panel().map(Panel::occupancy).unwrap_or_default();
    for (slot, _) in (1..).zip(taken).filter(|(_, by)| by.is_none()) {
        let mut spare = new_circuit(&draft, Slot(slot), memory);
        make_spare(&mut spare);
        draft.put(spare).map_err(|error| error.to_string())?;
    }
    draft.finish("Fill rest with spares").map(Some).ok_or_else(|| "No slot is free".to_owned())
}

/// Turns every spare into a space. Spares on which something hangs are asked about.
///
/// # Errors
/// Says when there is no spare.
pub fn remove_spares(project: &Project, panel: PanelId) -> Result<(Option<Step>, Option<Offer>), String> {
    let mut draft = Draft::new(project, panel).ok_or("The panel is gone")?;
    let spares: Vec<CircuitId> = draft
        .panel()
        .into_iter()
        .flat_map(Panel::circuits)
        .filter(|circuit| circuit.is_spare() && !circuit.locked)
        .map(|circuit| circuit.id)
        .collect();
    if spares.is_empty() {
        return Err("There is no unlocked spare in this panel".to_owned());
    }
    let (edits, consequences) = plan_clear(project, panel, &spares);
    if !consequences.is_empty() {
        let offer = crate::workbench::schedule::clear::clear_offer(&mut draft, &spares)?;
        return Ok((None, offer));
    }
    draft.push_all(edits).map_err(|error| error.to_string())?;
    Ok((draft.finish("Fill rest with spaces"), None))
}
