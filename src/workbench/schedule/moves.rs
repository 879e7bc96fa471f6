//! Moving circuits with the keyboard: up and down past their neighbours, across to the other half.

use crate::domain::{Circuit, CircuitId, Edit, PanelId, Project, Slot, Span, apply_all};
use crate::workbench::schedule::groups::torn_groups;
use crate::workbench::schedule::place::unlocked;
use crate::workbench::schedule::poles::name;
use crate::workbench::schedule::{DropMode, DropPlan, Step, plan_drop};

/// Plans moving circuits of one half one position up or down: what is there goes to their other side.
///
/// # Errors
/// Says why they cannot go further.
pub fn plan_vertical(
    project: &Project,
    panel_id: PanelId,
    ids: &[CircuitId],
    upward: bool,
) -> Result<Step, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let mut movers: Vec<&Circuit> = ids.iter().filter_map(|id| panel.circuit(*id)).collect();
    movers.sort_by_key(|circuit| circuit.slot);
    let (Some(first), Some(last)) = (movers.first(), movers.last()) else {
        return Err("There is no circuit here to move".to_owned());
    };
    if movers.iter().any(|circuit| circuit.slot.is_left() != first.slot.is_left()) {
        return Err("Select circuits of one half to move them up or down".to_owned());
    }
    unlocked(&movers)?;
    let top = first.slot;
    let end = last.slot.down(u16::from(last.poles));
    let rows = end.row() - top.row();
    let beyond = if upward { top.up() } else { Some(end).filter(|slot| slot.0 <= panel.slots) };
    let edge = if upward { "top" } else { "bottom" };
    let beyond = beyond.ok_or_else(|| format!("{} is at the {edge} already", name(first)))?;
    let neighbour = panel.circuit_at(beyond);
    unlocked(&neighbour.into_iter().collect::<Vec<_>>())?;
    let by = neighbour.map_or(1, |circuit| u16::from(circuit.poles));
    let shifted = |slot: Slot| if upward { Slot(slot.0 - 2 * by) } else { slot.down(by) };
    let mut moves: Vec<(CircuitId, Slot)> = movers.iter().map(|c| (c.id, shifted(c.slot))).collect();
    if let Some(neighbour) = neighbour {
        let slot = if upward { neighbour.slot.down(rows) } else { Slot(neighbour.slot.0 - 2 * rows) };
        moves.push((neighbour.id, slot));
    }
    let words = match movers.as_slice() {
        [one] => name(one),
        many => format!("{} circuits", many.len()),
    };
    let edits = vec![Edit::MoveCircuits { panel: panel_id, moves }];
    let (after, _) = apply_all(project, &edits).map_err(|error| error.to_string())?;
    if let Some(torn) = after.panel(panel_id).and_then(|after| torn_groups(panel, after).into_iter().next()) {
        return Err(format!("{torn}; drag past them, or ungroup them first"));
    }
    Ok(Step { label: format!("Move {words} {}", if upward { "up" } else { "down" }), edits })
}

/// Plans pushing what stands at a slot and below it in the same half down, as far as needed to free the slot.
///
/// # Errors
/// Says what stands in the way: a locked circuit, a group that would be parted, or the end of the panel.
pub fn plan_push_down(project: &Project, panel_id: PanelId, slot: Slot) -> Result<Step, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let top = panel.circuit_at(slot).map_or(slot, |circuit| circuit.slot);
    let mut taken = vec![Span::new(top, 1)];
    let mut moves = Vec::new();
    let below = panel.circuits_by_slot().into_iter();
    for circuit in below.filter(|c| c.slot.is_left() == top.is_left() && c.slot >= top) {
        let mut span = circuit.span();
        // Down until it is free and within one section.
        while taken.iter().any(|other| other.overlaps(span))
            || (span.fits(panel.slots, panel.sections).is_err() && span.top.0 <= panel.slots)
        {
            span.top = span.top.down(1);
        }
        if span.fits(panel.slots, panel.sections).is_err() {
            return Err(format!("No space is left below: {} would fall off the end", name(circuit)));
        }
        if span.top != circuit.slot {
            unlocked(&[circuit])?;
            moves.push((circuit.id, span.top));
        }
        taken.push(span);
    }
    if moves.is_empty() {
        return Err(format!("{top} is a space already"));
    }
    let edits = vec![Edit::MoveCircuits { panel: panel_id, moves }];
    let (after, _) = apply_all(project, &edits).map_err(|error| error.to_string())?;
    if let Some(torn) = after.panel(panel_id).and_then(|after| torn_groups(panel, after).into_iter().next()) {
        return Err(format!("{torn}; ungroup them first"));
    }
    Ok(Step { label: format!("Insert space at {top}"), edits })
}

/// Plans moving circuits to the other half of their rows.
///
/// # Errors
/// Says why they cannot go there.
pub fn plan_across(project: &Project, panel_id: PanelId, ids: &[CircuitId]) -> Result<DropPlan, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let first = ids.iter().filter_map(|id| panel.circuit(*id)).min_by_key(|circuit| circuit.slot);
    let first = first.ok_or("There is no circuit here to move")?;
    plan_drop(project, panel_id, ids, first.id, first.slot.across(), DropMode::Move)
}
