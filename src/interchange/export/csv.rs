//! Panel schedules as CSV (RFC 4180), UTF-8.
//!
//! A byte-order mark comes first: without it Excel takes the file for the system's old code page and spoils φ, Δ and
//! accents. Texts that would run as formulas are guarded (`exchange/cell.rs`).

use crate::domain::{PanelId, Project};
use crate::interchange::exchange::{Cell, Row, guarded, sheet_of};
use crate::interchange::export::{ExportError, chosen};

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes the schedules of the panelboards below each other, with a blank record between two.
///
/// # Errors
/// When there is no panelboard in the list or one is not in the project.
pub fn export_csv(project: &Project, panels: &[PanelId]) -> Result<Vec<u8>, ExportError> {
    let sheets: Vec<Vec<Row>> =
        chosen(project, panels)?.into_iter().map(|(panel, loads)| sheet_of(project, panel, &loads)).collect();
    // RFC 4180, 2.4: every record has the same number of fields.
    let width = sheets.iter().flatten().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut bytes);
    let failed = |error: ::csv::Error| ExportError::Table(error.to_string());
    for (i, sheet) in sheets.iter().enumerate() {
        if i > 0 {
            writer.write_record(vec![""; width]).map_err(failed)?;
        }
        for row in sheet {
            let mut fields: Vec<String> = row.cells.iter().map(field).collect();
            fields.resize(width, String::new());
            writer.write_record(&fields).map_err(failed)?;
        }
    }
    writer.flush().map_err(|error| ExportError::Table(error.to_string()))?;
    drop(writer);
    Ok(bytes)
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        Cell::Empty | Cell::Number(_) => cell.to_string(),
    }
}
