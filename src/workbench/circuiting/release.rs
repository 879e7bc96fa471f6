//! Taking devices off their circuits.

use super::PlacedDevice;
use super::words::losses;
use crate::domain::facts::plan;
use crate::domain::{Edit, Project};
use crate::workbench::panel_life::Plan;

/// Plans to take devices off their circuits.
///
/// # Errors
/// When none of them is on a circuit.
pub fn plan_release(project: &Project, ids: &[PlacedDevice]) -> Result<Plan, String> {
    let mut edits = Vec::new();
    for (sheet, id) in ids {
        let Some(device) = project.sheet(*sheet).and_then(|on| on.devices.get(id)) else { continue };
        if device.circuit.is_none() {
            continue;
        }
        let mut device = device.as_ref().clone();
        device.circuit = None;
        // Taking a fact away is always possible.
        let _taken = device.facts.set(&plan::POLE, None);
        edits.push(Edit::PutDevice { sheet: *sheet, device: Box::new(device) });
    }
    let label = match edits.len() {
        0 => return Err("None of them is on a circuit".to_owned()),
        1 => "Take 1 device off its circuit".to_owned(),
        count => format!("Take {count} devices off their circuits"),
    };
    let consequences = losses(project, &edits, None);
    Ok(Plan { label, edits, consequences })
}
