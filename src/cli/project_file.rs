//! Reading the project a subcommand was given, and finding a panelboard in it.

use crate::cli::CliError;
use crate::document::read_project;
use crate::domain::{Panel, PanelId, Project};
use std::path::Path;

/// Reads a project; the lock of a window that has it open is left alone.
pub(in crate::cli) fn read(path: &Path) -> Result<Project, CliError> {
    match read_project(path) {
        Ok((project, _)) => Ok(project),
        Err(error) => Err(CliError::input(error)),
    }
}

/// Finds a panelboard by its name, or says which there are.
pub(in crate::cli) fn panel<'p>(project: &'p Project, name: &str) -> Result<&'p Panel, CliError> {
    project.panel_named(name).ok_or_else(|| {
        let names: Vec<&str> = project.panels().map(|panel| panel.name.as_str()).collect();
        let hint = match names.as_slice() {
            [] => "the project has no panelboard".to_owned(),
            names => format!("it has {}", names.join(", ")),
        };
        CliError::input(format!("the project has no panelboard named '{name}'")).hint(hint)
    })
}

/// Returns the panelboard named, or all of them.
pub(in crate::cli) fn panels(project: &Project, name: Option<&str>) -> Result<Vec<PanelId>, CliError> {
    match name {
        Some(name) => Ok(vec![panel(project, name)?.id]),
        None => Ok(project.panels().map(|panel| panel.id).collect()),
    }
}
