//! A drawing becomes a project with one sheet, the drawing under it, its file beside the project.

use super::Args;
use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, progress};
use crate::document::{Expected, keep_underlay, save_project, underlay_folder, write_file};
use crate::domain::{Edit, Project, ScaleBasis, Sheet, SheetId, apply_all};
use crate::interchange::drawing::scale::{DrawingUnit, guess_scale};
use crate::interchange::drawing::{
    DrawingError, DrawingNote, Limits, PlaceChoice, ReadDrawing, Watch, read_drawing, underlay_of,
};
use crate::units::{PlanRect, grouped};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest time the reading may take.
const LONGEST: Duration = Duration::from_secs(120);

/// Reads a unit of the command line.
pub(super) fn unit(text: &str) -> Result<DrawingUnit, String> {
    DrawingUnit::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = DrawingUnit::ALL.iter().map(|unit| unit.name()).collect();
        format!("use one of {}", names.join(", "))
    })
}

/// Imports a drawing.
pub(super) fn run(args: &Args, bytes: &[u8], context: &Context) -> Result<Outcome, CliError> {
    if args.map.is_some() || args.save_map.is_some() || args.system.is_some() || args.slots.is_some() {
        return Err(CliError::file(
            "--map, --save-map, --system and --slots are for schedules; this is a drawing",
            &args.file,
        ));
    }
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = read(bytes, &name, args, context)?;
    let guess = guess_scale(&read);
    let scale = args.units.map_or_else(|| guess.basis(), |unit| (unit.feet(), ScaleBasis::Stated));
    let folder = underlay_folder(&args.out);
    let mut report = report_json(&read, &name, args.page);
    let (unit, mut evidence) = match args.units {
        Some(unit) => (Some(unit), vec![format!("Stated: {}", unit.name())]),
        None => (guess.unit, Vec::new()),
    };
    evidence.extend(guess.evidence);
    report.insert("units".to_owned(), json!(unit.map_or("unknown", DrawingUnit::name)));
    report.insert("feet_per_unit".to_owned(), json!(scale.0));
    report.insert("unit_evidence".to_owned(), json!(evidence));
    if context.cancel.is_cancelled() {
        return Err(CliError::cancelled());
    }
    let hash = crate::domain::ContentHash::of(bytes).to_string();
    let underlay = underlay_of(&read, (&name, &hash), args.page, scale, PlaceChoice::Usual);
    let project = project_on(underlay, &args.file)?;
    save_project(&project, &args.out, Expected::Anything).map_err(CliError::input)?;
    keep_underlay(&folder, bytes, &name).map_err(CliError::input)?;
    let value = Value::Object(report);
    if let Some(path) = &args.report {
        let text = serde_json::to_string_pretty(&value).map_err(CliError::internal)? + "\n";
        write_file(path, text.as_bytes()).map_err(CliError::input)?;
    }
    let text = as_text(&read, &value, &args.out);
    context.output.answer(|| value, || text)?;
    Ok(Outcome::Done)
}

fn read(bytes: &[u8], name: &str, args: &Args, context: &Context) -> Result<ReadDrawing, CliError> {
    let working = progress::working("reading the drawing");
    let begun = Instant::now();
    let goes_on = || !context.cancel.is_cancelled() && begun.elapsed() < LONGEST;
    let read = read_drawing(bytes, name, args.page, &Limits::default(), Watch::new(&goes_on));
    drop(working);
    match read {
        Ok(read) => Ok(read),
        Err(DrawingError::Stopped) if context.cancel.is_cancelled() => Err(CliError::cancelled()),
        Err(DrawingError::Stopped) => {
            let text = format!("{name} was not read to its end within {} s", LONGEST.as_secs());
            Err(CliError::input(text).hint("purge the drawing or split it, and import the parts"))
        }
        Err(error) => Err(CliError::input(error)),
    }
}

fn project_on(underlay: crate::domain::Underlay, file: &Path) -> Result<Project, CliError> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let empty = Project::named(name.clone());
    let mut sheet = Sheet::new(SheetId(empty.next_id()), name);
    sheet.underlays.push(underlay);
    let (project, _) = apply_all(&empty, &[Edit::PutSheet(Box::new(sheet))]).map_err(CliError::internal)?;
    Ok(project)
}

fn report_json(read: &ReadDrawing, name: &str, page: u32) -> Map<String, Value> {
    let report = &read.report;
    let rect =
        |rect: Option<PlanRect>| rect.map(|rect| json!([rect.min.x, rect.min.y, rect.max.x, rect.max.y]));
    let counts = |counts: &BTreeMap<String, usize>| json!(counts);
    let note = |note: &DrawingNote| json!({"where": note.place, "what": note.what});
    let page_name = usize::try_from(page).ok().and_then(|page| read.pages.get(page.checked_sub(1)?));
    [
        ("kind", json!("drawing")),
        ("file", json!(name)),
        ("format", json!(report.format)),
        ("version", json!(report.version)),
        ("page", json!(page_name)),
        ("pages", json!(read.pages)),
        ("units", Value::Null),
        ("feet_per_unit", Value::Null),
        ("unit_evidence", Value::Null),
        ("extents", json!(rect(report.extents))),
        ("drawn_extents", json!(rect(report.drawn_extents))),
        ("layers", json!(report.layers)),
        ("entities", counts(&report.entities)),
        ("paper_entities", counts(&report.paper)),
        ("drawn", json!(report.drawn)),
        ("approximated", counts(&report.approximated)),
        ("skipped", counts(&report.skipped)),
        ("shapes", json!(report.shapes)),
        ("notes", json!(report.notes.iter().map(note).collect::<Vec<_>>())),
        ("more_notes", json!(report.more_notes)),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

fn as_text(read: &ReadDrawing, report: &Value, out: &Path) -> String {
    let account = &read.report;
    let mut text = format!("{} {}\n\n", account.format, account.version);
    let units = report.get("units").and_then(Value::as_str).unwrap_or_default();
    text += &format!("Units: {units}\n");
    for line in report.get("unit_evidence").and_then(Value::as_array).into_iter().flatten() {
        text += &format!("  {}\n", line.as_str().unwrap_or_default());
    }
    text += &format!("\nEntities: {}\n", account.line());
    for (kind, count) in &account.entities {
        text += &format!("  {} {kind}\n", grouped(*count as f64, 0));
    }
    if !account.notes.is_empty() {
        text += "\nPlease check\n";
        for note in &account.notes {
            text += &format!("  {}: {}\n", note.place, note.what);
        }
        if account.more_notes > 0 {
            text += &format!("  and {} more\n", account.more_notes);
        }
    }
    text + &format!("\nWritten to {}\n", out.display())
}
