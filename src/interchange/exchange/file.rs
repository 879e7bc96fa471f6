//! Finds exchange sheets in the bytes of a CSV file or a workbook.

use crate::interchange::exchange::read::{TextRows, read_rows};
use crate::interchange::exchange::{Exchange, unguarded};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// Reads a file if it holds sheets of the exchange form; `None` when it holds none or cannot be opened at all.
pub fn read(bytes: &[u8]) -> Option<Exchange> {
    let grids = if bytes.starts_with(b"PK") { workbook_rows(bytes)? } else { vec![csv_rows(bytes)?] };
    let mut exchange = Exchange::default();
    for grid in &grids {
        read_rows(grid, &mut exchange);
    }
    (!exchange.panels.is_empty()).then_some(exchange)
}

fn csv_rows(bytes: &[u8]) -> Option<TextRows> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}');
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
    let mut grids = Vec::new();
    for name in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&name) else { continue };
        // The mark stands in the first cell; a sheet that starts elsewhere is not of this form.
        if range.start() == Some((0, 0)) {
            grids.push(range.rows().map(|row| row.iter().map(cell_text).collect()).collect());
        }
    }
    Some(grids)
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
