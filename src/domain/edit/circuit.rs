//! Edits of circuits.

use super::plan_load::{Served, follow, settle, settle_new};
use super::{Change, EditError, claim_id};
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, EntityId, Panel, PanelId, Project, Slot, Source, hanging_on_circuit,
};
use std::sync::Arc;

pub(super) fn add(project: &mut Project, panel_id: PanelId, circuit: &Circuit) -> Result<Change, EditError> {
    let mut circuit = circuit.clone();
    settle_new(project, panel_id, &mut circuit);
    let panel = panel_mut(project, panel_id)?;
    if panel.circuits.contains_key(&circuit.id) {
        return Err(EditError::IdInUse(circuit.id.0));
    }
    check(panel, &circuit)?;
    let id = circuit.id;
    panel.circuits.insert(id, Arc::new(circuit));
    claim_id(project, id.0);
    Ok(followed(project, panel_id, id))
}

fn followed(project: &mut Project, panel: PanelId, circuit: CircuitId) -> Change {
    let mut change = Change::of(EntityId::Circuit(panel, circuit));
    follow(project, &Served::from([(panel, circuit)]), &mut change);
    change
}

pub(super) fn set(project: &mut Project, panel_id: PanelId, circuit: &Circuit) -> Result<Change, EditError> {
    let panel = panel_mut(project, panel_id)?;
    let before = panel.circuits.get(&circuit.id).ok_or(EditError::NoSuch("circuit"))?;
    check(panel, circuit)?;
    let mut circuit = circuit.clone();
    settle(before, &mut circuit);
    let id = circuit.id;
    panel.circuits.insert(id, Arc::new(circuit));
    Ok(followed(project, panel_id, id))
}

pub(super) fn remove(project: &mut Project, panel_id: PanelId, id: CircuitId) -> Result<Change, EditError> {
    let fed = hanging_on_circuit(project, panel_id, id);
    let panel = panel_mut(project, panel_id)?;
    let circuit = panel.circuits.get(&id).ok_or(EditError::NoSuch("circuit"))?;
    if !fed.is_empty() {
        return Err(EditError::StillFeeds { what: label(panel, circuit), fed });
    }
    panel.circuits.remove(&id);
    Ok(Change::of(EntityId::Circuit(panel_id, id)))
}

pub(super) fn relocate(
    project: &mut Project,
    panel_id: PanelId,
    moves: &[(CircuitId, Slot)],
) -> Result<Change, EditError> {
    let mut panel = project.panels.get(&panel_id).ok_or(EditError::NoSuch("panel"))?.as_ref().clone();
    let mut moved = Vec::with_capacity(moves.len());
    // All movers leave before any arrives, so that exchanges and rotations are one batch.
    for (id, slot) in moves {
        let circuit = panel.circuits.remove(id).ok_or(EditError::NoSuch("circuit"))?;
        moved.push(Circuit { slot: *slot, ..circuit.as_ref().clone() });
    }
    let mut change = Change::default();
    for circuit in moved {
        check(&panel, &circuit)?;
        change.touched.insert(EntityId::Circuit(panel_id, circuit.id));
        panel.circuits.insert(circuit.id, Arc::new(circuit));
    }
    project.panels.insert(panel_id, Arc::new(panel));
    Ok(change)
}

pub(super) fn transfer(
    project: &mut Project,
    from: PanelId,
    to: PanelId,
    id: CircuitId,
    slot: Slot,
) -> Result<Change, EditError> {
    if from == to {
        return relocate(project, from, &[(id, slot)]);
    }
    let source = project.panels.get(&from).ok_or(EditError::NoSuch("panel"))?;
    let circuit = source.circuit(id).ok_or(EditError::NoSuch("circuit"))?;
    let arriving = Circuit { slot, ..circuit.clone() };
    let target = project.panels.get(&to).ok_or(EditError::NoSuch("panel"))?;
    if target.circuits.contains_key(&id) {
        return Err(EditError::IdInUse(id.0));
    }
    check(target, &arriving)?;
    // The feeders that start here keep their circuit; they must not close a loop through the new panel.
    let mut next = project.clone();
    panel_mut(&mut next, from)?.circuits.remove(&id);
    panel_mut(&mut next, to)?.circuits.insert(id, Arc::new(arriving));
    let mut change = Change::default();
    change.touched.extend([EntityId::Circuit(from, id), EntityId::Circuit(to, id)]);
    follow_feeders(&mut next, from, to, id, &mut change);
    follow_plan(&mut next, from, to, id, &mut change);
    if let Some(cycle) = super::supply::cycle(&next) {
        return Err(EditError::FeedsItself { what: cycle });
    }
    *project = next;
    Ok(change)
}

