//! Sheets of the plan and take-offs, written by `phasewright export --what`.

use super::{Args, Written, extension};
use crate::cli::CliError;
use crate::cli::commands::Context;
use crate::document::{find_underlay, underlay_folder};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Project, Sheet, SheetId};
use crate::engineering::plan_drawing::UnderDrawing;
use crate::interchange::drawing::{Limits, Watch, read_drawing};
use crate::interchange::export::{plan_dxf, takeoff_csv, takeoff_xlsx};
use crate::report::{PlanOptions, PlanPaper, PlanScale, plan_pdf, plan_svg};
use std::sync::Arc;

/// Writes sheets as PDF or SVG, or one sheet as DXF.
pub(super) fn plan(args: &Args, project: &Project, context: &Context) -> Result<Written, CliError> {
    let library = library(args, project)?;
    let sheets = sheets(project, args.sheet.as_deref())?;
    let under = if args.underlay { under_sheets(args, &sheets, context)? } else { Vec::new() };
    let options = PlanOptions { paper: paper(args)?, scale: scale(args)?, under };
    let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id).collect();
    let bytes = match extension(&args.out).as_str() {
        "pdf" => plan_pdf(project, &ids, &library, &options).map_err(CliError::input)?,
        "svg" => plan_svg(project, &ids, &library, &options).map_err(CliError::input)?.into_bytes(),
        "dxf" => match sheets.as_slice() {
            [sheet] => plan_dxf(project, sheet, &library, &options.under),
            [] => return Err(CliError::input("the project has no sheet of a plan to draw")),
            several => {
                let names: Vec<&str> = several.iter().map(|sheet| sheet.name.as_str()).collect();
                return Err(CliError::file("a DXF file holds one sheet", &args.out)
                    .hint(format!("name it with --sheet; there are {}", names.join(", "))));
            }
        },
        _ => {
            return Err(CliError::file("a plan is written as PDF, SVG or DXF", &args.out)
                .hint("use .pdf, .svg or .dxf"));
        }
    };
    let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    Ok(Written { bytes, kind: "sheets", names })
}

/// Writes the take-off of the whole project.
pub(super) fn take_off(args: &Args, project: &Project) -> Result<Written, CliError> {
    let library = library(args, project)?;
    let bytes = match extension(&args.out).as_str() {
        "csv" => takeoff_csv(project, &library),
        "xlsx" => takeoff_xlsx(project, &library),
        _ => {
            return Err(
                CliError::file("a take-off is written as CSV or XLSX", &args.out).hint("use .csv or .xlsx")
            );
        }
    };
    let names = project.panels().map(|panel| panel.name.clone()).collect();
    Ok(Written { bytes: bytes.map_err(CliError::input)?, kind: "panels", names })
}

/// Reads the architect's drawings beneath sheets from the folder beside the project.
fn under_sheets(args: &Args, sheets: &[&Sheet], context: &Context) -> Result<Vec<UnderDrawing>, CliError> {
    let folders = [underlay_folder(&args.project)];
    let goes_on = || !context.cancel.is_cancelled();
    let mut under = Vec::new();
    for sheet in sheets {
        for underlay in sheet.underlays.iter().filter(|underlay| !underlay.hidden) {
            let name = &underlay.file_name;
            let bytes = find_underlay(&folders, underlay).ok_or_else(|| {
                CliError::input(format!("the file of the underlay {name} is not beside the project"))
                    .hint("relink it in the window, or leave --underlay out")
            })?;
            let read = read_drawing(&bytes, name, underlay.page, &Limits::default(), Watch::new(&goes_on));
            let drawing = read.map_err(|error| CliError::input(error.to_string()))?.drawing;
            if drawing.entities.is_empty() {
                return Err(CliError::input(format!(
                    "the underlay {name} is a picture; only lines go along"
                ))
                .hint("hide it in the window, or leave --underlay out"));
            }
            under.push(UnderDrawing { sheet: sheet.id, underlay: underlay.clone(), drawing });
        }
    }
    Ok(under)
}

fn sheets<'p>(project: &'p Project, name: Option<&str>) -> Result<Vec<&'p Sheet>, CliError> {
    let Some(name) = name else { return Ok(project.sheets().collect()) };
    let found = project.sheets().find(|sheet| sheet.name.eq_ignore_ascii_case(name.trim()));
    found.map(|sheet| vec![sheet]).ok_or_else(|| {
        let names: Vec<&str> = project.sheets().map(|sheet| sheet.name.as_str()).collect();
        CliError::input(format!("the project has no sheet named '{name}'"))
            .hint(format!("it has {}", names.join(", ")))
    })
}

fn paper(args: &Args) -> Result<PlanPaper, CliError> {
    let Some(name) = &args.paper else { return Ok(PlanPaper::default()) };
    PlanPaper::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = PlanPaper::ALL.iter().map(|paper| paper.name()).collect();
        CliError::input(format!("there is no paper '{name}'"))
            .hint(format!("use one of {}", names.join(", ")))
    })
}

fn scale(args: &Args) -> Result<Option<PlanScale>, CliError> {
    let Some(text) = &args.scale else { return Ok(None) };
    PlanScale::from_words(text).map(Some).ok_or_else(|| {
        let ratios: Vec<String> = PlanScale::all().iter().map(|scale| scale.ratio()).collect();
        CliError::input(format!("'{text}' is no scale of the trade"))
            .hint(format!("write 1/8 or one of {}", ratios.join(", ")))
    })
}

/// Reads the symbols of the program and of the project, and those of a file.
fn library(args: &Args, project: &Project) -> Result<Arc<SymbolLibrary>, CliError> {
    let shipped = SymbolLibrary::of_project(project);
    let Some(path) = &args.symbols else { return Ok(shipped) };
    let text = std::fs::read_to_string(path).map_err(|error| CliError::file(error.to_string(), path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (library, errors) = shipped.with_file(&text, &name);
    match errors.first() {
        Some(error) => Err(CliError::input(error.to_string())),
        None => Ok(Arc::new(library)),
    }
}
