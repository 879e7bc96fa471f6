//! Changing the facts of a panelboard, slots and system included.

use super::Plan;
use crate::domain::{CircuitId, Edit, Panel, Project, Slot, Span, System, apply_all};

/// Plans the change of a panelboard to `wanted` (its circuits are ignored, the present ones stay).
///
/// Circuits that no longer fit move to the nearest free place of the new panel; each is named. Legs that change are
/// counted.
///
/// # Errors
/// Says what cannot be placed or is impossible in the new system.
pub fn plan_change(project: &Project, wanted: &Panel) -> Result<Plan, Vec<String>> {
    let Some(present) = project.panel(wanted.id) else { return Err(vec!["The panel is gone".to_owned()]) };
    let impossible = too_many_poles(present, wanted.system);
    if !impossible.is_empty() {
        return Err(impossible);
    }
    let moves = moves_into(present, wanted)?;
    let mut plan = Plan { label: format!("Change {}", present.name), ..Plan::default() };
    for (id, slot) in &moves {
        if let Some(circuit) = present.circuit(*id) {
            plan.consequences.push(format!("{} → {slot} {}", circuit.slot, circuit.description));
        }
    }
    plan.consequences.extend(leg_changes(present, wanted));
    let set = Edit::SetPanel(Box::new(wanted.clone()));
    let relocate = Edit::MoveCircuits { panel: wanted.id, moves: moves.clone() };
    // A shrinking panel is emptied at its end first, a growing one grows first.
    plan.edits = match (moves.is_empty(), wanted.slots >= present.slots) {
        (true, _) => vec![set],
        (false, true) => vec![set, relocate],
        (false, false) => vec![relocate, set],
    };
    apply_all(project, &plan.edits).map_err(|error| vec![error.to_string()])?;
    Ok(plan)
}

fn too_many_poles(panel: &Panel, system: System) -> Vec<String> {
    panel
        .circuits_by_slot()
        .into_iter()
        .filter(|circuit| circuit.poles > system.max_poles())
        .map(|c| {
            let (number, words, poles) = (c.slot, &c.description, c.poles);
            format!(
                "{number} {words} has {poles} poles; {} takes at most {}",
                system.label(),
                system.max_poles()
            )
        })
        .collect()
}

/// Finds a place for every circuit that does not fit the new size, lowest number first.
fn moves_into(present: &Panel, wanted: &Panel) -> Result<Vec<(CircuitId, Slot)>, Vec<String>> {
    let circuits = present.circuits_by_slot();
    let fits = |span: Span| span.fits(wanted.slots, wanted.sections).is_ok();
    let mut taken: Vec<Span> = circuits.iter().map(|c| c.span()).filter(|span| fits(*span)).collect();
    let (mut moves, mut homeless) = (Vec::new(), Vec::new());
    for circuit in circuits.iter().filter(|c| !fits(c.span())) {
        let place = (1..=wanted.slots)
            .map(|slot| Span::new(Slot(slot), circuit.poles))
            .filter(|span| fits(*span) && !taken.iter().any(|other| other.overlaps(*span)))
            .min_by_key(|span| {
                (
                    span.top.row().abs_diff(circuit.slot.row()),
                    span.top.is_left() != circuit.slot.is_left(),
                    span.top,
                )
            });
        match place {
            Some(span) => {
                taken.push(span);
                moves.push((circuit.id, span.top));
            }
            None => {
                let words = format!("{} {}", circuit.slot, circuit.description);
                homeless.push(format!("{words} finds no free place in {} slots", wanted.slots));
            }
        }
    }
    if homeless.is_empty() { Ok(moves) } else { Err(homeless) }
}

fn leg_changes(present: &Panel, wanted: &Panel) -> Option<String> {
    if present.system.legs() == wanted.system.legs() {
        return None;
    }
    let changed = present
        .circuits()
        .filter(|c| !c.span().legs(present.system).eq(c.span().legs(wanted.system)))
        .count();
    (changed > 0)
        .then(|| format!("{changed} circuits change legs, since {} has other legs", wanted.system.label()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};

    fn resized(slots: u16) -> Panel {
        let mut panel = examples::lp1();
        panel.slots = slots;
        panel
    }

    #[test]
    fn shrinking_moves_what_does_not_fit_and_says_so() {
        let project = examples::two_panels();
        let wanted = resized(30);
        let plan = plan_change(&project, &wanted).expect("25 and 26 fit, 30 is enough");
        assert_eq!(plan.consequences, Vec::<String>::new());
        let wanted = resized(24);
        let errors = plan_change(&project, &wanted).expect_err("26 slots are used");
        assert_eq!(errors.len(), 2, "{errors:?}");
    }

    #[test]
    fn a_moved_circuit_is_named() {
        let free = Edit::RemoveCircuit { panel: PanelId(1), circuit: CircuitId(103) };
        let (project, _) = apply_all(&examples::two_panels(), &[free]).expect("legal");
        let rack_b = Edit::RemoveCircuit { panel: PanelId(1), circuit: CircuitId(121) };
        let (project, _) = apply_all(&project, &[rack_b]).expect("legal");
        let wanted = resized(24);
        let plan = plan_change(&project, &wanted).expect("slot 3 is free");
        assert_eq!(plan.consequences, ["25 → 3 IT RACK A"]);
        let (after, _) = apply_all(&project, &plan.edits).expect("planned");
        assert_eq!(after.panel(PanelId(1)).map(|p| (p.slots, p.circuits().len())), Some((24, 19)));
    }

    #[test]
    fn a_three_pole_breaker_forbids_single_phase() {
        let mut wanted = examples::lp1();
        wanted.system = System::Single240;
        let errors = plan_change(&examples::two_panels(), &wanted).expect_err("AHU-1 and EF have 3 poles");
        assert_eq!(errors.len(), 2);
        assert!(errors[0].starts_with("19 AHU-1 has 3 poles"), "{errors:?}");
    }
}
