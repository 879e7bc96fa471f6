//! `phasewright export`: panel schedules for other programs; the format follows the extension of the file.

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, project_file};
use crate::document::write_file;
use crate::domain::{PanelId, Project};
use crate::interchange::export::{export_csv, export_xlsx};
use crate::report::{ScheduleOptions, schedule_pdf};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Write panel schedules as CSV, XLSX or PDF; the format follows the extension
///
/// CSV and XLSX come back through `import` without a difference. PDF has no date, so that the same project gives the
/// same bytes; `report` prints one.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The file to write: .csv, .xlsx or .pdf
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only this panel; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let panels = project_file::panels(&project, args.panel.as_deref())?;
    let bytes = bytes_for(&args.out, &project, &panels)?;
    written(&args.out, &bytes, &project, &panels, context)
}

/// Writes the file and says what is in it.
pub(in crate::cli) fn written(
    out: &Path,
    bytes: &[u8],
    project: &Project,
    panels: &[PanelId],
    context: &Context,
) -> Result<Outcome, CliError> {
    if context.cancel.is_cancelled() {
        return Err(CliError::cancelled());
    }
    write_file(out, bytes).map_err(CliError::input)?;
    let names: Vec<&str> =
        panels.iter().filter_map(|id| project.panel(*id)).map(|panel| panel.name.as_str()).collect();
    let file = out.display().to_string();
    context.output.answer(
        || json!({ "file": file, "panels": names, "bytes": bytes.len() }),
        || format!("{} written to {file}", names.join(", ")),
    )?;
    Ok(Outcome::Done)
}

fn bytes_for(out: &Path, project: &Project, panels: &[PanelId]) -> Result<Vec<u8>, CliError> {
    let extension = out.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("csv") => export_csv(project, panels).map_err(CliError::input),
        Some("xlsx") => export_xlsx(project, panels).map_err(CliError::input),
        Some("pdf") => schedule_pdf(project, panels, &ScheduleOptions::default()).map_err(CliError::input),
        _ => Err(CliError::file("the extension says no format that can be written", out)
            .hint("use .csv, .xlsx or .pdf")),
    }
}
