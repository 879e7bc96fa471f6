//! Moving circuits from one panelboard to another.

use super::Plan;
use crate::domain::{Circuit, CircuitId, Edit, Panel, PanelId, Project, Slot, apply_all};
use std::collections::BTreeSet;

/// Plans the move of circuits to another panelboard, each to its own number when that is free there, else to the
/// nearest free place. Feeders and devices follow their circuit.
///
/// # Errors
/// Names every circuit that cannot go there, and why; then none goes.
pub fn plan_transfer(
    project: &Project,
    from: PanelId,
    to: PanelId,
    circuits: &[CircuitId],
) -> Result<Plan, Vec<String>> {
    let (Some(source), Some(target)) = (project.panel(from), project.panel(to)) else {
        return Err(vec!["The panel is gone".to_owned()]);
    };
    let mut plan = Plan { label: format!("Move to {}", target.name), ..Plan::default() };
    let mut problems = Vec::new();
    let mut state = project.clone();
    for id in circuits {
        let Some(circuit) = source.circuit(*id) else { continue };
        let Some(room) = state.panel(to) else { continue };
        let name = format!("{}/{} {}", source.name, circuit.slot, circuit.description);
        if circuit.locked {
            problems.push(format!("{name} is locked"));
            continue;
        }
        if circuit.poles > target.system.max_poles() {
            let most = target.system.max_poles();
            problems
                .push(format!("{name} has {} poles; {} takes at most {most}", circuit.poles, target.name));
            continue;
        }
        let Some(slot) = room.nearest_free(circuit.slot, circuit.poles, &[]) else {
            problems.push(format!("{name} finds no free place in {}", target.name));
            continue;
        };
        let edit = Edit::TransferCircuit { from, to, circuit: *id, slot };
        match apply_all(&state, std::slice::from_ref(&edit)) {
            Ok((next, _)) => state = next,
            Err(error) => {
                problems.push(error.to_string());
                continue;
            }
        }
        plan.consequences.push(format!("{name} → {}/{slot}", target.name));
        plan.consequences.extend(voltage_warning(source.system, target.system, circuit.poles, slot, &name));
        plan.edits.push(edit);
    }
    plan.edits.extend(regrouped(source, target, to, circuits, &state));
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

/// Gives groups that arrive under a name the panelboard uses already another one: two groups never become one unasked.
fn regrouped(
    source: &Panel,
    target: &Panel,
    to: PanelId,
    circuits: &[CircuitId],
    after: &Project,
) -> Vec<Edit> {
    let arriving = |id: &&CircuitId| source.circuit(**id).and_then(|circuit| circuit.group.clone());
    let names: BTreeSet<String> = circuits.iter().filter_map(|id| arriving(&id)).collect();
    let taken = |name: &str| target.circuits().any(|circuit| circuit.group.as_deref() == Some(name));
    let free = |name: &str| {
        let other = |n: usize| format!("{name}-{n}");
        (2..).map(other).find(|new| !taken(new) && !names.contains(new)).unwrap_or_default()
    };
    let renamed = names.iter().filter(|name| taken(name)).map(|name| (name.clone(), free(name)));
    let renamed: Vec<(String, String)> = renamed.collect();
    let Some(room) = after.panel(to) else { return Vec::new() };
    circuits
        .iter()
        .filter_map(|id| room.circuit(*id))
        .filter_map(|circuit| {
            let (_, new) = renamed.iter().find(|(old, _)| Some(old) == circuit.group.as_ref())?;
            let circuit = Circuit { group: Some(new.clone()), ..circuit.clone() };
            Some(Edit::SetCircuit { panel: to, circuit: Box::new(circuit) })
        })
        .collect()
}

/// Says when a load would see another voltage than where it came from.
fn voltage_warning(
    from: crate::domain::System,
    to: crate::domain::System,
    poles: u8,
    slot: Slot,
    name: &str,
) -> Option<String> {
    let volts = |system: crate::domain::System, leg| {
        if poles == 1 { system.line_to_neutral(leg) } else { Some(system.line_to_line()) }
    };
    let old = volts(from, from.legs().first().copied()?);
    let new = volts(to, slot.leg(to));
    (old != new).then(|| {
        let say =
            |v: Option<crate::units::Volts>| v.map_or_else(|| "no neutral".to_owned(), |v| v.to_string());
        format!("{name} was on {} and gets {}", say(old), say(new))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn circuits_take_their_number_or_the_nearest() {
        let project = examples::two_panels();
        let ids = [CircuitId(101), CircuitId(103)];
        let plan = plan_transfer(&project, PanelId(1), PanelId(2), &ids).expect("120 V on both");
        assert_eq!(
            plan.consequences,
            [
                "LP-1/1 RECEPT OFFICE 101-104 → EM-1/3".to_owned(),
                "LP-1/3 RECEPT CORRIDOR → EM-1/5".to_owned()
            ]
        );
        let (after, _) = apply_all(&project, &plan.edits).expect("planned");
        let count: usize = after.panels().map(|p| p.circuits().len()).sum();
        assert_eq!(count, 24);
    }

    #[test]
    fn two_groups_of_one_name_stay_two_and_what_is_locked_stays() {
        let mut project = examples::two_panels();
        let group = |project: &mut Project, panel: u64, ids: [u64; 2]| {
            for id in ids {
                let record = project.panel(PanelId(panel)).expect("there");
                let circuit = record.circuit(CircuitId(id)).expect("there").clone();
                let circuit = Box::new(Circuit { group: Some("G1".to_owned()), ..circuit });
                crate::domain::apply(project, &Edit::SetCircuit { panel: PanelId(panel), circuit })
                    .expect("legal");
            }
        };
        let of_em1: Vec<u64> = project.panel(PanelId(2)).expect("EM-1").circuits().map(|c| c.id.0).collect();
        group(&mut project, 1, [101, 103]);
        group(&mut project, 2, [of_em1[0], of_em1[1]]);
        let ids = [CircuitId(101), CircuitId(103)];
        let plan = plan_transfer(&project, PanelId(1), PanelId(2), &ids).expect("there is room");
        let (after, _) = apply_all(&project, &plan.edits).expect("planned");
        let groups: Vec<_> =
            ids.iter().filter_map(|id| after.panel(PanelId(2))?.circuit(*id)?.group.clone()).collect();
        assert_eq!(groups, ["G1-2", "G1-2"]);
        let locked =
            project.panel(PanelId(1)).and_then(|p| p.circuit(CircuitId(101))).expect("there").clone();
        let circuit = Box::new(Circuit { locked: true, ..locked });
        crate::domain::apply(&mut project, &Edit::SetCircuit { panel: PanelId(1), circuit }).expect("legal");
        let problems = plan_transfer(&project, PanelId(1), PanelId(2), &ids).expect_err("it is locked");
        assert_eq!(problems, ["LP-1/1 RECEPT OFFICE 101-104 is locked"]);
    }

    #[test]
    fn what_cannot_go_is_named_and_nothing_goes() {
        let project = examples::two_panels();
        let ids = [CircuitId(101), CircuitId(118)];
        let problems = plan_transfer(&project, PanelId(1), PanelId(2), &ids).expect_err("AHU-1 has 3 poles");
        assert_eq!(problems, ["LP-1/19 AHU-1 has 3 poles; EM-1 takes at most 2"]);
    }
}
