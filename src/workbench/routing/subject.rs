//! What a person means by "route this": circuits of devices, a run, the circuits of the schedule.

use crate::domain::{CircuitId, EntityId, PanelId, Project, Sheet, SheetId};
use crate::engineering::routing::panel_on;
use crate::proposals::RouteSubject;

/// Returns the sheet to route some circuits on: the first with the panelboard and a device of theirs.
pub fn route_of_circuits(
    project: &Project,
    panel: PanelId,
    circuits: &[CircuitId],
) -> Option<(SheetId, RouteSubject)> {
    let is_theirs = |of: Option<(PanelId, CircuitId)>| {
        of.is_some_and(|(board, circuit)| board == panel && circuits.contains(&circuit))
    };
    let has_device = |sheet: &&Sheet| sheet.devices.values().any(|device| is_theirs(device.circuit));
    let both = project.sheets().find(|sheet| has_device(sheet) && panel_on(project, sheet, panel).is_some());
    let sheet = both.or_else(|| project.sheets().find(has_device))?;
    let placed =
        |circuit: &CircuitId| sheet.devices.values().any(|device| device.circuit == Some((panel, *circuit)));
    let circuits = circuits.iter().filter(|c| placed(c)).map(|circuit| (panel, *circuit)).collect();
    Some((sheet.id, RouteSubject::Circuits(circuits)))
}

/// Returns what the chosen objects of a sheet stand for: one run for itself, else the circuits of devices and runs.
pub(in crate::workbench) fn subject_of(sheet: &Sheet, chosen: &[EntityId]) -> Option<RouteSubject> {
    if let [EntityId::Run(_, run)] = chosen {
        return Some(RouteSubject::Run(*run));
    }
    let mut circuits: Vec<(PanelId, CircuitId)> = Vec::new();
    for id in chosen {
        let found = match id {
            EntityId::Device(_, id) => sheet.devices.get(id)?.circuit.into_iter().collect(),
            EntityId::Run(_, id) => sheet.runs.get(id)?.circuits.clone(),
            EntityId::Circuit(panel, circuit) => vec![(*panel, *circuit)],
            _ => Vec::new(),
        };
        for circuit in found {
            if !circuits.contains(&circuit) {
                circuits.push(circuit);
            }
        }
    }
    (!circuits.is_empty()).then_some(RouteSubject::Circuits(circuits))
}

/// Returns what a subject is called: `LP-1/13`, `3 circuits`, `R-11`.
pub(super) fn name_of(project: &Project, sheet: SheetId, subject: &RouteSubject) -> String {
    match subject {
        RouteSubject::Run(id) => {
            let run = project.sheet(sheet).and_then(|sheet| sheet.runs.get(id));
            run.map_or_else(|| "run".to_owned(), |run| run.tag.clone())
        }
        RouteSubject::Circuits(circuits) => match circuits.as_slice() {
            [(panel, circuit)] => {
                let panel = project.panel(*panel);
                let slot = panel.and_then(|panel| panel.circuit(*circuit)).map(|circuit| circuit.slot);
                let panel = panel.map_or("", |panel| panel.name.as_str());
                slot.map_or_else(|| panel.to_owned(), |slot| format!("{panel}/{slot}"))
            }
            circuits => format!("{} circuits", circuits.len()),
        },
    }
}
