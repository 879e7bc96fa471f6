//! How far the cells of an XLS workbook reach, looked at before it is read.
//!
//! The reader lays every sheet out as a rectangle around its cells. One turned byte can put a cell into a column that no such
//! sheet has, and the rectangle then takes more memory than there is, which ends a program. So the records are walked first,
//! from the same places as the reader walks them.

use std::io::{Cursor, Read};

/// Most places of a sheet's rectangle: what the format has, rows times columns.
const MOST_PLACES: u64 = 65_536 * 256;

/// Record types: where a sheet begins in the stream, begin and end of a part, the announced rectangle, several cells of a row.
const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
/// Cells that begin with their row and column: formula, label, rich label, label of the table, number, Boolean, short number.
const CELLS: [u16; 7] = [0x0006, 0x0204, 0x00D6, 0x00FD, 0x0203, 0x0205, 0x027E];

/// Looks whether every sheet's cells lie within a rectangle that can be laid out.
///
/// # Errors
/// Says in words what is wrong with the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let stream = stream(bytes)?;
    for (at, (kind, data)) in records(&stream, 0).enumerate() {
        if kind == BOUND_SHEET
            && let Some(from) = number(data, 0, 4)
        {
            sheet(&stream, usize::try_from(from).unwrap_or(usize::MAX)).map_err(|(rows, columns)| {
                format!("sheet {} spreads its cells over {rows} rows and {columns} columns", at + 1)
            })?;
        }
    }
    Ok(())
}

fn stream(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| "it holds no workbook".to_owned())?;
    let mut stream = Vec::new();
    let part = file.open_stream(name).map_err(|error| error.to_string())?;
    // No stream is longer than its file, whatever it claims.
    part.take(bytes.len() as u64).read_to_end(&mut stream).map_err(|error| error.to_string())?;
    Ok(stream)
}

/// Walks the records from a place on: type and data.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        let kind = u16::try_from(number(rest, 0, 2)?).ok()?;
        let length = usize::try_from(number(rest, 2, 2)?).ok()?;
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

/// Reads a little-endian number of so many bytes.
fn number(data: &[u8], at: usize, bytes: usize) -> Option<u64> {
    let part = data.get(at..at + bytes)?;
    Some(part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// The smallest rectangle around what was seen.
#[derive(Default)]
struct Reach(Option<[u64; 4]>);

impl Reach {
    fn take(&mut self, row: u64, column: u64) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    /// Returns rows and columns where there are too many.
    fn check(&self) -> Result<(), (u64, u64)> {
        let [top, bottom, left, right] = self.0.unwrap_or_default();
        let (rows, columns) = (bottom - top + 1, right - left + 1);
        if rows.saturating_mul(columns) > MOST_PLACES { Err((rows, columns)) } else { Ok(()) }
    }
}

/// Walks one sheet; the error is the rectangle that is too large.
fn sheet(stream: &[u8], from: usize) -> Result<(), (u64, u64)> {
    let (mut reach, mut depth, mut begun) = (Reach::default(), 0_u32, false);
    for (kind, data) in records(stream, from) {
        match kind {
            // What is drawn into a sheet has parts of its own, which are no cells of it.
            BEGIN if begun => depth += 1,
            BEGIN => begun = true,
            END if depth == 0 => break,
            END => depth -= 1,
            _ if depth > 0 => {}
            DIMENSIONS => announced(data)?,
            MANY_NUMBERS => {
                let places = [2, data.len().saturating_sub(2)].map(|at| number(data, at, 2));
                if let (Some(row), [Some(first), Some(last)]) = (number(data, 0, 2), places) {
                    reach.take(row, first);
                    reach.take(row, last.max(first));
                }
            }
            _ if CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (number(data, 0, 2), number(data, 2, 2)) {
                    reach.take(row, column);
                }
            }
            _ => {}
        }
    }
    reach.check()
}

/// Looks at the rectangle that a sheet announces: room is made for it before a cell is read.
fn announced(data: &[u8]) -> Result<(), (u64, u64)> {
    let width = if data.len() >= 14 { 4 } else { 2 };
    let read = |index: usize, bytes: usize| number(data, index, bytes).unwrap_or(0);
    let rows = read(width, width).saturating_sub(read(0, width));
    let columns = read(2 * width + 2, 2).saturating_sub(read(2 * width, 2));
    if rows.saturating_mul(columns) > MOST_PLACES { Err((rows, columns)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHORED: &[u8] = include_bytes!("tests/authored.xls");

    /// Changes the file at a record of the workbook: `change` gets its data.
    fn with(kind: u16, change: impl Fn(&mut [u8])) -> Vec<u8> {
        let mut file = cfb::CompoundFile::open(Cursor::new(AUTHORED.to_vec())).expect("a container");
        let mut whole = stream(AUTHORED).expect("a workbook");
        let mut at = 0;
        while let Some(length) = number(&whole, at + 2, 2) {
            let end = at + 4 + length as usize;
            if number(&whole, at, 2) == Some(u64::from(kind)) {
                change(&mut whole[at + 4..end]);
            }
            at = end;
        }
        let name = if file.is_stream("Workbook") { "Workbook" } else { "Book" };
        std::io::Write::write_all(&mut file.create_stream(name).expect("replaced"), &whole).expect("written");
        file.flush().expect("written");
        file.into_inner().into_inner()
    }

    #[test]
    fn a_schedule_passes() {
        assert_eq!(check(AUTHORED), Ok(()));
    }

    #[test]
    fn a_cell_in_a_column_that_no_sheet_has_is_refused_before_room_is_made_for_it() {
        let mut changed = 0;
        for kind in CELLS {
            let far = with(kind, |data| {
                if data[0] > 3 {
                    data[1..4].fill(0xFF);
                }
            });
            if let Err(why) = check(&far) {
                assert!(why.contains("rows and 65") || why.contains("columns"), "{why}");
                changed += 1;
            }
        }
        assert!(changed > 0, "the file has cells of one of these kinds");
    }

    #[test]
    fn an_announced_rectangle_is_looked_at_too() {
        let far = with(DIMENSIONS, |data| data[4..8].fill(0x7F));
        assert!(check(&far).is_err_and(|why| why.contains("rows")), "room would be made for it");
    }

    #[test]
    fn what_is_no_container_is_said_so() {
        assert!(check(b"PANEL,LP-1").is_err());
    }
}
