//! Pasting whole circuits copied from this program: everything they have, at the cursor, shape kept.

use crate::domain::{Circuit, CircuitId, Panel, Slot, Span, System};
use crate::interchange::exchange::{RowDraft, column_named, unguarded};
use crate::workbench::schedule::clear::plan_clear;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::poles::name;
use crate::workbench::schedule::room::Room;
use crate::workbench::schedule::{Cell, Choice, Effect, Offer, tsv};
use std::collections::{BTreeMap, BTreeSet};

/// Returns whether a row is the head of copied circuits.
pub fn is_head(row: &[String]) -> bool {
    let known = |cell: &String| cell.is_empty() || column_named(cell).is_some();
    row.len() >= 6 && row.first().is_some_and(|cell| cell == "Ckt") && row.iter().all(known)
}

/// Pastes circuits so that the first lands on the cursor; the others keep their distance from it. Where slots are
/// taken or missing it asks.
pub fn paste_circuits(draft: Draft, cursor: Cell, text: &str) -> (Effect, Option<Offer>) {
    let Some(panel) = draft.panel().cloned() else { return (Effect::say("The panel is gone"), None) };
    let (mut arriving, notes) = read(text, panel.system);
    regroup(&mut arriving, &panel);
    if arriving.is_empty() {
        return (Effect::say("There is no circuit in what was copied"), None);
    }
    let landed: Vec<(Circuit, Slot)> = landing(&arriving, cursor.slot);
    let count = landed.len();
    let label = if count == 1 { "Paste circuit".to_owned() } else { format!("Paste {count} circuits") };
    let fits = |circuit: &Circuit, slot: Slot| {
        circuit.poles <= panel.system.max_poles()
            && Span::new(slot, circuit.poles).fits(panel.slots, panel.sections).is_ok()
    };
    let in_the_way: Vec<&Circuit> = panel
        .circuits_by_slot()
        .into_iter()
        .filter(|c| landed.iter().any(|(a, slot)| Span::new(*slot, a.poles).overlaps(c.span())))
        .collect();
    let misfits = landed.iter().filter(|(circuit, slot)| !fits(circuit, *slot)).count();
    let message = (!notes.is_empty()).then(|| notes.join("; "));
    if in_the_way.is_empty() && misfits == 0 {
        let (draft, _) = place_all(draft, &panel, &[], &landed);
        return (Effect { step: draft.finish(label), message, ..Effect::default() }, None);
    }
    let mut choices = Vec::new();
    let (nearest, homeless) = place_all(draft.clone(), &panel, &[], &landed);
    choices.push(choice("Use the nearest free slots", nearest, &homeless, &label));
    if !in_the_way.is_empty() && in_the_way.iter().all(|c| !c.locked) {
        let ids: Vec<CircuitId> = in_the_way.iter().map(|c| c.id).collect();
        let (clears, consequences) = plan_clear(draft.project(), draft.panel_id(), &ids);
        let mut replacing = draft;
        if replacing.push_all(clears).is_ok() {
            let (replacing, homeless) = place_all(replacing, &panel, &ids, &landed);
            let mut words = format!("Replace {} circuits", ids.len());
            if !consequences.is_empty() {
                words = format!("{words} ({})", consequences.join("; "));
            }
            choices.push(choice(&words, replacing, &homeless, &label));
        }
    }
    let taken: Vec<String> = in_the_way.iter().map(|c| name(c)).collect();
    let mut text = if taken.is_empty() { String::new() } else { format!("Taken: {}", taken.join(", ")) };
    if misfits > 0 {
        let sep = if text.is_empty() { "" } else { ". " };
        text = format!("{text}{sep}{misfits} of them lie beyond the end of the panel or have too many poles");
    }
    (Effect { message, ..Effect::default() }, Some(Offer::new(format!("{label}?"), text, choices)))
}

fn choice(words: &str, draft: Draft, homeless: &[String], label: &str) -> Choice {
    let words = if homeless.is_empty() {
        words.to_owned()
    } else {
        format!("{words}; no place for {}", homeless.join(", "))
    };
    Choice { label: words, step: draft.finish(label) }
}

