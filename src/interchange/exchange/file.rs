//! Finds exchange sheets in the bytes of a CSV file or a workbook.

use crate::interchange::exchange::read::{TextRows, read_rows};
use crate::interchange::exchange::sheet::FORM;
use crate::interchange::exchange::{Exchange, unguarded};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows and columns of a sheet that may be an exported one, with room for what a person adds.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 200;

/// Reads a file if it holds sheets of the exchange form; `None` when it holds none or cannot be opened at all.
pub fn read(bytes: &[u8]) -> Option<Exchange> {
    // a fault inside the reader library means that the file is none of ours
    let of_workbook = || catch_unwind(AssertUnwindSafe(|| workbook_rows(bytes))).ok().flatten();
    let grids = if bytes.starts_with(b"PK") { of_workbook()? } else { vec![csv_rows(bytes)?] };
    let mut exchange = Exchange::default();
    for grid in &grids {
        read_rows(grid, &mut exchange);
    }
    (!exchange.panels.is_empty()).then_some(exchange)
}

fn csv_rows(bytes: &[u8]) -> Option<TextRows> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}');
    if !text.contains(FORM) {
        return None;
    }
    let first_line = text.lines().next().unwrap_or_default();
    // Spreadsheets save with the separator of the country.
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|s| first_line.bytes().filter(|b| b == s).count())?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = TextRows::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(unguarded).collect());
    }
    Some(rows)
}

fn workbook_rows(bytes: &[u8]) -> Option<Vec<TextRows>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let names = workbook.sheet_names();
    Some(names.iter().filter_map(|name| sheet_rows(&mut workbook, name)).collect())
}

/// Reads a sheet cell by cell: a range would reserve memory for everything up to the farthest cell. `None` where the
/// mark does not stand in the first row, or the sheet is larger than any that is written here.
fn sheet_rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Option<TextRows> {
    let mut reader = workbook.worksheet_cells_reader(name).ok()?;
    let mut rows = TextRows::new();
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row > 0 && !rows.first().is_some_and(|first| first.iter().any(|text| text == FORM)) {
            return None;
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return None;
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let cells = rows.get_mut(row)?;
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        if let Some(text) = cells.get_mut(column) {
            *text = cell_text(&Data::from(cell.get_value().clone()));
        }
    }
    Some(rows)
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(set) => if *set { "yes" } else { "no" }.to_owned(),
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_left_to_the_importer() {
        assert_eq!(read(b"ckt,poles\r\n1,1\r\n"), None);
        assert_eq!(read(b"PK\x03\x04 no workbook"), None);
        assert_eq!(read(b"\xff\xfe"), None);
    }
}
