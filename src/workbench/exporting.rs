//! Writing schedules in the form of other programs.

use super::files::file_name;
use super::jobs::LaneName;
use crate::domain::{PanelId, Project};
use crate::interchange::export::{export_csv, export_xlsx};
use crate::workbench::{NoticeLevel, Workbench};
use std::path::PathBuf;
use std::sync::Arc;

/// A form to export in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

impl ExportFormat {
    /// Returns the ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Returns its name for a person.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV text",
            Self::Xlsx => "Excel workbook",
        }
    }

    fn bytes(self, project: &Project, panels: &[PanelId]) -> Result<Vec<u8>, String> {
        match self {
            Self::Csv => export_csv(project, panels).map_err(|error| error.to_string()),
            Self::Xlsx => export_xlsx(project, panels).map_err(|error| error.to_string()),
        }
    }
}

impl Workbench {
    /// Writes panelboards to a file, in the background.
    pub(in crate::workbench) fn export(&mut self, format: ExportFormat, panels: Vec<PanelId>, path: PathBuf) {
        let Some(document) = &self.document else { return };
        let project = Arc::clone(document.project());
        let path = if path.extension().is_none() { path.with_extension(format.ending()) } else { path };
        self.jobs.start(LaneName::Work, format!("Export {}", file_name(&path)), move |_| {
            let written = format
                .bytes(&project, &panels)
                .and_then(|bytes| std::fs::write(&path, bytes).map_err(|error| error.to_string()));
            Box::new(move |workbench| match written {
                Ok(()) => {
                    let count = panels.len();
                    let noun = if count == 1 { "panel" } else { "panels" };
                    let text = format!("Exported {count} {noun} to {}", path.display());
                    workbench.notify(NoticeLevel::Info, text, false);
                }
                Err(why) => workbench.warn_of_failure(&format!("Not exported: {why}: {}", path.display())),
            })
        });
    }
}
