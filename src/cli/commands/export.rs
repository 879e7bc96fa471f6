//! `phasewright export`: panel schedules for other programs, and the one-line; the format follows the extension of the
//! file.

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, project_file};
use crate::document::write_file;
use crate::domain::{PanelId, Project};
use crate::interchange::export::{export_csv, export_xlsx};
use crate::report::{ScheduleOptions, one_line_pdf, one_line_svg, schedule_pdf};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Write panel schedules as CSV, XLSX or PDF, or the one-line diagram as SVG or PDF; the format follows the extension
///
/// CSV and XLSX come back through `import` without a difference. PDF has no date, so that the same project gives the
/// same bytes; `report` prints one. SVG is always the one-line diagram of the whole project.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The file to write: .csv, .xlsx, .pdf or .svg
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only this panel; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
    /// In a PDF the one-line diagram, a page for each sheet, instead of the schedules
    #[arg(long, conflicts_with = "panel")]
    one_line: bool,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let format = extension(&args.out);
    if args.one_line && !matches!(format.as_str(), "pdf" | "svg") {
        return Err(CliError::file("the one-line diagram is written as SVG or PDF", &args.out)
            .hint("use .svg or .pdf"));
    }
    if args.one_line || format == "svg" {
        if args.panel.is_some() {
            return Err(CliError::file("SVG is the one-line diagram of the whole project", &args.out)
                .hint("leave --panel out, or use .pdf for a schedule"));
        }
        return one_line(args, &project, &format, context);
    }
    let panels = project_file::panels(&project, args.panel.as_deref())?;
    let bytes = bytes_for(&args.out, &project, &panels)?;
    written(&args.out, &bytes, &project, &panels, context)
}

/// Writes the one-line diagram.
fn one_line(args: &Args, project: &Project, format: &str, context: &Context) -> Result<Outcome, CliError> {
    let bytes = match format {
        "svg" => one_line_svg(project).map(String::into_bytes),
        _ => one_line_pdf(project),
    };
    let panels: Vec<PanelId> = project.panels().map(|panel| panel.id).collect();
    written(&args.out, &bytes.map_err(CliError::input)?, project, &panels, context)
}

fn extension(out: &Path) -> String {
    out.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
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
    match extension(out).as_str() {
        "csv" => export_csv(project, panels).map_err(CliError::input),
        "xlsx" => export_xlsx(project, panels).map_err(CliError::input),
        "pdf" => schedule_pdf(project, panels, &ScheduleOptions::default()).map_err(CliError::input),
        _ => Err(CliError::file("the extension says no format that can be written", out)
            .hint("use .csv, .xlsx, .pdf or .svg")),
    }
}
