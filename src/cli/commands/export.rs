//! `phasewright export`: panel schedules for other programs; the format follows the extension of the file.

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, project_file};
use crate::document::write_file;
use crate::domain::{PanelId, Project};
use crate::interchange::export::{export_csv, export_xlsx};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Write panel schedules as CSV or XLSX; the format follows the extension
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The file to write: .csv or .xlsx
    #[arg(long)]
    out: PathBuf,
    /// Only this panel; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let panels: Vec<PanelId> = match &args.panel {
        Some(name) => vec![project_file::panel(&project, name)?.id],
        None => project.panels().map(|panel| panel.id).collect(),
    };
    let bytes = bytes_for(&args.out, &project, &panels)?;
    write_file(&args.out, &bytes).map_err(CliError::input)?;
    let names: Vec<&str> =
        panels.iter().filter_map(|id| project.panel(*id)).map(|panel| panel.name.as_str()).collect();
    let file = args.out.display().to_string();
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
        _ => {
            Err(CliError::file("the extension says no format that can be written", out)
                .hint("use .csv or .xlsx"))
        }
    }
}
