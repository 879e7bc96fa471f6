//! Panel schedules for other programs: CSV and workbooks of the exchange form; sheets of the plan as DXF; take-offs as tables.
//! Bytes out; writing them is the caller's.

mod csv;
mod dxf;
mod error;
mod takeoff;
mod xlsx;

pub use csv::export_csv;
pub use dxf::plan_dxf;
pub use error::ExportError;
pub use takeoff::{takeoff_csv, takeoff_xlsx};
pub use xlsx::export_xlsx;

use crate::domain::{Panel, PanelId, Project};
use crate::engineering::{PanelLoads, project_loads};

/// Finds the panelboards to export with their loads, in the order given.
fn chosen<'p>(project: &'p Project, panels: &[PanelId]) -> Result<Vec<(&'p Panel, PanelLoads)>, ExportError> {
    if panels.is_empty() {
        return Err(ExportError::NoPanel);
    }
    let loads = project_loads(project).panels;
    panels
        .iter()
        .map(|id| project.panel(*id).zip(loads.get(id).cloned()).ok_or(ExportError::NoSuchPanel(*id)))
        .collect()
}

#[cfg(test)]
mod tests;
