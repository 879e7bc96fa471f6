//! The form of the project: title block and design choices.

use super::Form;
use crate::domain::{DesignSettings, LoadBasis, Metric, Project, ProjectInfo};
use crate::nec::Edition;

/// Returns the form of the project's title block and design choices.
pub fn project_form(project: &Project) -> Form {
    let (info, settings) = (project.info(), project.settings());
    let editions: Vec<(String, String)> =
        Edition::ALL.iter().map(|e| (e.year().to_string(), e.to_string())).collect();
    let mut form = Form::default();
    form.section("Project")
        .words("name", "Name", &info.name)
        .words("number", "Number", &info.number)
        .words("client", "Client", &info.client)
        .words("address", "Address", &info.address)
        .words("engineer", "Engineer", &info.engineer)
        .notes("notes", "Notes", &info.notes)
        .section("Design")
        .choice(
            "edition",
            "Code edition",
            editions.iter().map(|(year, label)| (year.as_str(), label.as_str())),
            &settings.edition.year().to_string(),
        )
        .choice(
            "metric",
            "Balance metric",
            Metric::ALL.iter().map(|m| (m.name(), m.name())),
            settings.metric.name(),
        )
        .choice(
            "basis",
            "Balance by",
            LoadBasis::ALL.iter().map(|b| (b.name(), b.name())),
            settings.basis.name(),
        )
        .number("target", "Balance target", "", Some(settings.balance_target));
    form
}

/// Reads the form back, or leaves reasons at the fields.
pub fn read_project(form: &mut Form, project: &Project) -> Option<(ProjectInfo, DesignSettings)> {
    form.clear_errors();
    let info = ProjectInfo {
        name: form.text("name").to_owned(),
        number: form.text("number").to_owned(),
        client: form.text("client").to_owned(),
        address: form.text("address").to_owned(),
        engineer: form.text("engineer").to_owned(),
        notes: form.text("notes").to_owned(),
    };
    let present = project.settings();
    let target = form.positive("target").unwrap_or(present.balance_target);
    if target > 1.0 {
        form.fail("target", "above 0 and at most 1");
    }
    let settings = DesignSettings {
        edition: form.text("edition").parse().unwrap_or(present.edition),
        metric: Metric::from_name(form.text("metric")).unwrap_or(present.metric),
        basis: LoadBasis::from_name(form.text("basis")).unwrap_or(present.basis),
        balance_target: target,
        facts: present.facts.clone(),
        symbols: std::sync::Arc::clone(&present.symbols),
    };
    (!form.has_errors()).then_some((info, settings))
}
