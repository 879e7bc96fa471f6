//! Deleting a panelboard with everything that hangs on it shown first.

use super::Plan;
use crate::domain::{Edit, EntityId, FeederLoad, PanelId, Project, Sheet, Source};
use crate::rules::orphaned_waivers;
use std::sync::Arc;

/// Plans the removal of a panelboard: what it feeds is left without a source, devices without a circuit, runs lose
/// its circuits; each is named.
///
/// # Errors
/// When the panel is gone already.
pub fn plan_delete(project: &Project, id: PanelId) -> Result<Plan, Vec<String>> {
    let Some(panel) = project.panel(id) else { return Err(vec!["The panel is gone".to_owned()]) };
    let mut plan = Plan { label: format!("Delete {}", panel.name), ..Plan::default() };
    if panel.circuits().len() > 0 {
        let va = panel.circuits().map(|c| c.load.total()).sum::<crate::units::VoltAmperes>();
        plan.consequences.push(format!("{} circuits with {va} are deleted", panel.circuits().len()));
    }
    let hangs = |source: Source| matches!(source, Source::Circuit(p, _) | Source::FeedThrough(p) if p == id);
    let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), &p.name, p.feeder.as_ref()));
    let transformers =
        project.transformers().map(|t| (FeederLoad::Transformer(t.id), &t.name, t.feeder.as_ref()));
    for (load, name, feeder) in panels.chain(transformers) {
        if feeder.is_some_and(|f| hangs(f.source)) {
            plan.consequences.push(format!("{name} is left without a source"));
            plan.edits.push(Edit::SetFeeder { load, feeder: None });
        }
    }
    for sheet in project.sheets() {
        release_sheet(sheet, id, &mut plan);
    }
    plan.edits.push(Edit::RemovePanel(id));
    let circuits = panel.circuits().map(|circuit| EntityId::Circuit(id, circuit.id));
    let gone: Vec<EntityId> = circuits.chain([EntityId::Panel(id)]).collect();
    plan.consequences.extend(orphaned_waivers(project, &gone));
    Ok(plan)
}

fn release_sheet(sheet: &Sheet, id: PanelId, plan: &mut Plan) {
    let devices: Vec<_> =
        sheet.devices.values().filter(|d| d.circuit.is_some_and(|(p, _)| p == id)).collect();
    if !devices.is_empty() {
        plan.consequences.push(format!(
            "{} devices on {} are left without a circuit",
            devices.len(),
            sheet.name
        ));
    }
    for device in devices {
        let mut device = device.as_ref().clone();
        device.circuit = None;
        plan.edits.push(Edit::PutDevice { sheet: sheet.id, device: Box::new(device) });
    }
    for run in sheet.runs.values().filter(|r| r.circuits.iter().any(|(p, _)| *p == id)) {
        let mut run = Arc::unwrap_or_clone(Arc::clone(run));
        run.circuits.retain(|(p, _)| *p != id);
        plan.consequences.push(format!("run {} on {} loses its circuits", run.tag, sheet.name));
        plan.edits.push(Edit::PutRun { sheet: sheet.id, run: Box::new(run) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Feeder, apply_all, examples, violations};

    #[test]
    fn what_hangs_on_a_panel_is_named_and_released() {
        let source = Source::Circuit(PanelId(1), CircuitId(120));
        let feeder = Some(Box::new(Feeder::from(source)));
        let feed = Edit::SetFeeder { load: FeederLoad::Panel(PanelId(2)), feeder };
        let (project, _) = apply_all(&examples::two_panels(), &[feed]).expect("legal");
        let plan = plan_delete(&project, PanelId(1)).expect("there");
        assert_eq!(
            plan.consequences,
            ["21 circuits with 34,980 VA are deleted".to_owned(), "EM-1 is left without a source".to_owned()]
        );
        let (after, _) = apply_all(&project, &plan.edits).expect("planned");
        assert_eq!((after.panels().len(), violations(&after)), (1, vec![]));
    }

    /// A waiver of a finding about the panel or one of its circuits is named; one about another panel is not.
    #[test]
    fn waivers_that_lose_their_finding_are_named() {
        let mut edits = Vec::new();
        for (id, key) in
            [(900, "PW001 circuit:113"), (901, "PW030 panel:1"), (902, "PW001 circuit:201"), (903, "PW001")]
        {
            let mut waiver = crate::domain::Waiver {
                id: crate::domain::WaiverId(id),
                finding_key: key.to_owned(),
                facts_hash: String::new(),
                actual: String::new(),
                required: String::new(),
                kind: crate::domain::WaiverKind::AcceptedRisk,
                scope: crate::domain::WaiverScope::Object,
                reason: "as built".to_owned(),
                basis: String::new(),
                author: "N. N.".to_owned(),
                license_number: None,
                date: crate::units::Date::from_unix_seconds(0),
                expires: None,
                edition: crate::nec::Edition::E2023,
            };
            if !key.contains(' ') {
                waiver.scope = crate::domain::WaiverScope::RuleInProject;
            }
            edits.push(Edit::PutWaiver(Box::new(waiver)));
        }
        let (project, _) = apply_all(&examples::two_panels(), &edits).expect("legal");
        let plan = plan_delete(&project, PanelId(1)).expect("there");
        let said: Vec<&String> = plan.consequences.iter().filter(|line| line.contains("waiver")).collect();
        assert_eq!(
            said,
            [
                "the waiver of PW001 is left without its finding",
                "the waiver of PW030 is left without its finding"
            ]
        );
        let cleared = crate::workbench::schedule::plan_clear(&project, PanelId(1), &[CircuitId(113)]);
        assert_eq!(cleared.1, ["the waiver of PW001 is left without its finding"]);
    }
}