fn follow_feeders(project: &mut Project, from: PanelId, to: PanelId, id: CircuitId, change: &mut Change) {
    let (old, new) = (Source::Circuit(from, id), Source::Circuit(to, id));
    for (panel_id, panel) in &mut project.panels {
        if panel.feeder.as_ref().is_some_and(|feeder| feeder.source == old) {
            if let Some(feeder) = &mut Arc::make_mut(panel).feeder {
                feeder.source = new;
            }
            change.touched.insert(EntityId::Panel(*panel_id));
        }
    }
    for (transformer_id, transformer) in &mut project.transformers {
        if transformer.feeder.as_ref().is_some_and(|feeder| feeder.source == old) {
            if let Some(feeder) = &mut Arc::make_mut(transformer).feeder {
                feeder.source = new;
            }
            change.touched.insert(EntityId::Transformer(*transformer_id));
        }
    }
}

fn follow_plan(project: &mut Project, from: PanelId, to: PanelId, id: CircuitId, change: &mut Change) {
    for (sheet_id, sheet) in &mut project.sheets {
        let speaks_of = sheet.devices.values().any(|d| d.circuit == Some((from, id)))
            || sheet.runs.values().any(|r| r.circuits.contains(&(from, id)));
        if !speaks_of {
            continue;
        }
        let sheet = Arc::make_mut(sheet);
        for (device_id, device) in &mut sheet.devices {
            if device.circuit == Some((from, id)) {
                Arc::make_mut(device).circuit = Some((to, id));
                change.touched.insert(EntityId::Device(*sheet_id, *device_id));
            }
        }
        for (run_id, run) in &mut sheet.runs {
            if run.circuits.contains(&(from, id)) {
                for circuit in Arc::make_mut(run).circuits.iter_mut().filter(|c| **c == (from, id)) {
                    *circuit = (to, id);
                }
                change.touched.insert(EntityId::Run(*sheet_id, *run_id));
            }
        }
    }
}

/// Checks a circuit against the panel and the other circuits in it.
pub(in crate::domain) fn check(panel: &Panel, circuit: &Circuit) -> Result<(), EditError> {
    check_alone(panel, circuit)?;
    let span = circuit.span();
    let taken = panel.circuits().filter(|other| other.id != circuit.id).find_map(|other| {
        let slot = span.slots().find(|slot| other.span().contains(*slot))?;
        Some((slot, label(panel, other)))
    });
    match taken {
        Some((slot, by)) => Err(EditError::SlotTaken { panel: panel.name.clone(), slot, by }),
        None => Ok(()),
    }
}

/// Checks a circuit against the panel alone.
pub(super) fn check_alone(panel: &Panel, circuit: &Circuit) -> Result<(), EditError> {
    if !(1..=3).contains(&circuit.poles) {
        return Err(EditError::Poles(circuit.poles));
    }
    let what = || label(panel, circuit);
    if circuit.poles > panel.system.max_poles() {
        return Err(EditError::TooManyPoles { what: what(), poles: circuit.poles, system: panel.system });
    }
    let finite = match &circuit.load {
        CircuitLoad::Total(va) => va.0.is_finite(),
        CircuitLoad::PerPole(shares) => {
            shares.len() == usize::from(circuit.poles) && shares.iter().all(|va| va.0.is_finite())
        }
    };
    if !finite {
        return Err(EditError::LoadNotFinite { what: what() });
    }
    circuit
        .span()
        .fits(panel.slots, panel.sections)
        .map_err(|error| EditError::DoesNotFit { what: what(), error })
}

/// The way a circuit is named in messages: panel, number and description.
fn label(panel: &Panel, circuit: &Circuit) -> String {
    let number = format!("{}/{}", panel.name, circuit.slot);
    if circuit.description.is_empty() { number } else { format!("{number} {}", circuit.description) }
}

fn panel_mut(project: &mut Project, id: PanelId) -> Result<&mut Panel, EditError> {
    project.panels.get_mut(&id).map(Arc::make_mut).ok_or(EditError::NoSuch("panel"))
}
