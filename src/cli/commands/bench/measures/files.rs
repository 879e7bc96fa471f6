//! Files: drawings and workbooks read, projects opened and saved.

use super::{More, PANELS};
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, inputs};
use crate::document::{Expected, read_project, save_project};
use crate::interchange::drawing::scale::guess_scale;
use crate::interchange::drawing::{Limits, Watch, read_drawing};
use crate::interchange::import::{Overrides, import_schedule};
use serde_json::json;

/// Entities of the drawing that reading is measured on.
const ENTITIES: usize = 50_000;
const SHEETS: u32 = 50;

/// Reads a drawing of lines, arcs, polylines, texts and doors placed as blocks.
pub(super) fn drawing_read(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let bytes = inputs::drawing(ENTITIES).into_bytes();
    let mut shapes = 0;
    for _ in 0..n {
        clock.time(|| {
            let read = read_drawing(&bytes, "bench.dxf", 1, &Limits::default(), Watch::patient());
            let read = read.map_err(CliError::internal)?;
            shapes = read.drawing.entities.len();
            guess_scale(&read);
            Ok::<(), CliError>(())
        })??;
    }
    Ok(More::from_iter([("shapes".to_owned(), json!(shapes)), ("bytes".to_owned(), json!(bytes.len()))]))
}

pub(super) fn project_open(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let folder = tempfile::tempdir().map_err(CliError::input)?;
    let path = folder.path().join("measured.ron");
    let project = inputs::project(PANELS, 1)?;
    save_project(&project, &path, Expected::NoFile).map_err(CliError::input)?;
    for _ in 0..n {
        clock.time(|| read_project(&path))?.map_err(CliError::input)?;
    }
    let bytes = std::fs::metadata(&path).map_or(0, |facts| facts.len());
    Ok(More::from_iter([("bytes".to_owned(), json!(bytes))]))
}

pub(super) fn project_save(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let folder = tempfile::tempdir().map_err(CliError::input)?;
    let path = folder.path().join("measured.ron");
    // two contents in turn, so that each save has something to write
    let projects = [inputs::project(PANELS, 1)?, inputs::project(PANELS, 2)?];
    for project in projects.iter().cycle().take(n) {
        clock.time(|| save_project(project, &path, Expected::Anything))?.map_err(CliError::input)?;
    }
    Ok(More::new())
}

pub(super) fn import(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let bytes = inputs::workbook(SHEETS, 1)?;
    let mut circuits = 0;
    for _ in 0..n {
        let draft = clock
            .time(|| import_schedule(&bytes, "measured.xlsx", None, &Overrides::default()))?
            .map_err(CliError::internal)?;
        circuits = draft.circuits().count();
    }
    Ok(More::from_iter([("circuits".to_owned(), json!(circuits))]))
}
