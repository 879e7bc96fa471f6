//! Keeps the load of circuits that follow the plan alike to the sum of their devices.

use super::Change;
use crate::domain::{Circuit, CircuitId, EntityId, PanelId, Project, Sheet, devices_load};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Circuits that devices are on.
pub(super) type Served = BTreeSet<(PanelId, CircuitId)>;

/// Returns the circuits of a sheet's devices.
pub(super) fn served(sheet: &Sheet) -> Served {
    sheet.devices.values().filter_map(|device| device.circuit).collect()
}

/// Adds up the devices of circuits anew, of those that follow the plan.
pub(super) fn follow(project: &mut Project, circuits: &Served, change: &mut Change) {
    for (panel_id, circuit_id) in circuits {
        let Some(circuit) = project.panel(*panel_id).and_then(|panel| panel.circuit(*circuit_id)) else {
            continue;
        };
        if !circuit.follows_plan() {
            continue;
        }
        let load = devices_load(project, *panel_id, circuit).load;
        if load == circuit.load || !load.total().0.is_finite() {
            continue;
        }
        let changed = Circuit { load, ..circuit.clone() };
        if let Some(panel) = project.panels.get_mut(panel_id) {
            Arc::make_mut(panel).circuits.insert(*circuit_id, Arc::new(changed));
            change.touched.insert(EntityId::Circuit(*panel_id, *circuit_id));
        }
    }
}

/// Ends following where somebody has given another load than the devices have. `before` is the record that is replaced.
pub(super) fn settle(before: &Circuit, circuit: &mut Circuit) {
    let is_typed =
        circuit.follows_plan() && before.follows_plan() && before.is_other_load(&circuit.load, circuit.poles);
    if is_typed || circuit.is_spare() {
        circuit.follow_plan(false);
    }
}

/// Ends following for a circuit that comes with a load its devices do not have: a copy brings its load, not its devices.
pub(super) fn settle_new(project: &Project, panel: PanelId, circuit: &mut Circuit) {
    if circuit.follows_plan() {
        let sum = devices_load(project, panel, circuit).load;
        if circuit.is_other_load(&sum, circuit.poles) {
            circuit.follow_plan(false);
        }
    }
}
