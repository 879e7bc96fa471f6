//! Puts devices on a circuit: the edits of one undo step.

use super::words::{consequences, description};
use super::{Chosen, CircuitOffer, offer_of};
use crate::domain::facts::{FactValue, plan};
use crate::domain::{
    Circuit, CircuitId, CircuitKind, CircuitLoad, Device, Edit, Panel, PanelId, Project, Slot, sum_of,
};
use crate::engineering::branch_current;
use crate::units::{Amperes, VoltAmperes};
use crate::workbench::panel_life::Plan;

/// Where devices go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CircuitTarget {
    Existing(CircuitId),
    /// A breaker of as many poles as the devices need.
    New(Slot),
    /// A breaker of so many poles, each of them a leg with a neutral in common (210.4).
    Multiwire(Slot, u8),
}

/// Where the load of the circuit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadSource {
    /// The sum of its devices, from now on.
    Devices,
    /// As it was typed.
    Typed,
}

/// Plans to put the devices on a circuit of a panelboard.
///
/// # Errors
/// Says why it cannot be done.
pub fn plan_circuit(
    project: &Project,
    chosen: &Chosen,
    panel: PanelId,
    target: CircuitTarget,
    source: LoadSource,
) -> Result<Plan, String> {
    let offer = offer_of(project, chosen, panel, target, Some(source))?;
    if let Some(why) = &offer.refusal {
        return Err(why.clone());
    }
    let edits = edits(project, chosen, panel, target, source)?;
    let on = project.panel(panel).map_or_else(String::new, |p| format!("{}/{}", p.name, offer.slot));
    let label = match chosen.devices.len() {
        1 => format!("Put 1 device on {on}"),
        count => format!("Put {count} devices on {on}"),
    };
    let consequences = consequences(project, chosen, &offer, &edits);
    Ok(Plan { label, edits, consequences })
}

/// Returns the edits alone; an offer is what they lead to.
pub(super) fn edits(
    project: &Project,
    chosen: &Chosen,
    panel_id: PanelId,
    target: CircuitTarget,
    source: LoadSource,
) -> Result<Vec<Edit>, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let (circuit, is_new) = match target {
        CircuitTarget::Existing(id) => (panel.circuit(id).ok_or("The circuit is gone")?.clone(), false),
        CircuitTarget::New(slot) => (new_circuit(project, chosen, panel, slot, chosen.poles), true),
        CircuitTarget::Multiwire(slot, legs) => (new_circuit(project, chosen, panel, slot, legs), true),
    };
    let mut edits = Vec::new();
    if is_new {
        edits.push(Edit::AddCircuit { panel: panel_id, circuit: Box::new(circuit.clone()) });
    } else if circuit.follows_plan() != (source == LoadSource::Devices) {
        let mut changed = circuit.clone();
        changed.follow_plan(source == LoadSource::Devices);
        edits.push(Edit::SetCircuit { panel: panel_id, circuit: Box::new(changed) });
    }
    let mut legs = legs_now(project, panel_id, &circuit);
    for (sheet, device) in &chosen.devices {
        let mut device = device.clone();
        device.circuit = Some((panel_id, circuit.id));
        put_on_leg(&mut device, &circuit, &mut legs);
        edits.push(Edit::PutDevice { sheet: *sheet, device: Box::new(device) });
    }
    Ok(edits)
}

fn new_circuit(project: &Project, chosen: &Chosen, panel: &Panel, slot: Slot, poles: u8) -> Circuit {
    let mut circuit = Circuit {
        poles,
        kind: CircuitKind::Branch,
        description: description(project, chosen),
        class: chosen.class,
        continuous: chosen.is_continuous(),
        multiwire: poles > 1 && chosen.poles == 1,
        ..Circuit::new(CircuitId(project.next_id()), slot)
    };
    let mut loaded = Circuit { load: CircuitLoad::Total(chosen.load), ..circuit.clone() };
    if circuit.multiwire {
        circuit.load = CircuitLoad::PerPole(vec![VoltAmperes::ZERO; usize::from(poles)]);
        loaded.multiwire = false;
    }
    let amperes = branch_current(panel, &loaded).map_or(Amperes(0.0), |current| current.amperes);
    circuit.trip = Some(chosen.trip(amperes, project.settings().edition));
    circuit.follow_plan(true);
    circuit
}

/// Returns what each leg of a multiwire branch circuit carries without the chosen devices; nothing for other circuits.
fn legs_now(project: &Project, panel: PanelId, circuit: &Circuit) -> Vec<f64> {
    if !circuit.multiwire || circuit.poles < 2 {
        return Vec::new();
    }
    let devices = project.sheets().flat_map(|sheet| sheet.devices.values().map(AsRef::as_ref));
    let of_circuit = devices.filter(|device| device.circuit == Some((panel, circuit.id)));
    let load = sum_of(of_circuit, circuit).load;
    (0..usize::from(circuit.poles)).map(|pole| load.share(pole, circuit.poles).0).collect()
}

/// A device of a multiwire branch circuit goes on the leg that carries least, the top one of equals.
fn put_on_leg(device: &mut Device, circuit: &Circuit, legs: &mut [f64]) {
    let least = legs.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map(|(leg, _)| leg);
    let pole = least.filter(|_| circuit.multiwire);
    let number = pole.map(|pole| FactValue::Number((pole + 1) as f64));
    // A number fact takes every number that is not negative.
    let _set = device.facts.set(&plan::POLE, number);
    if let Some(leg) = pole.and_then(|pole| legs.get_mut(pole)) {
        *leg += device.load.0;
    }
}

impl CircuitOffer {
    /// Returns where the load comes from if nobody chooses.
    pub const fn usual_source(&self) -> LoadSource {
        if self.follows { LoadSource::Devices } else { LoadSource::Typed }
    }
}
