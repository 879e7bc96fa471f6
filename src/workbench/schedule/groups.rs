//! Circuits that are kept together: they move as one block, and nothing takes them apart unasked.

use crate::domain::{CircuitId, Panel};
use crate::workbench::schedule::poles::name;

/// Returns the circuits and all that are kept together with one of them, in the order of their slots.
pub fn with_groups(panel: &Panel, ids: &[CircuitId]) -> Vec<CircuitId> {
    let group = |id: &CircuitId| panel.circuit(*id).and_then(|circuit| circuit.group.as_deref());
    let groups: Vec<&str> = ids.iter().filter_map(group).collect();
    let belongs = |circuit: &crate::domain::Circuit| {
        circuit.group.as_deref().is_some_and(|group| groups.contains(&group))
    };
    let together = panel.circuits_by_slot().into_iter();
    together
        .filter(|circuit| ids.contains(&circuit.id) || belongs(circuit))
        .map(|circuit| circuit.id)
        .collect()
}

/// Names the groups whose circuits no longer lie to each other as they did, in one sentence each.
pub fn torn_groups(before: &Panel, after: &Panel) -> Vec<String> {
    let mut torn: Vec<(&str, Vec<String>)> = Vec::new();
    for circuit in before.circuits_by_slot() {
        let Some(group) = circuit.group.as_deref() else { continue };
        if torn.iter().any(|(known, _)| *known == group) {
            continue;
        }
        let members: Vec<_> =
            before.circuits_by_slot().into_iter().filter(|c| c.group.as_deref() == Some(group)).collect();
        let mut shifts: Vec<i32> = members
            .iter()
            .filter_map(|c| Some(i32::from(after.circuit(c.id)?.slot.0) - i32::from(c.slot.0)))
            .collect();
        shifts.dedup();
        if shifts.len() > 1 {
            torn.push((group, members.iter().map(|c| name(c)).collect()));
        }
    }
    torn.into_iter()
        .map(|(group, members)| {
            format!("{} are kept together ({group}) and would be parted", members.join(" and "))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::Slot;
    use crate::workbench::schedule::typing::Desk;
    use crate::workbench::schedule::{Column, DropMode, GridKey, Press};

    fn grouped() -> Desk {
        let mut desk = Desk::office();
        desk.at(5, Column::Number).key(Press::shift(GridKey::Down));
        desk.run(|grid, project| grid.toggle_group(project));
        desk
    }

    fn at(desk: &Desk, slot: u16) -> String {
        desk.panel().circuit_at(Slot(slot)).map(|c| c.description.clone()).unwrap_or_default()
    }

    #[test]
    fn what_is_kept_together_moves_together() {
        let mut desk = grouped();
        let id = desk.panel().circuit_at(Slot(5)).expect("there").id;
        desk.at(5, Column::Number).run(|grid, project| grid.drop(project, id, Slot(29), DropMode::Move));
        assert_eq!((at(&desk, 29), at(&desk, 31)), ("RECEPT CONF 110".to_owned(), "COPIER".to_owned()));
        desk.at(31, Column::Description).key(Press::ctrl(GridKey::Up));
        assert_eq!((at(&desk, 27), at(&desk, 29)), ("RECEPT CONF 110".to_owned(), "COPIER".to_owned()));
    }

    #[test]
    fn taking_apart_is_asked_first_and_a_copy_is_free() {
        let mut desk = grouped();
        let id = desk.panel().circuit_at(Slot(13)).expect("there").id;
        desk.run(|grid, project| grid.drop(project, id, Slot(7), DropMode::Move));
        let offer = desk.grid.offer().expect("COPIER would leave RECEPT CONF 110").clone();
        assert!(
            offer.text.contains("5 RECEPT CONF 110 and 7 COPIER are kept together (G1)"),
            "{}",
            offer.text
        );
        desk.key(GridKey::Escape);
        assert_eq!(at(&desk, 7), "COPIER");
        // The drag of one takes the other along, so the copy is two circuits, free of the group.
        let id = desk.panel().circuit_at(Slot(7)).expect("there").id;
        desk.at(27, Column::Load).run(|grid, project| grid.drop(project, id, Slot(31), DropMode::Copy));
        let panel = desk.panel();
        assert_eq!(panel.circuits().filter(|c| c.description == "COPIER").count(), 2);
        assert_eq!(panel.circuits().filter(|c| c.group.is_some()).count(), 2);
    }
}
