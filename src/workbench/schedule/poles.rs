//! Changing the poles of a breaker: where slots below are taken, move, swap or cancel are offered. Nothing is deleted
//! and nothing refused without a way on.

use crate::domain::{Circuit, CircuitId, Panel, Slot, Span};
use crate::workbench::schedule::cell::settle_unread;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::OnConflict;
use crate::workbench::schedule::room::Room;
use crate::workbench::schedule::{Choice, Column, Offer};

/// Gives a circuit (already changed otherwise, perhaps new) another number of poles.
///
/// # Errors
/// Says why it cannot be done.
pub fn change_poles(
    draft: &mut Draft,
    mut circuit: Circuit,
    poles: u8,
    column: Column,
    text: &str,
    conflict: OnConflict,
) -> Result<Option<Offer>, String> {
    let Some(panel) = draft.panel() else { return Err("The panel is gone".to_owned()) };
    let wanted = Span::new(circuit.slot, poles);
    if panel.is_free(wanted, &[circuit.id]) {
        set_poles(&mut circuit, poles);
        return draft.put(circuit).map(|()| None).map_err(|error| error.to_string());
    }
    if conflict == OnConflict::Keep {
        circuit.unread.insert(column.field(), text.to_owned());
        return draft.put(circuit).map(|()| None).map_err(|error| error.to_string());
    }
    Ok(Some(offer(draft, panel, &circuit, wanted)))
}

fn set_poles(circuit: &mut Circuit, poles: u8) {
    circuit.load = circuit.load.with_poles(poles);
    circuit.poles = poles;
    circuit.multiwire &= poles > 1;
    settle_unread(circuit);
}

/// Returns how a circuit is named in offers and messages.
pub fn name(circuit: &Circuit) -> String {
    let words = if circuit.is_spare() { "Spare" } else { circuit.description.as_str() };
    format!("{} {words}", circuit.slot).trim_end().to_owned()
}

/// Returns `3, 5, 7`.
pub fn slots_text(span: Span) -> String {
    span.slots().map(|slot| slot.to_string()).collect::<Vec<_>>().join(", ")
}

fn offer(draft: &Draft, panel: &Panel, circuit: &Circuit, wanted: Span) -> Offer {
    let title = format!("{} poles for {}", wanted.poles, name(circuit));
    let blockers: Vec<&Circuit> = panel
        .circuits_by_slot()
        .into_iter()
        .filter(|other| other.id != circuit.id && other.span().overlaps(wanted))
        .collect();
    let fits = wanted.fits(panel.slots, panel.sections);
    let text = match &fits {
        Err(error) => format!("{} {error}", name(circuit)),
        Ok(()) => {
            let by: Vec<String> = blockers.iter().map(|b| name(b)).collect();
            format!("It needs {}; taken by {}", slots_text(wanted), by.join(", "))
        }
    };
    let mut choices = Vec::new();
    let locked = blockers.iter().find(|b| b.locked);
    if fits.is_ok() && locked.is_none() {
        choices.extend(move_blockers(draft, panel, circuit, wanted, &blockers));
        choices.extend(exchange(draft, panel, circuit, wanted.poles, &blockers));
    }
    if !circuit.locked {
        choices.extend(move_circuit(draft, panel, circuit, wanted.poles));
    }
    let text = match (locked, choices.is_empty()) {
        (Some(b), _) => format!("{text}. {} is locked and stays", name(b)),
        (None, true) => format!("{text}. No other place is free for so many poles"),
        _ => text,
    };
    Offer::new(title, text, choices)
}

/// The blockers go to the nearest free places.
fn move_blockers(
    draft: &Draft,
    panel: &Panel,
    circuit: &Circuit,
    wanted: Span,
    blockers: &[&Circuit],
) -> Option<Choice> {
    let mut ignoring: Vec<CircuitId> = blockers.iter().map(|b| b.id).collect();
    ignoring.push(circuit.id);
    let mut room = Room::of(panel, &ignoring);
    room.take(wanted).then_some(())?;
    let mut moves = Vec::new();
    let mut words = Vec::new();
    for blocker in blockers {
        let slot = room.take_nearest(blocker.slot, blocker.poles)?;
        words.push(format!("{} to {}", name(blocker), slots_text(Span::new(slot, blocker.poles))));
        moves.push((blocker.id, slot));
    }
    choice(draft, format!("Move {}", words.join(", ")), circuit, circuit.slot, wanted.poles, moves)
}

/// The blockers go up to where the circuit stands, the circuit goes below them.
fn exchange(
    draft: &Draft,
    panel: &Panel,
    circuit: &Circuit,
    poles: u8,
    blockers: &[&Circuit],
) -> Option<Choice> {
    let mut ignoring: Vec<CircuitId> = blockers.iter().map(|b| b.id).collect();
    ignoring.push(circuit.id);
    let mut room = Room::of(panel, &ignoring);
    let mut next = circuit.slot;
    let mut moves = Vec::new();
    for blocker in blockers {
        room.take(Span::new(next, blocker.poles)).then_some(())?;
        moves.push((blocker.id, next));
        next = next.down(u16::from(blocker.poles));
    }
    room.take(Span::new(next, poles)).then_some(())?;
    let label = format!("Swap: {} goes to {}", name(circuit), slots_text(Span::new(next, poles)));
    choice(draft, label, circuit, next, poles, moves)
}

/// The circuit itself goes to the nearest place with room.
fn move_circuit(draft: &Draft, panel: &Panel, circuit: &Circuit, poles: u8) -> Option<Choice> {
    let slot = Room::of(panel, &[circuit.id]).take_nearest(circuit.slot, poles)?;
    let label = format!("Put {} at {}", name(circuit), slots_text(Span::new(slot, poles)));
    choice(draft, label, circuit, slot, poles, Vec::new())
}

fn choice(
    draft: &Draft,
    label: String,
    circuit: &Circuit,
    slot: Slot,
    poles: u8,
    mut moves: Vec<(CircuitId, Slot)>,
) -> Option<Choice> {
    let mut draft = draft.clone();
    let present = draft.panel()?.circuit(circuit.id).is_some();
    if present && slot != circuit.slot {
        moves.push((circuit.id, slot));
    }
    let mut changed = Circuit { slot, ..circuit.clone() };
    set_poles(&mut changed, poles);
    draft.relocate(moves).ok()?;
    draft.put(changed).ok()?;
    let step = draft.finish(format!("{poles} poles for {}", name(circuit)));
    Some(Choice { label, step })
}
