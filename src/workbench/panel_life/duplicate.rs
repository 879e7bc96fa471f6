//! New panelboards, empty or as a copy.

use super::Plan;
use crate::domain::{Circuit, CircuitId, Edit, Panel, PanelId, Project, System};
use crate::units::{Amperes, KiloAmperes};

/// Returns an empty panelboard with the facts its system usually has, under a name nobody uses.
pub fn new_panel(project: &Project, name: &str, system: System, slots: u16) -> Panel {
    let name = project.free_panel_name(name);
    let mut panel = Panel::new(PanelId(project.next_id()), name, system, slots);
    // Commonly stocked ratings; a starting point the designer overwrites.
    let (bus, interrupting) = match system {
        System::Wye480 | System::Delta480 | System::Wye600 => (225.0, 35.0),
        System::Wye208 | System::HighLeg240 | System::Delta240 => (125.0, 22.0),
        System::Single240 => (200.0, 22.0),
    };
    panel.bus = Some(Amperes(bus));
    panel.interrupting = Some(KiloAmperes(interrupting));
    panel
}

/// Plans a copy of a panelboard with all its circuits, under a new name. The copy is fed from nowhere: two panels on
/// one breaker would double its load unasked.
///
/// # Errors
/// When the panel is gone.
pub fn plan_duplicate(project: &Project, id: PanelId) -> Result<Plan, Vec<String>> {
    let Some(panel) = project.panel(id) else { return Err(vec!["The panel is gone".to_owned()]) };
    let copy_id = PanelId(project.next_id());
    let name = project.free_panel_name(&panel.name);
    let blank = Panel::new(copy_id, name.clone(), panel.system, panel.slots);
    let mut facts = panel.clone();
    facts.id = copy_id;
    facts.name.clone_from(&name);
    facts.feeder = None;
    facts.issued = false;
    let mut edits = vec![Edit::AddPanel(Box::new(blank)), Edit::SetPanel(Box::new(facts))];
    for (circuit, new_id) in panel.circuits_by_slot().into_iter().zip(project.next_id() + 1..) {
        let circuit = Circuit { id: CircuitId(new_id), ..circuit.clone() };
        edits.push(Edit::AddCircuit { panel: copy_id, circuit: Box::new(circuit) });
    }
    let mut consequences = Vec::new();
    if panel.feeder.is_some() {
        consequences.push(format!("{name} is fed from nowhere until you say so"));
    }
    Ok(Plan { label: format!("Duplicate {}", panel.name), edits, consequences })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{apply_all, examples, violations};

    #[test]
    fn a_copy_has_the_same_circuits_under_new_ids() {
        let project = examples::two_panels();
        let plan = plan_duplicate(&project, PanelId(1)).expect("there");
        let (after, _) = apply_all(&project, &plan.edits).expect("planned");
        let copy = after.panel_named("LP-2").expect("the next free name");
        let original = after.panel_named("LP-1").expect("unchanged");
        let facts = |p: &Panel| -> Vec<(u16, String)> {
            p.circuits_by_slot().iter().map(|c| (c.slot.0, c.description.clone())).collect()
        };
        assert_eq!(facts(copy), facts(original));
        assert!(copy.circuits().all(|c| original.circuit(c.id).is_none()));
        assert_eq!(violations(&after), Vec::<String>::new());
    }

    #[test]
    fn new_panels_take_the_next_free_name() {
        let project = examples::two_panels();
        assert_eq!(new_panel(&project, "LP-1", System::Wye208, 42).name, "LP-2");
        assert_eq!(new_panel(&project, "HP", System::Wye480, 84).name, "HP");
    }
}
