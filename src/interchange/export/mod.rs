//! Panel schedules for other programs: CSV and workbooks of the exchange form. Bytes out; writing them is the caller's.

mod csv;
mod error;
mod xlsx;

pub use csv::export_csv;
pub use error::ExportError;
pub use xlsx::export_xlsx;

use crate::domain::{Panel, PanelId, Project};

/// Finds the panelboards to export, in the order given.
fn chosen<'p>(project: &'p Project, panels: &[PanelId]) -> Result<Vec<&'p Panel>, ExportError> {
    if panels.is_empty() {
        return Err(ExportError::NoPanel);
    }
    panels.iter().map(|id| project.panel(*id).ok_or(ExportError::NoSuchPanel(*id))).collect()
}

#[cfg(test)]
mod tests;
