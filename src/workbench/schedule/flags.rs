//! Lock, keep together, multiwire, spare: what is switched for the selected circuits.

use crate::domain::{Circuit, CircuitId, CircuitKind, CircuitLoad, Panel, Slot};
use crate::workbench::schedule::cell::settle_unread;
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::entry::{make_spare, new_circuit};
use crate::workbench::schedule::poles::name;
use crate::workbench::schedule::{Memory, Step};

/// Locks the circuits, or unlocks them when all are locked.
pub fn toggle_lock(mut draft: Draft, ids: &[CircuitId]) -> Result<Option<Step>, String> {
    let circuits = circuits_of(&draft, ids)?;
    let lock = !circuits.iter().all(|circuit| circuit.locked);
    for circuit in circuits {
        draft.put(Circuit { locked: lock, ..circuit }).map_err(|error| error.to_string())?;
    }
    Ok(draft.finish(if lock { "Lock" } else { "Unlock" }))
}

/// Keeps the circuits together under a new group name, or lets them go when they are one group already.
pub fn toggle_group(mut draft: Draft, ids: &[CircuitId]) -> Result<Option<Step>, String> {
    let circuits = circuits_of(&draft, ids)?;
    let first = circuits.first().and_then(|circuit| circuit.group.clone());
    let ungroup = first.is_some() && circuits.iter().all(|circuit| circuit.group == first);
    if !ungroup && circuits.len() < 2 {
        return Err("Select two or more circuits to keep them together".to_owned());
    }
    let group = if ungroup { None } else { draft.panel().map(free_group_name) };
    for circuit in circuits {
        draft.put(Circuit { group: group.clone(), ..circuit }).map_err(|error| error.to_string())?;
    }
    Ok(draft.finish(if ungroup { "Ungroup" } else { "Keep together" }))
}

/// Makes the circuits multiwire branch circuits with a load a leg, or gives them one load again. The total stays.
pub fn toggle_multiwire(mut draft: Draft, ids: &[CircuitId]) -> Result<Option<Step>, String> {
    let circuits = circuits_of(&draft, ids)?;
    let has_neutral = draft.panel().is_some_and(|panel| panel.system.has_neutral());
    let make = !circuits.iter().all(|circuit| circuit.multiwire);
    for circuit in circuits {
        if make && circuit.poles < 2 {
            return Err(format!(
                "{} has one pole; a multiwire branch circuit has two or three. Set the poles first",
                name(&circuit)
            ));
        }
        if make && !has_neutral {
            return Err("A multiwire branch circuit needs a neutral, which this system lacks".to_owned());
        }
        let poles = usize::from(circuit.poles);
        let load = match circuit.load.clone() {
            CircuitLoad::PerPole(shares) if make => CircuitLoad::PerPole(shares),
            load if make => CircuitLoad::PerPole(vec![load.total() / f64::from(circuit.poles); poles]),
            load => CircuitLoad::Total(load.total()),
        };
        let mut circuit = Circuit { multiwire: make, load, ..circuit };
        settle_unread(&mut circuit);
        draft.put(circuit).map_err(|error| error.to_string())?;
    }
    Ok(draft.finish(if make { "Multiwire branch circuit" } else { "One load for all legs" }))
}

/// Gives the circuits one load shared equally by their poles. The total stays.
pub fn equal_legs(mut draft: Draft, ids: &[CircuitId]) -> Result<Option<Step>, String> {
    for circuit in circuits_of(&draft, ids)? {
        let load = CircuitLoad::Total(circuit.load.total());
        let mut circuit = Circuit { load, multiwire: false, ..circuit };
        settle_unread(&mut circuit);
        draft.put(circuit).map_err(|error| error.to_string())?;
    }
    Ok(draft.finish("Equal legs"))
}

/// Makes spares of circuits and spaces at these slots.
pub fn make_spares(mut draft: Draft, slots: &[Slot], memory: &Memory) -> Result<Option<Step>, String> {
    for slot in slots {
        let mut circuit = draft.circuit_at(*slot).unwrap_or_else(|| new_circuit(&draft, *slot, memory));
        if circuit.kind != CircuitKind::Spare {
            make_spare(&mut circuit);
            draft.put(circuit).map_err(|error| error.to_string())?;
        }
    }
    Ok(draft.finish("Make spare"))
}

fn circuits_of(draft: &Draft, ids: &[CircuitId]) -> Result<Vec<Circuit>, String> {
    let Some(panel) = draft.panel() else { return Err("The panel is gone".to_owned()) };
    let circuits: Vec<Circuit> = ids.iter().filter_map(|id| panel.circuit(*id).cloned()).collect();
    if circuits.is_empty() { Err("There is no circuit here".to_owned()) } else { Ok(circuits) }
}

/// Returns a group name that no circuit of the panelboard has.
pub fn free_group_name(panel: &Panel) -> String {
    let taken = |name: &str| panel.circuits().any(|c| c.group.as_deref() == Some(name));
    (1..=u32::from(panel.slots) + 1).map(|n| format!("G{n}")).find(|name| !taken(name)).unwrap_or_default()
}
