//! `phasewright import`: schedules and drawings of other programs become a project, with a report that accounts for every
//! row and every entity. What is neither is refused in words.

mod drawing;

use crate::cli::commands::Context;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, progress};
use crate::document::{Expected, save_project, write_file};
use crate::domain::{Project, System, apply_all};
use crate::interchange::drawing::DrawingFormat;
use crate::interchange::drawing::scale::DrawingUnit;
use crate::interchange::import::{
    ImportReport, Mapping, Overrides, ScheduleDraft, apply_mapping, edits_for_new_panels, map_workbook,
    open_feeders, read_exchanged, read_file, report,
};
use crate::units::grouped;
use std::path::{Path, PathBuf};

/// Read panel schedules and load lists, or a drawing, into a new project
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// CSV, TSV, XLSX, XLS or ODS; DXF, DWG, PDF, PNG or JPEG
    file: PathBuf,
    /// The project to write; what was there is kept beside it as .bak
    #[arg(long, value_name = "P.ron")]
    out: PathBuf,
    /// Write the report as JSON: what was read and skipped, row by row or entity by entity, and why
    #[arg(long, value_name = "R.json")]
    report: Option<PathBuf>,
    /// Read the columns as this mapping says, saved by --save-map for a file of the same shape
    #[arg(long, value_name = "MAP.ron")]
    map: Option<PathBuf>,
    /// Write how the columns were read, to be corrected by hand and used as --map
    #[arg(long, value_name = "MAP.ron")]
    save_map: Option<PathBuf>,
    /// System of every panel, whatever the file says
    #[arg(long, value_name = "SYS", value_parser = system)]
    system: Option<System>,
    /// Slots of every panel, whatever the file says; a panel that needs more gets more, with a note
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=336))]
    slots: Option<u16>,
    /// Page of a drawing; of DXF and DWG 1 is the model and 2 the paper
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    /// Unit of a drawing, whatever it says: inches, feet, millimeters, centimeters or meters
    #[arg(long, value_name = "UNIT", value_parser = drawing::unit)]
    units: Option<DrawingUnit>,
}

fn system(text: &str) -> Result<System, String> {
    System::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = System::ALL.iter().map(|system| system.code()).collect();
        format!("use one of {}", codes.join(", "))
    })
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let bytes = bytes_of(&args.file)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    if DrawingFormat::of(&bytes, &name).is_some() {
        return drawing::run(args, &bytes, context);
    }
    if args.units.is_some() || args.page != 1 {
        return Err(CliError::file("--units and --page are for drawings; this is none", &args.file));
    }
    let overrides = Overrides { system: args.system, slots: args.slots };
    let (mapping, mut draft) = read(args, &bytes, &overrides, context)?;
    let project = project_of(&draft, &args.file)?;
    draft.notes.extend(open_feeders(&project, &draft));
    let report = report(&draft);
    if context.cancel.is_cancelled() {
        return Err(CliError::cancelled());
    }
    let report_text = serde_json::to_string_pretty(&report).map_err(CliError::internal)? + "\n";
    save_project(&project, &args.out, Expected::Anything).map_err(CliError::input)?;
    if let Some(path) = &args.report {
        write_file(path, report_text.as_bytes()).map_err(CliError::input)?;
    }
    if let (Some(path), Some(mapping)) = (&args.save_map, mapping) {
        let text = mapping.to_ron().map_err(CliError::internal)?;
        write_file(path, text.as_bytes()).map_err(CliError::input)?;
    }
    let value = serde_json::to_value(&report).map_err(CliError::internal)?;
    context.output.answer(|| value, || as_text(&report, &args.out))?;
    Ok(Outcome::Done)
}

fn read(
    args: &Args,
    bytes: &[u8],
    overrides: &Overrides,
    context: &Context,
) -> Result<(Option<Mapping>, ScheduleDraft), CliError> {
    let saved = args.map.as_deref().map(saved_mapping).transpose()?;
    let working = progress::working("reading the sheets");
    let go_on = || if context.cancel.is_cancelled() { Err(CliError::cancelled()) } else { Ok(()) };
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    if let Some(draft) = read_exchanged(bytes, &name, overrides) {
        if args.map.is_some() || args.save_map.is_some() {
            progress::say(
                "the file is an export of this program and needs no mapping; none was used or written",
            );
        }
        return Ok((None, draft));
    }
    let book = read_file(bytes, &name).map_err(CliError::input)?;
    go_on()?;
    working.say("looking for panels");
    let mapping = map_workbook(&book, saved.as_ref()).map_err(CliError::input)?;
    go_on()?;
    working.say("reading the rows");
    let draft = apply_mapping(&book, &mapping, overrides);
    go_on()?;
    Ok((Some(mapping), draft))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, CliError> {
    std::fs::read(path).map_err(|error| CliError::file(error, path))
}

fn saved_mapping(path: &Path) -> Result<Mapping, CliError> {
    let bytes = bytes_of(path)?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::file("the mapping is no text", path))?;
    Mapping::from_ron(&text, &path.display().to_string()).map_err(CliError::input)
}

/// Makes the project, and makes sure that no circuit of the draft is missing in it.
fn project_of(draft: &ScheduleDraft, file: &Path) -> Result<Project, CliError> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let empty = Project::named(name);
    let (project, _) = apply_all(&empty, &edits_for_new_panels(&empty, draft)).map_err(CliError::internal)?;
    let made: usize = project.panels().map(|panel| panel.circuits().len()).sum();
    let read = draft.circuits().count();
    if made == read {
        Ok(project)
    } else {
        Err(CliError::internal(format!("{read} circuits were read and {made} would be in the project")))
    }
}

fn as_text(report: &ImportReport, out: &Path) -> String {
    use Align::{Left, Right};
    let columns = [
        (Left, "Panel"),
        (Left, "System"),
        (Right, "Slots"),
        (Right, "Circuits"),
        (Right, "Spares"),
        (Right, "Spaces"),
        (Right, "Connected VA"),
    ];
    let mut table = Table::new(columns);
    for panel in &report.panels {
        table.row([
            panel.name.clone(),
            panel.system.clone(),
            panel.slots.to_string(),
            panel.circuits.to_string(),
            panel.spares.to_string(),
            panel.spaces.to_string(),
            grouped(panel.connected_va, 0),
        ]);
    }
    let skipped: Vec<String> =
        report.rows.reasons.iter().map(|(reason, rows)| format!("{rows} {reason}")).collect();
    let reasons = if skipped.is_empty() { String::new() } else { format!(" ({})", skipped.join(", ")) };
    let mut text = format!("{}\n\n{}\n", report.file, table.text());
    text += &format!("Rows: {} read, {} skipped{reasons}\n", report.rows.read, report.rows.skipped);
    if !report.notes.is_empty() {
        text += "\nPlease check\n";
        for note in &report.notes {
            text += &format!("  {}: {}\n", note.place, note.what);
        }
    }
    text + &format!("\nWritten to {}\n", out.display())
}
