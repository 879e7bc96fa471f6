//! One edit and what follows from it: loads, every rule, sizes, the one-line.

use super::{More, PANELS};
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, inputs};
use crate::document::Document;
use crate::domain::{CircuitLoad, Edit, Project};
use crate::engineering::{SizingTerms, project_loads, size_project};
use crate::report::OneLineDrafter;
use crate::rules::{Counts, check};
use crate::units::VoltAmperes;
use serde_json::json;

/// Groups of five panelboards of the building that checks are measured on.
const GROUPS: u64 = 40;

pub(super) fn edit(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let mut document = Document::unsaved(inputs::project(PANELS, 1)?);
    for turn in 0..n {
        let project = document.project();
        let panel = project.panels().nth(turn % PANELS as usize);
        let circuit = panel.and_then(|panel| panel.circuits().nth(turn % 40));
        let (Some(panel), Some(circuit)) = (panel, circuit) else { continue };
        let mut changed = circuit.clone();
        changed.load = CircuitLoad::Total(VoltAmperes(100.0 + turn as f64));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        clock
            .time(|| {
                let edited = document.edit("Load", std::slice::from_ref(&edit));
                edited.map(|_| project_loads(document.project()))
            })?
            .map_err(CliError::internal)?;
    }
    Ok(More::new())
}

pub(super) fn check_panel(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    checked(clock, n, inputs::building(0)?)
}

pub(super) fn check_project(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    checked(clock, n, inputs::building(GROUPS)?)
}

/// Changes one load after the other and checks the whole project each time.
fn checked(clock: &mut Clock<'_>, n: usize, project: Project) -> Result<More, CliError> {
    let mut document = Document::unsaved(project);
    let mut counts = Counts::default();
    let panels = document.project().panels().len();
    for turn in 0..n {
        let project = document.project();
        let panel = project.panels().nth(turn * 7 % panels);
        let circuit = panel.and_then(|panel| panel.circuits().nth(turn % 30));
        let (Some(panel), Some(circuit)) = (panel, circuit) else { continue };
        let mut changed = circuit.clone();
        changed.load = CircuitLoad::Total(VoltAmperes(100.0 + turn as f64));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        let report = clock
            .time(|| {
                let edited = document.edit("Load", std::slice::from_ref(&edit));
                edited.map(|_| check(document.project(), document.project().settings().edition))
            })?
            .map_err(CliError::internal)?;
        counts = report.counts;
    }
    let numbers = [
        ("rules", counts.rules),
        ("objects", counts.objects),
        ("open", counts.open),
        ("undetermined", counts.undetermined),
        ("passed", counts.passed),
    ];
    Ok(numbers.into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect())
}

pub(super) fn sized(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let project = inputs::building(GROUPS)?;
    let loads = project_loads(&project);
    let mut found = 0;
    for _ in 0..n {
        found = clock.time(|| size_project(&project, &loads, &SizingTerms::default()))?.len();
    }
    Ok(More::from_iter([("records".to_owned(), json!(found))]))
}

pub(super) fn one_line(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let project = inputs::building(GROUPS)?;
    let loads = project_loads(&project);
    let drafter = OneLineDrafter::new().map_err(CliError::internal)?;
    let mut sheets = 0;
    for _ in 0..n {
        sheets = clock.time(|| drafter.draw(&project, &loads))?.sheets.len();
    }
    Ok(More::from_iter([("sheets".to_owned(), json!(sheets))]))
}