/// Places circuits where they land, those that cannot at the nearest free slots, and names those without a place.
fn place_all(
    mut draft: Draft,
    panel: &Panel,
    ignoring: &[CircuitId],
    landed: &[(Circuit, Slot)],
) -> (Draft, Vec<String>) {
    let mut room = Room::of(panel, ignoring);
    let mut homeless = Vec::new();
    let mut late = Vec::new();
    let add = |circuit: &Circuit, slot: Slot, draft: &mut Draft| {
        let placed = Circuit { id: draft.new_id(), slot, ..circuit.clone() };
        draft.put(placed).is_ok()
    };
    for (circuit, slot) in landed {
        let possible = circuit.poles <= panel.system.max_poles();
        if possible && room.take(Span::new(*slot, circuit.poles)) {
            add(circuit, *slot, &mut draft);
        } else {
            late.push((circuit, *slot));
        }
    }
    for (circuit, slot) in late {
        let possible = circuit.poles <= panel.system.max_poles();
        let place = possible.then(|| room.take_nearest(slot, circuit.poles)).flatten();
        if place.is_none_or(|place| !add(circuit, place, &mut draft)) {
            homeless.push(name(circuit));
        }
    }
    (draft, homeless)
}

/// Gives pasted groups names that are free here: a copy is not kept together with what it was copied from.
fn regroup(arriving: &mut [Circuit], panel: &Panel) {
    let here: BTreeSet<&str> = panel.circuits().filter_map(|circuit| circuit.group.as_deref()).collect();
    let mut used: BTreeSet<String> = arriving.iter().filter_map(|circuit| circuit.group.clone()).collect();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for name in used.clone().into_iter().filter(|name| here.contains(name.as_str())) {
        let mut numbered = (1..).map(|n| format!("G{n}"));
        let free = |new: &String| !used.contains(new) && !here.contains(new.as_str());
        if let Some(new) = numbered.find(free) {
            used.insert(new.clone());
            renamed.insert(name, new);
        }
    }
    for circuit in arriving {
        if let Some(new) = circuit.group.as_ref().and_then(|group| renamed.get(group)) {
            circuit.group = Some(new.clone());
        }
    }
}

/// Returns the slots the circuits would take.
fn landing(arriving: &[Circuit], cursor: Slot) -> Vec<(Circuit, Slot)> {
    let first_row = arriving.iter().map(|c| c.slot.row()).min().unwrap_or(0);
    let one_half = arriving.iter().all(|c| c.slot.is_left()) || arriving.iter().all(|c| !c.slot.is_left());
    let land = |circuit: &Circuit| {
        let row = circuit.slot.row() - first_row + cursor.row();
        let left = if one_half { cursor.is_left() } else { circuit.slot.is_left() };
        Slot(2 * row + if left { 1 } else { 2 })
    };
    arriving.iter().map(|circuit| (circuit.clone(), land(circuit))).collect()
}

fn read(text: &str, system: System) -> (Vec<Circuit>, Vec<String>) {
    let rows = tsv::read(text);
    let Some((head, body)) = rows.split_first() else { return (Vec::new(), Vec::new()) };
    let columns: Vec<_> = head.iter().map(|cell| column_named(cell)).collect();
    let (mut circuits, mut notes) = (Vec::new(), Vec::new());
    for (at, row) in body.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())) {
        let mut draft = RowDraft::new();
        for (column, cell) in columns.iter().zip(row) {
            let text = unguarded(cell);
            if let (Some(column), false) = (column, text.trim().is_empty())
                && let Err(why) = draft.cell(column, &text)
            {
                notes.push(format!("row {}: {why}", at + 2));
            }
        }
        let (circuit, remark) = draft.finish(system);
        notes.extend(remark.map(|remark| format!("row {}: {remark}", at + 2)));
        if circuit.slot.0 == 0 {
            notes.push(format!("row {}: it has no circuit number and was left out", at + 2));
        } else {
            circuits.push(circuit);
        }
    }
    circuits.sort_by_key(|circuit| circuit.slot);
    (circuits, notes)
}
