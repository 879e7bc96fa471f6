//! `phasewright export`: schedules for other programs, the one-line, plans and take-offs; the format follows the extension of
//! the file.

mod plan;

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, project_file};
use crate::document::write_file;
use crate::domain::{PanelId, Project};
use crate::interchange::export::{export_csv, export_xlsx};
use crate::report::{ScheduleOptions, one_line_pdf, one_line_svg, schedule_pdf};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Write panel schedules, the one-line diagram, sheets of the plan or a take-off; the format follows the extension
///
/// Schedules are CSV, XLSX or PDF; CSV and XLSX come back through `import` without a difference. The one-line is PDF or SVG, a
/// plan is PDF or SVG to scale or DXF in inches, a take-off is CSV or XLSX. Without `--what`, SVG is the one-line, DXF is a sheet
/// of the plan, and everything else are schedules. No date is in any of them, so that the same project gives the same bytes;
/// `report` prints one.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The file to write: .csv, .xlsx, .pdf, .svg or .dxf
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// What to write
    #[arg(long, value_enum, value_name = "WHAT")]
    what: Option<What>,
    /// Only this panel; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
    /// The one-line diagram, as `--what one-line`
    #[arg(long, conflicts_with_all = ["panel", "what"])]
    one_line: bool,
    /// Only this sheet of the plan; all of them without it
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Scale of the plan, as `1/8` or `1:96`; the largest that fits without it
    #[arg(long, value_name = "SCALE")]
    scale: Option<String>,
    /// Paper of the plan: ansi-b, arch-c, ansi-d, arch-d or arch-e1; arch-d without it
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
    /// The architect's drawing beneath the plan, faded in PDF and SVG, on the layer X-ARCH in DXF
    #[arg(long)]
    underlay: bool,
    /// Symbols of one's own beside those of the program
    #[arg(long, value_name = "FILE")]
    symbols: Option<PathBuf>,
}

/// What an export is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Panel schedules
    Schedule,
    /// The one-line diagram
    OneLine,
    /// Sheets of the floor plan
    Plan,
    /// Raceways, conductors, boxes and devices, by circuit and by panel
    Takeoff,
}

/// A file that is ready, and what is in it.
struct Written {
    bytes: Vec<u8>,
    /// Key of the names in the answer.
    kind: &'static str,
    names: Vec<String>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let format = extension(&args.out);
    let what = args.what.unwrap_or(match format.as_str() {
        _ if args.one_line => What::OneLine,
        "svg" => What::OneLine,
        "dxf" => What::Plan,
        _ => What::Schedule,
    });
    if args.panel.is_some() && what != What::Schedule {
        let problem = match what {
            What::OneLine => "the one-line diagram is of the whole project",
            What::Schedule | What::Plan => "a plan is of sheets, not of a panel",
            What::Takeoff => "a take-off lists every panel",
        };
        return Err(CliError::file(problem, &args.out).hint("leave --panel out, or export a schedule"));
    }
    if args.underlay && what != What::Plan {
        return Err(CliError::file("only a plan lies over an architect's drawing", &args.out)
            .hint("leave --underlay out, or use --what plan"));
    }
    match what {
        What::OneLine if matches!(format.as_str(), "pdf" | "svg") => {
            one_line(args, &project, &format, context)
        }
        What::OneLine => Err(CliError::file("the one-line diagram is written as SVG or PDF", &args.out)
            .hint("use .svg or .pdf")),
        What::Plan => finish(&args.out, &plan::plan(args, &project, context)?, context),
        What::Takeoff => finish(&args.out, &plan::take_off(args, &project)?, context),
        What::Schedule => {
            let panels = project_file::panels(&project, args.panel.as_deref())?;
            let bytes = bytes_for(&args.out, &project, &panels)?;
            written(&args.out, &bytes, &project, &panels, context)
        }
    }
}

/// Writes a file and says what is in it.
fn finish(out: &Path, made: &Written, context: &Context) -> Result<Outcome, CliError> {
    if context.cancel.is_cancelled() {
        return Err(CliError::cancelled());
    }
    write_file(out, &made.bytes).map_err(CliError::input)?;
    let file = out.display().to_string();
    context.output.answer(
        || json!({ "file": file, made.kind: made.names, "bytes": made.bytes.len() }),
        || format!("{} written to {file}", made.names.join(", ")),
    )?;
    Ok(Outcome::Done)
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
            .hint("use .csv, .xlsx, .pdf, .svg or .dxf")),
    }
}
