//! A draft to the edits that bring it into a project: new panels, or a paste into a panel that is there.

use crate::domain::{
    CircuitField, CircuitId, Edit, Feeder, FeederLoad, Panel, PanelId, Project, Slot, Source, System,
};
use crate::interchange::exchange::NamedSource;
use crate::interchange::import::draft::{CircuitDraft, ImportNote, PanelDraft, Placement, ScheduleDraft};
use crate::interchange::import::place::{Occupancy, place};
use std::collections::{BTreeMap, BTreeSet};

/// What a paste does with circuits that do not fit where they were meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Misfits {
    /// They go to the nearest legal free slot, with a note.
    #[default]
    PlaceNearest,
    /// They stay out; the draft still names them.
    LeaveOut,
}

/// Returns the edits that add every panel of a draft to a project. Circuits without any place are not among them; the
/// draft names them, and panels of their own always have room.
pub fn edits_for_new_panels(project: &Project, draft: &ScheduleDraft) -> Vec<Edit> {
    let mut next_id = project.next_id();
    let mut give = || {
        next_id += 1;
        next_id - 1
    };
    let mut names: BTreeSet<String> = project.panels().map(|panel| panel.name.to_ascii_lowercase()).collect();
    let in_file: BTreeSet<String> =
        draft.panels.iter().map(|panel| panel.panel.name.to_ascii_lowercase()).collect();
    let mut edits = Vec::new();
    // name in the file → id; description in the file → the one circuit that has it
    let mut panels: BTreeMap<String, PanelId> = BTreeMap::new();
    let mut feeders: BTreeMap<String, Vec<(PanelId, CircuitId)>> = BTreeMap::new();
    let mut slots: BTreeMap<(PanelId, Slot), CircuitId> = BTreeMap::new();
    for panel in &draft.panels {
        let id = PanelId(give());
        let mut facts: Panel = panel.panel.clone();
        facts.id = id;
        facts.name = free_name(&mut names, &panel.panel.name);
        // what feeds it stays written down where there is nothing to connect it to
        let source = panel.fed_from.as_ref().filter(|name| !in_file.contains(&name.to_ascii_lowercase()));
        if let Some(source) = source {
            let said = [facts.notes.as_str(), &format!("Fed from {source}")];
            facts.notes = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
        }
        panels.insert(panel.panel.name.to_ascii_lowercase(), id);
        edits.push(Edit::AddPanel(Box::new(facts)));
        for circuit in panel.circuits.iter().filter(|circuit| circuit.is_placed()) {
            let mut record = circuit.circuit.clone();
            record.id = CircuitId(give());
            slots.insert((id, record.slot), record.id);
            feeders.entry(record.description.to_ascii_lowercase()).or_default().push((id, record.id));
            edits.push(Edit::AddCircuit { panel: id, circuit: Box::new(record) });
        }
    }
    edits.extend(feeder_edits(draft, &panels, &feeders));
    edits.extend(exchanged_feeder_edits(project, draft, &panels, &slots));
    edits
}

/// Says which panels of a draft would stay without the feeder that the file names, because what feeds them is neither in
/// the file nor in the project. `made` is the project with the draft in it.
pub fn open_feeders(made: &Project, draft: &ScheduleDraft) -> Vec<ImportNote> {
    let note = |panel: &PanelDraft| {
        let source = match (&panel.feeder, &panel.fed_from) {
            (Some((source, _)), _) => source.to_string(),
            (None, Some(name)) => name.clone(),
            (None, None) => return None,
        };
        let is_open = made.panel_named(&panel.panel.name).is_some_and(|panel| panel.feeder.is_none());
        let what = format!("fed from {source}, which is not there to connect it to; the feeder is left open");
        is_open.then(|| ImportNote::about(&panel.panel.name, what))
    };
    draft.panels.iter().filter_map(note).collect()
}

/// Feeders that the file describes exactly. A source that is neither in the file nor in the project is left open.
fn exchanged_feeder_edits(
    project: &Project,
    draft: &ScheduleDraft,
    panels: &BTreeMap<String, PanelId>,
    slots: &BTreeMap<(PanelId, Slot), CircuitId>,
) -> Vec<Edit> {
    let panel_id = |name: &str| {
        let of_file = panels.get(&name.to_ascii_lowercase()).copied();
        of_file.or_else(|| project.panel_named(name).map(|panel| panel.id))
    };
    let source = |named: &NamedSource| match named {
        NamedSource::Service => project.service().map(|_| Source::Service),
        NamedSource::Transformer { name } => {
            let found = project.transformers().find(|transformer| transformer.name == *name);
            found.map(|transformer| Source::Transformer(transformer.id))
        }
        NamedSource::FeedThrough { panel } => panel_id(panel).map(Source::FeedThrough),
        NamedSource::Circuit { panel, slot } => {
            let id = panel_id(panel)?;
            let of_project = || project.panel(id)?.circuit_at(*slot).map(|circuit| circuit.id);
            slots.get(&(id, *slot)).copied().or_else(of_project).map(|circuit| Source::Circuit(id, circuit))
        }
    };
    let mut fed: BTreeMap<PanelId, PanelId> = BTreeMap::new();
    let mut edits = Vec::new();
    for panel in &draft.panels {
        let Some((named, feeder)) = &panel.feeder else { continue };
        let id = panels.get(&panel.panel.name.to_ascii_lowercase());
        let (Some(id), Some(source)) = (id, source(named)) else { continue };
        if let Source::Circuit(from, _) | Source::FeedThrough(from) = source {
            if reaches(&fed, from, *id) {
                continue;
            }
            fed.insert(*id, from);
        }
        let feeder = Feeder { source, ..feeder.clone() };
        edits.push(Edit::SetFeeder { load: FeederLoad::Panel(*id), feeder: Some(Box::new(feeder)) });
    }
    edits
}

