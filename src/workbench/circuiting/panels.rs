//! Panelboards that could serve the chosen devices.

use super::Chosen;
use crate::domain::{DeviceKind, Panel, PanelId, Project, Slot};
use crate::units::PlanPoint;

/// A panelboard in the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelChoice {
    pub panel: PanelId,
    pub name: String,
    pub system: &'static str,
    /// Where a new circuit would go.
    pub next: Option<Slot>,
    /// Why it cannot serve them.
    pub refusal: Option<String>,
}

/// Lists every panelboard: those that can serve the devices first; of them the one that serves the most devices of their kind
/// on their sheet, then the nearest on the plan, then by id.
pub fn panel_choices(project: &Project, chosen: &Chosen) -> Vec<PanelChoice> {
    let mut choices: Vec<(PanelChoice, usize, f64)> = project
        .panels()
        .map(|panel| {
            let next = chosen.first_slot(panel, chosen.poles);
            let choice = PanelChoice {
                panel: panel.id,
                name: panel.name.clone(),
                system: panel.system.label(),
                next,
                refusal: chosen.refusal(panel),
            };
            (choice, alike(project, chosen, panel.id), distance(project, chosen, panel))
        })
        .collect();
    choices.sort_by(|(a, a_alike, a_far), (b, b_alike, b_far)| {
        let order = a.refusal.is_some().cmp(&b.refusal.is_some()).then(b_alike.cmp(a_alike));
        order.then(a_far.total_cmp(b_far)).then(a.panel.cmp(&b.panel))
    });
    choices.into_iter().map(|(choice, ..)| choice).collect()
}

/// Returns how many devices of the first one's kind on its sheet a panelboard serves.
fn alike(project: &Project, chosen: &Chosen, panel: PanelId) -> usize {
    let Some((sheet, first)) = chosen.devices.first() else { return 0 };
    let Some(sheet) = project.sheet(*sheet) else { return 0 };
    let is_alike = |kind: DeviceKind| kind == first.kind;
    sheet.devices.values().filter(|d| is_alike(d.kind) && d.circuit.is_some_and(|(p, _)| p == panel)).count()
}

/// Returns how far the symbol of a panelboard is from the first device, in feet; infinite where it stands on another sheet.
fn distance(project: &Project, chosen: &Chosen, panel: &Panel) -> f64 {
    let Some((sheet, first)) = chosen.devices.first() else { return f64::INFINITY };
    place_of_panel(project, panel)
        .filter(|(on, _)| on == sheet)
        .map_or(f64::INFINITY, |(_, at)| (at.x - first.at.x).hypot(at.y - first.at.y))
}

fn place_of_panel(project: &Project, panel: &Panel) -> Option<(crate::domain::SheetId, PlanPoint)> {
    project.sheets().find_map(|sheet| {
        let is_it = |label: &str| label.trim().eq_ignore_ascii_case(panel.name.trim());
        let mut panels = sheet.devices.values().filter(|d| d.kind == DeviceKind::PanelLocation);
        panels.find(|device| is_it(&device.label)).map(|device| (sheet.id, device.at))
    })
}
