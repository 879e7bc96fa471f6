//! Clearing circuits to spaces: the only operation that removes one. What hangs on it is disconnected and named first.

use crate::domain::{CircuitId, Edit, EntityId, FeederLoad, PanelId, Project, Source, hanging_on_circuit};
use crate::rules::orphaned_waivers;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::poles::name;
use crate::workbench::schedule::{Choice, Offer, Step};
use std::sync::Arc;

/// Returns the edits that clear circuits and, in words, what they disconnect.
pub fn plan_clear(project: &Project, panel_id: PanelId, ids: &[CircuitId]) -> (Vec<Edit>, Vec<String>) {
    let Some(panel) = project.panel(panel_id) else { return (Vec::new(), Vec::new()) };
    let (mut edits, mut consequences) = (Vec::new(), Vec::new());
    let is_cleared = |source: (PanelId, CircuitId)| source.0 == panel_id && ids.contains(&source.1);
    let feeds = |source: Source| matches!(source, Source::Circuit(p, c) if is_cleared((p, c)));
    for id in ids {
        let what = panel.circuit(*id).map(name).unwrap_or_default();
        for fed in hanging_on_circuit(project, panel_id, *id) {
            consequences.push(format!("{fed} is fed from {what} and loses its source"));
        }
    }
    let loads = project
        .panels()
        .map(|p| (FeederLoad::Panel(p.id), p.feeder.as_ref()))
        .chain(project.transformers().map(|t| (FeederLoad::Transformer(t.id), t.feeder.as_ref())));
    for (load, _) in loads.filter(|(_, feeder)| feeder.is_some_and(|f| feeds(f.source))) {
        edits.push(Edit::SetFeeder { load, feeder: None });
    }
    for sheet in project.sheets() {
        let devices: Vec<_> =
            sheet.devices.values().filter(|device| device.circuit.is_some_and(is_cleared)).collect();
        if !devices.is_empty() {
            consequences.push(format!("{} devices on {} lose their circuit", devices.len(), sheet.name));
        }
        for device in devices {
            let mut device = device.as_ref().clone();
            device.circuit = None;
            edits.push(Edit::PutDevice { sheet: sheet.id, device: Box::new(device) });
        }
        for run in sheet.runs.values().filter(|run| run.circuits.iter().any(|c| is_cleared(*c))) {
            let mut run = Arc::unwrap_or_clone(Arc::clone(run));
            run.circuits.retain(|c| !is_cleared(*c));
            consequences.push(format!("run {} on {} loses its circuit", run.tag, sheet.name));
            edits.push(Edit::PutRun { sheet: sheet.id, run: Box::new(run) });
        }
    }
    let gone: Vec<EntityId> = ids.iter().map(|id| EntityId::Circuit(panel_id, *id)).collect();
    consequences.extend(orphaned_waivers(project, &gone));
    let removals = ids.iter().filter(|id| panel.circuit(**id).is_some());
    edits.extend(removals.map(|id| Edit::RemoveCircuit { panel: panel_id, circuit: *id }));
    (edits, consequences)
}

/// Clears at once when nothing hangs on the circuits, else returns the question.
pub fn clear_offer(draft: &mut Draft, ids: &[CircuitId]) -> Result<Option<Offer>, String> {
    let (edits, consequences) = plan_clear(draft.project(), draft.panel_id(), ids);
    if consequences.is_empty() {
        return draft.push_all(edits).map(|()| None).map_err(|error| error.to_string());
    }
    let label =
        if let [_] = ids { "Clear circuit".to_owned() } else { format!("Clear {} circuits", ids.len()) };
    let mut cleared = draft.clone();
    cleared.push_all(edits).map_err(|error| error.to_string())?;
    let choice = Choice { label: format!("{label} and disconnect"), step: cleared.finish(label.clone()) };
    let mut offer = Offer::new(format!("{label}?"), consequences.join("\n"), vec![choice]);
    // Something is lost either way that a person may not have meant: Enter keeps it.
    offer.selected = offer.choices.len() - 1;
    Ok(Some(offer))
}

/// Returns the step that clears circuits on which nothing hangs.
pub fn clear_step(draft: Draft, count: usize) -> Option<Step> {
    draft.finish(if count == 1 { "Clear circuit".to_owned() } else { format!("Clear {count} circuits") })
}
