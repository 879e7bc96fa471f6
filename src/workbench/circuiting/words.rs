//! Circuiting in words: what a new circuit is called, what other circuits lose, what happens to typed loads.

use super::{Chosen, CircuitOffer, CircuitTarget};
use crate::domain::{CircuitId, Edit, LoadClass, PanelId, Project, apply_all, circuit_tag, devices_load};
use crate::units::grouped;
use std::collections::BTreeMap;

/// Rooms named in a description; more are counted.
const ROOMS: usize = 2;

/// Returns what a new circuit is called, as the trade writes it: `RECEPT OFFICE 101, OFFICE 102`.
pub(super) fn description(project: &Project, chosen: &Chosen) -> String {
    let what = match chosen.class {
        LoadClass::Receptacle => "RECEPT".to_owned(),
        LoadClass::Lighting => "LTG".to_owned(),
        _ => equipment(chosen),
    };
    let mut rooms: Vec<String> = Vec::new();
    for (sheet, device) in &chosen.devices {
        let room = project.sheet(*sheet).and_then(|on| on.room_at(device.at));
        if let Some(name) = room.map(|room| room.name.trim().to_uppercase()).filter(|name| !name.is_empty())
            && !rooms.contains(&name)
        {
            rooms.push(name);
        }
    }
    let more = rooms.len().saturating_sub(ROOMS);
    rooms.truncate(ROOMS);
    let mut words = format!("{what} {}", rooms.join(", "));
    if more > 0 {
        words.push_str(&format!(" +{more}"));
    }
    words.trim().to_owned()
}

/// The label of the first device that has one, else the name of its symbol.
fn equipment(chosen: &Chosen) -> String {
    let labeled = chosen.devices.iter().find(|(_, device)| !device.label.trim().is_empty());
    let titled = || chosen.symbols().next().map(|(_, symbol)| symbol.title.as_str());
    labeled.map(|(_, device)| device.label.trim()).or_else(titled).unwrap_or_default().to_uppercase()
}

/// Says what circuiting does beside putting the devices on their circuit.
pub(super) fn consequences(
    project: &Project,
    chosen: &Chosen,
    offer: &CircuitOffer,
    edits: &[Edit],
) -> Vec<String> {
    let target = match offer.target {
        CircuitTarget::Existing(id) => Some(id),
        CircuitTarget::New(_) | CircuitTarget::Multiwire(..) => None,
    };
    let mut said = vec![offer.load_words()];
    said.extend(losses(project, edits, target));
    if chosen.left_out > 0 {
        said.push(format!("{} chosen devices take no branch circuit and stay as they are", chosen.left_out));
    }
    said
}

/// Says which circuits lose devices to the edits, and what becomes of their loads.
pub(super) fn losses(project: &Project, edits: &[Edit], kept: Option<CircuitId>) -> Vec<String> {
    let mut leaving: BTreeMap<(PanelId, CircuitId), usize> = BTreeMap::new();
    for edit in edits {
        let Edit::PutDevice { sheet, device } = edit else { continue };
        let was = project.sheet(*sheet).and_then(|on| on.devices.get(&device.id)?.circuit);
        if let Some(circuit) = was.filter(|was| device.circuit != Some(*was) && Some(was.1) != kept) {
            *leaving.entry(circuit).or_default() += 1;
        }
    }
    let Ok((after, _)) = apply_all(project, edits) else { return Vec::new() };
    let said = leaving.into_iter().filter_map(|((panel, id), count)| {
        let tag = circuit_tag(project, (panel, id))?;
        let (old, new) = (project.panel(panel)?.circuit(id)?, after.panel(panel)?.circuit(id)?);
        let va = |circuit: &crate::domain::Circuit| grouped(circuit.load.total().0, 0);
        let devices =
            if count == 1 { "1 device leaves".to_owned() } else { format!("{count} devices leave") };
        let left = devices_load(&after, panel, new);
        Some(if new.follows_plan() {
            format!("{devices} {tag}; its load {} → {} VA", va(old), va(new))
        } else {
            let sum = grouped(left.load.total().0, 0);
            format!("{devices} {tag}; its load stays {} VA as typed, its devices add up to {sum} VA", va(new))
        })
    });
    said.collect()
}

/// Says which loads that follow the plan change with edits of it, a line each.
pub fn load_changes(project: &Project, edits: &[Edit]) -> Vec<String> {
    let Ok((after, _)) = apply_all(project, edits) else { return Vec::new() };
    let mut said = Vec::new();
    for panel in after.panels() {
        for circuit in panel.circuits_by_slot().into_iter().filter(|circuit| circuit.follows_plan()) {
            let before = project.panel(panel.id).and_then(|old| old.circuit(circuit.id));
            let (Some(before), now) = (before.map(|old| old.load.total().0), circuit.load.total().0) else {
                continue;
            };
            if before != now {
                let (before, now) = (grouped(before, 0), grouped(now, 0));
                said.push(format!(
                    "the load of {}/{} follows the plan: {before} → {now} VA",
                    panel.name, circuit.slot
                ));
            }
        }
    }
    said
}

/// Says which circuits stopped following the plan between two states because somebody typed their load.
pub fn stopped_following(before: &Project, after: &Project) -> Option<String> {
    let mut tags = Vec::new();
    for panel in after.panels() {
        let old = before.panel_arc(panel.id);
        if old.zip(after.panel_arc(panel.id)).is_none_or(|(a, b)| std::sync::Arc::ptr_eq(a, b)) {
            continue;
        }
        for circuit in panel.circuits().filter(|circuit| !circuit.follows_plan()) {
            let was = before.panel(panel.id).and_then(|panel| panel.circuit(circuit.id));
            if was.is_some_and(|was| was.follows_plan() && was.load != circuit.load) {
                tags.extend(circuit_tag(after, (panel.id, circuit.id)));
            }
        }
    }
    match tags.as_slice() {
        [] => None,
        [one] => Some(format!(
            "The load of {one} is as typed; it does not follow the devices of the plan any more"
        )),
        several => Some(format!(
            "The loads of {} are as typed; they do not follow the devices of the plan any more",
            several.join(", ")
        )),
    }
}
