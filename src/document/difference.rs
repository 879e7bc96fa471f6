//! What differs between two states of a project, in the words of the log.

use crate::domain::{Circuit, CircuitId, Panel, PanelId, Project, Slot};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A circuit that has another number than before. Circuits are followed by id, so a move is never delete and add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CircuitMove {
    pub circuit: CircuitId,
    pub description: String,
    pub from: (PanelId, Slot),
    pub to: (PanelId, Slot),
}

/// Lists the circuits that changed panelboard or slot, in the order of their new places.
pub fn moved_circuits(before: &Project, after: &Project) -> Vec<CircuitMove> {
    let places = |project: &Project| -> BTreeMap<CircuitId, (PanelId, Slot)> {
        project.panels().flat_map(|p| p.circuits().map(|c| (c.id, (p.id, c.slot)))).collect()
    };
    let old = places(before);
    let mut moves = Vec::new();
    for (_, panel) in changed_panels(before, after) {
        let Some(panel) = panel else { continue };
        for circuit in panel.circuits() {
            let (id, to) = (circuit.id, (panel.id, circuit.slot));
            if let Some(from) = old.get(&id).copied().filter(|from| *from != to) {
                moves.push(CircuitMove { circuit: id, description: circuit.description.clone(), from, to });
            }
        }
    }
    moves.sort_by_key(|m| m.to);
    moves
}

/// Says what changed, one line a fact, in a stable order. Panels that are shared between the states cost nothing.
pub fn difference(before: &Project, after: &Project) -> Vec<String> {
    let mut lines = Vec::new();
    let name = |id: PanelId| {
        after.panel(id).or_else(|| before.panel(id)).map_or_else(String::new, |panel| panel.name.clone())
    };
    let moves = moved_circuits(before, after);
    for step in &moves {
        let place = |(panel, slot): (PanelId, Slot)| {
            if step.from.0 == step.to.0 { slot.to_string() } else { format!("{}/{slot}", name(panel)) }
        };
        lines.push(format!(
            "{}: {} → {} {}",
            name(step.to.0),
            place(step.from),
            place(step.to),
            step.description
        ));
    }
    for (old, new) in changed_panels(before, after) {
        match (old, new) {
            (None, Some(panel)) => lines.push(format!("{} added", panel.name)),
            (Some(panel), None) => lines.push(format!("{} removed", panel.name)),
            (Some(old), Some(new)) => panel_difference(old, new, &moves, &mut lines),
            (None, None) => {}
        }
    }
    if before.info() != after.info() {
        lines.push("project information changed".to_owned());
    }
    if before.settings() != after.settings() {
        lines.push("design settings changed".to_owned());
    }
    if before.service() != after.service() {
        lines.push("service changed".to_owned());
    }
    if !before.one_line().eq(after.one_line()) {
        lines.push("one-line laid out by hand".to_owned());
    }
    for transformer in after.transformers() {
        match before.transformer(transformer.id) {
            None => lines.push(format!("{} added", transformer.name)),
            Some(old) if old != transformer => lines.push(format!("{} changed", transformer.name)),
            Some(_) => {}
        }
    }
    answers_to_findings(before, after, &mut lines);
    let gone = before.transformers().filter(|t| after.transformer(t.id).is_none());
    lines.extend(gone.map(|t| format!("{} removed", t.name)));
    lines
}

fn answers_to_findings(before: &Project, after: &Project, lines: &mut Vec<String>) {
    for waiver in after.waivers() {
        match before.waiver(waiver.id) {
            None => lines.push(format!("waiver added: {}", waiver.finding_key)),
            Some(old) if old != waiver => lines.push(format!("waiver changed: {}", waiver.finding_key)),
            Some(_) => {}
        }
    }
    let gone = before.waivers().filter(|waiver| after.waiver(waiver.id).is_none());
    lines.extend(gone.map(|waiver| format!("waiver withdrawn: {}", waiver.finding_key)));
    let entries = |project: &Project| project.baseline().map(|baseline| baseline.entries.len());
    if before.baseline() != after.baseline() {
        lines.push(entries(after).map_or_else(
            || "baseline cleared".to_owned(),
            |n| format!("baseline of {n} {}", if n == 1 { "finding" } else { "findings" }),
        ));
    }
    if before.amendments() != after.amendments() {
        lines.push("local amendments changed".to_owned());
    }
}

fn panel_difference(old: &Panel, new: &Panel, moves: &[CircuitMove], lines: &mut Vec<String>) {
    let moved = |id: CircuitId| moves.iter().any(|m| m.circuit == id);
    for circuit in new.circuits_by_slot() {
        match old.circuit(circuit.id) {
            None if !moved(circuit.id) => lines.push(format!("{} added", label(new, circuit))),
            Some(was) if Circuit { slot: circuit.slot, ..was.clone() } != *circuit => {
                lines.push(format!("{} changed", label(new, circuit)));
            }
            _ => {}
        }
    }
    for circuit in old.circuits_by_slot() {
        if new.circuit(circuit.id).is_none() && !moved(circuit.id) {
            lines.push(format!("{} removed", label(old, circuit)));
        }
    }
    if old.name != new.name {
        lines.push(format!("{} renamed {}", old.name, new.name));
    } else if facts_differ(old, new) {
        lines.push(format!("{}: panel facts changed", new.name));
    }
}

fn facts_differ(old: &Panel, new: &Panel) -> bool {
    // Compares everything but the circuits, by giving both the same ones.
    let facts = |panel: &Panel| {
        let Panel { name, location, system, slots, sections, bus, main, interrupting, .. } = panel.clone();
        let rest = (
            panel.mounting,
            panel.enclosure.clone(),
            panel.feed_through,
            panel.issued,
            panel.notes.clone(),
            panel.facts.clone(),
        );
        ((name, location, system, slots, sections, bus, main, interrupting), rest, panel.feeder.clone())
    };
    facts(old) != facts(new)
}

fn label(panel: &Panel, circuit: &Circuit) -> String {
    format!("{}/{} {}", panel.name, circuit.slot, circuit.description).trim_end().to_owned()
}

/// Pairs the panels of two states that are not one shared record.
fn changed_panels<'p>(
    before: &'p Project,
    after: &'p Project,
) -> impl Iterator<Item = (Option<&'p Panel>, Option<&'p Panel>)> {
    let kept_or_new = after.panels().filter_map(move |new| {
        let (old, shared) = (before.panel_arc(new.id), after.panel_arc(new.id));
        let same = matches!((old, shared), (Some(a), Some(b)) if Arc::ptr_eq(a, b));
        (!same).then(|| (old.map(AsRef::as_ref), Some(new)))
    });
    let gone = before.panels().filter(move |old| after.panel(old.id).is_none()).map(|old| (Some(old), None));
    kept_or_new.chain(gone)
}
