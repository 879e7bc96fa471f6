//! Edits of panelboards.

use super::plan_load::settle_new;
use super::{Change, EditError, circuit, claim_id, one_line, plan, supply};
use crate::domain::{
    Device, DeviceKind, EntityId, FeederLoad, OneLineNode, Panel, PanelId, Project, StandardSlots,
    hanging_on_panel,
};
use std::sync::Arc;

pub(super) fn add(project: &mut Project, panel: &Panel) -> Result<Change, EditError> {
    if project.panels.contains_key(&panel.id) {
        return Err(EditError::IdInUse(panel.id.0));
    }
    check_facts(project, panel)?;
    let mut change = Change::of(EntityId::Panel(panel.id));
    let mut checked = Panel { circuits: Default::default(), ..panel.clone() };
    for circuit in panel.circuits() {
        circuit::check(&checked, circuit)?;
        let mut circuit = circuit.clone();
        settle_new(project, panel.id, &mut circuit);
        let circuit = Arc::new(circuit);
        checked.circuits.insert(circuit.id, Arc::clone(&circuit));
        change.touched.insert(EntityId::Circuit(panel.id, circuit.id));
        claim_id(project, circuit.id.0);
    }
    claim_id(project, panel.id.0);
    project.panels.insert(panel.id, Arc::new(checked));
    if let Some(feeder) = &panel.feeder
        && let Err(error) = supply::check_feeder(project, FeederLoad::Panel(panel.id), feeder)
    {
        project.panels.remove(&panel.id);
        return Err(error);
    }
    Ok(change)
}

pub(super) fn set(project: &mut Project, facts: &Panel) -> Result<Change, EditError> {
    let present = project.panels.get(&facts.id).ok_or(EditError::NoSuch("panel"))?;
    check_facts(project, facts)?;
    let next = Panel { circuits: present.circuits.clone(), ..facts.clone() };
    for circuit in next.circuits() {
        circuit::check_alone(&next, circuit)?;
    }
    if let Some(feeder) = &next.feeder
        && present.feeder.as_ref() != Some(feeder)
    {
        supply::check_feeder(project, FeederLoad::Panel(next.id), feeder)?;
    }
    let was = present.name.clone();
    project.panels.insert(next.id, Arc::new(next));
    let mut change = Change::of(EntityId::Panel(facts.id));
    // The plan and the schedule are one: the symbol goes on being the panelboard's.
    let is_symbol = |device: &Device| device.kind == DeviceKind::PanelLocation;
    plan::relabel(project, (&was, &facts.name), is_symbol, &mut change);
    Ok(change)
}

pub(super) fn remove(project: &mut Project, id: PanelId) -> Result<Change, EditError> {
    let panel = project.panels.get(&id).ok_or(EditError::NoSuch("panel"))?;
    let fed = hanging_on_panel(project, id);
    if !fed.is_empty() {
        return Err(EditError::StillFeeds { what: panel.name.clone(), fed });
    }
    let mut change = Change::of(EntityId::Panel(id));
    change.touched.extend(panel.circuits().map(|c| EntityId::Circuit(id, c.id)));
    project.panels.remove(&id);
    one_line::forget(project, OneLineNode::Panel(id), &mut change);
    Ok(change)
}

fn check_facts(project: &Project, panel: &Panel) -> Result<(), EditError> {
    if panel.name.trim().is_empty() {
        return Err(EditError::NameMissing);
    }
    if project
        .panels()
        .any(|other| other.id != panel.id && other.name.eq_ignore_ascii_case(panel.name.trim()))
    {
        return Err(EditError::NameTaken { name: panel.name.clone() });
    }
    let sections_ok = (1..=StandardSlots::MAX_SECTIONS).contains(&panel.sections);
    let most = StandardSlots::MAX_PER_SECTION * u16::from(panel.sections);
    if !sections_ok || panel.slots < 2 || panel.slots > most {
        return Err(EditError::PanelSize { slots: panel.slots, sections: panel.sections });
    }
    Ok(())
}
