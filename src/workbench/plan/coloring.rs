//! What devices and runs are colored by: the leg of their circuit, the circuit itself, what was found about them.

use super::findings_on;
use crate::domain::{CircuitId, EntityId, Leg, PanelId, Project, Sheet};
use crate::workbench::findings::{Checked, FindingKind};

named_enum!(
    /// What is told by color.
    ColorBy {
        /// Conduit runs and tags by the leg of their circuit, devices as they are.
        Runs = "Runs by phase",
        Phase = "Phase",
        Circuit = "Circuit",
        Finding = "Finding",
        Nothing = "Nothing",
    }
);

/// A color by its meaning; the window knows its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanColor {
    /// Of no circuit, or on several legs.
    Neutral,
    Leg(Leg),
    /// One of five by turns.
    Circuit(u8),
    Found(FindingKind),
}

/// Returns the circuits of an object: that of a device, those in a run.
pub fn circuits_of(sheet: &Sheet, id: EntityId) -> Vec<(PanelId, CircuitId)> {
    match id {
        EntityId::Device(_, id) => {
            sheet.devices.get(&id).and_then(|device| device.circuit).into_iter().collect()
        }
        EntityId::Run(_, id) => sheet.runs.get(&id).map(|run| run.circuits.clone()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Returns the color of an object.
pub fn color_of(
    project: &Project,
    sheet: &Sheet,
    checked: Option<&Checked>,
    color_by: ColorBy,
    id: EntityId,
) -> PlanColor {
    match color_by {
        ColorBy::Nothing => PlanColor::Neutral,
        ColorBy::Runs if !matches!(id, EntityId::Run(..)) => PlanColor::Neutral,
        ColorBy::Runs | ColorBy::Phase => {
            leg_of(project, &circuits_of(sheet, id)).map_or(PlanColor::Neutral, PlanColor::Leg)
        }
        ColorBy::Circuit => match circuits_of(sheet, id).first() {
            Some((panel, circuit)) => {
                let slot = project.panel(*panel).and_then(|panel| panel.circuit(*circuit)).map(|c| c.slot.0);
                slot.map_or(PlanColor::Neutral, |slot| PlanColor::Circuit((slot % 5) as u8))
            }
            None => PlanColor::Neutral,
        },
        ColorBy::Finding => {
            let worst = checked.and_then(|checked| {
                let kinds = findings_on(checked, sheet, id).map(FindingKind::of);
                kinds.filter(|kind| kind.is_open()).min()
            });
            worst.map_or(PlanColor::Neutral, PlanColor::Found)
        }
    }
}

/// Returns the one leg that circuits load; nothing where there are several.
pub fn leg_of(project: &Project, circuits: &[(PanelId, CircuitId)]) -> Option<Leg> {
    let mut legs = circuits.iter().flat_map(|(panel, circuit)| {
        let panel = project.panel(*panel);
        let found = panel.and_then(|panel| Some((panel.system, panel.circuit(*circuit)?.span())));
        found.into_iter().flat_map(|(system, span)| span.legs(system).collect::<Vec<_>>())
    });
    let first = legs.next()?;
    legs.all(|leg| leg == first).then_some(first)
}
