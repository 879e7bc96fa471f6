//! A panelboard of a dataset as a panelboard of a project, to be looked at with everything a schedule shows.

use crate::domain::{Circuit, CircuitId, CircuitKind, CircuitLoad, Edit, Project, Slot, System};
use crate::hrm::balance::PanelRecord;
use crate::units::VoltAmperes;
use crate::workbench::panel_life::new_panel;

/// Returns the edits that add a panelboard with the circuits of a record; `None` if the record names no system.
pub(super) fn panel_edits(record: &PanelRecord, project: &Project) -> Option<Vec<Edit>> {
    let system = System::from_code(&record.system)?;
    let mut panel = new_panel(project, "TEST-1", system, record.slots);
    panel.notes = format!("Example {} of a dataset: {}, {}", record.name, record.occupancy, record.case);
    let id = panel.id;
    let mut edits = vec![Edit::AddPanel(Box::new(panel))];
    for (circuit, number) in record.circuits.iter().zip(project.next_id() + 1..) {
        let poles = u8::try_from(circuit.va.len()).ok()?;
        let shares = circuit.va.iter().copied().map(VoltAmperes).collect();
        let circuit = Circuit {
            poles,
            kind: if circuit.spare { CircuitKind::Spare } else { CircuitKind::Branch },
            description: if circuit.spare { "SPARE".to_owned() } else { format!("CIRCUIT {}", circuit.slot) },
            load: CircuitLoad::PerPole(shares),
            multiwire: circuit.neutral,
            locked: circuit.locked,
            group: circuit.group.clone(),
            ..Circuit::new(CircuitId(number), Slot(circuit.slot))
        };
        edits.push(Edit::AddCircuit { panel: id, circuit: Box::new(circuit) });
    }
    Some(edits)
}