/// A panel is fed by the one circuit that bears its name, where the file says it is fed from that circuit's panel or
/// the circuit stands in the same file.
fn feeder_edits(
    draft: &ScheduleDraft,
    panels: &BTreeMap<String, PanelId>,
    feeders: &BTreeMap<String, Vec<(PanelId, CircuitId)>>,
) -> Vec<Edit> {
    let mut fed: BTreeMap<PanelId, PanelId> = BTreeMap::new();
    let mut edits = Vec::new();
    for panel in &draft.panels {
        let key = panel.panel.name.to_ascii_lowercase();
        let (Some(id), Some([(source, circuit)])) = (panels.get(&key), feeders.get(&key).map(Vec::as_slice))
        else {
            continue;
        };
        let wanted = panel.fed_from.as_ref().and_then(|name| panels.get(&name.to_ascii_lowercase()));
        if wanted.is_some_and(|wanted| wanted != source) || reaches(&fed, *source, *id) {
            continue;
        }
        fed.insert(*id, *source);
        let feeder = Feeder::from(Source::Circuit(*source, *circuit));
        edits.push(Edit::SetFeeder { load: FeederLoad::Panel(*id), feeder: Some(Box::new(feeder)) });
    }
    edits
}

/// Whether going up from `from` arrives at `at`: a panel must not feed itself.
fn reaches(fed: &BTreeMap<PanelId, PanelId>, from: PanelId, at: PanelId) -> bool {
    let mut here = from;
    for _ in 0..=fed.len() {
        if here == at {
            return true;
        }
        match fed.get(&here) {
            Some(up) => here = *up,
            None => return false,
        }
    }
    true
}

fn free_name(names: &mut BTreeSet<String>, base: &str) -> String {
    let mut name = base.to_owned();
    let mut number = 2;
    while !names.insert(name.to_ascii_lowercase()) {
        name = format!("{base} ({number})");
        number += 1;
    }
    name
}

/// Lays a draft over a panel that is there: its circuits get the slots the rows name, or say why they cannot. The facts
/// of the panel stay. All panels of the draft go into the one.
pub fn fit_into(draft: &ScheduleDraft, panel: &Panel) -> ScheduleDraft {
    let mut fitted = draft.clone();
    let mut occupancy = Occupancy::empty(panel.slots);
    occupancy.sections = panel.sections;
    for circuit in panel.circuits() {
        occupancy.take(circuit.span(), &circuit.description);
    }
    for of_draft in &mut fitted.panels {
        let PanelDraft { circuits, panel: facts, .. } = of_draft;
        for circuit in circuits.iter_mut() {
            reset(circuit);
            keep_to_system(circuit, panel.system);
        }
        place(circuits, &mut occupancy, panel.system, false);
        facts.slots = panel.slots;
        facts.sections = panel.sections;
        facts.system = panel.system;
    }
    fitted
}

/// A breaker with more poles than the system has legs keeps the number as text to be mended.
pub(in crate::interchange) fn keep_to_system(circuit: &mut CircuitDraft, system: System) {
    let poles = circuit.circuit.poles;
    if poles > system.max_poles() {
        circuit.problems.push(format!("{poles} poles do not fit a {system} panel"));
        circuit.circuit.unread.insert(CircuitField::Poles, poles.to_string());
        circuit.circuit.poles = system.max_poles();
        circuit.circuit.load = circuit.circuit.load.with_poles(circuit.circuit.poles);
    }
}

/// Puts a circuit back to where its row wants it.
fn reset(circuit: &mut CircuitDraft) {
    match circuit.placement.clone() {
        Placement::Displaced { wanted, .. } | Placement::NoRoom { wanted: Some(wanted), .. } => {
            circuit.circuit.slot = wanted;
            circuit.placement = Placement::AsWritten;
        }
        Placement::NoRoom { wanted: None, .. } => circuit.placement = Placement::NextFree,
        Placement::AsWritten | Placement::NextFree => {}
    }
}

/// Returns the edits that add the circuits of a fitted draft to the panel it was fitted to.
pub fn edits_for_paste(
    project: &Project,
    panel: PanelId,
    fitted: &ScheduleDraft,
    misfits: Misfits,
) -> Vec<Edit> {
    fitted
        .circuits()
        .map(|(_, circuit)| circuit)
        .filter(|circuit| {
            circuit.is_placed() && (misfits == Misfits::PlaceNearest || circuit.conflict().is_none())
        })
        .zip(project.next_id()..)
        .map(|(circuit, id)| {
            let mut record = circuit.circuit.clone();
            record.id = CircuitId(id);
            Edit::AddCircuit { panel, circuit: Box::new(record) }
        })
        .collect()
}
