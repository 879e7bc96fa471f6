//! XLSX, XLS, XLSB and ODS to grids: every sheet, hidden ones too, merged areas filled, stored results of formulas.
//!
//! Files come from anywhere, so sizes are bounded before memory is taken, and a fault inside the reader library
//! becomes "damaged". Formulas are never computed here.

use crate::interchange::import::ImportError;
use crate::interchange::import::grid::{Cell, CellValue, Grid, Workbook};
use crate::interchange::import::xls_bounds;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx,
};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows read of one sheet; no panel schedule comes near.
const MAX_ROWS: usize = 100_000;
/// Columns read of one sheet.
const MAX_COLUMNS: usize = 1_000;
/// Cells read of one file.
const MAX_CELLS: usize = 4_000_000;
/// What a packed file may unpack to, as its directory says.
pub(in crate::interchange) const MAX_UNPACKED: u64 = 1 << 30;

/// The container a workbook comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interchange) enum Container {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

type Bytes<'b> = Cursor<&'b [u8]>;

/// Reads a workbook.
///
/// # Errors
/// When it is damaged, protected by a password or too large.
pub(in crate::interchange) fn read_workbook(
    bytes: &[u8],
    name: &str,
    container: Container,
) -> Result<Workbook, ImportError> {
    let damaged = |detail: String| ImportError::Damaged { name: name.to_owned(), detail };
    let unpacked = unpacked_size(bytes);
    if container != Container::Xls && unpacked > MAX_UNPACKED {
        return Err(ImportError::TooLarge {
            name: name.to_owned(),
            size: format!("{} MiB unpacked", unpacked >> 20),
            limit: format!("{} MiB", MAX_UNPACKED >> 20),
        });
    }
    let read = || match container {
        Container::Xlsx => read_xlsx(bytes),
        Container::Xlsb => {
            Xlsb::new(Cursor::new(bytes)).map_err(text).and_then(|book| read_ranges(book, |_, _| Vec::new()))
        }
        Container::Ods => {
            Ods::new(Cursor::new(bytes)).map_err(text).and_then(|book| read_ranges(book, |_, _| Vec::new()))
        }
        Container::Xls => xls_bounds::check(bytes)
            .and_then(|()| Xls::new(Cursor::new(bytes)).map_err(text))
            .and_then(|book| {
                read_ranges(book, |book: &Xls<Bytes<'_>>, name| {
                    book.merge_cells_by_sheet_name(name).unwrap_or_default()
                })
            }),
    };
    let result = catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err("its inner structure contradicts itself".to_owned()));
    let (grids, notes) = result.map_err(|detail| {
        let low = detail.to_ascii_lowercase();
        if low.contains("password") || low.contains("encrypt") {
            ImportError::Locked { name: name.to_owned() }
        } else {
            damaged(detail)
        }
    })?;
    Ok(Workbook { source: name.to_owned(), grids, notes })
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

type Sheets = (Vec<Grid>, Vec<String>);

fn read_xlsx(bytes: &[u8]) -> Result<Sheets, String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(text)?;
    let mut sheets = Sheets::default();
    let mut cells_left = MAX_CELLS;
    for (name, hidden) in worksheets(&book) {
        // The cell reader, not the range: a range reserves memory for everything up to the farthest cell.
        let mut builder = RowBuilder::new(&mut cells_left);
        let mut broken = None;
        match book.worksheet_cells_reader(&name) {
            Ok(mut reader) => loop {
                match reader.next_cell() {
                    Ok(Some(cell)) => {
                        let (row, column) = cell.get_position();
                        builder.put(row as usize, column as usize, of_ref(cell.get_value()));
                    }
                    Ok(None) => break,
                    Err(error) => {
                        broken = Some(error.to_string());
                        break;
                    }
                }
            },
            Err(error) => broken = Some(error.to_string()),
        }
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        builder.finish(name, hidden, &merges, broken, &mut sheets);
    }
    Ok(sheets)
}

fn read_ranges<'b, R>(mut book: R, merges: impl Fn(&R, &str) -> Vec<Dimensions>) -> Result<Sheets, String>
where
    R: Reader<Bytes<'b>>,
    R::Error: std::fmt::Display,
{
    let mut sheets = Sheets::default();
    let mut cells_left = MAX_CELLS;
    for (name, hidden) in worksheets(&book) {
        let mut builder = RowBuilder::new(&mut cells_left);
        let mut broken = None;
        match book.worksheet_range(&name) {
            Ok(range) => {
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    builder.put(top as usize + row, left as usize + column, of_data(value));
                }
            }
            Err(error) => broken = Some(error.to_string()),
        }
        let merges = merges(&book, &name);
        builder.finish(name, hidden, &merges, broken, &mut sheets);
    }
    Ok(sheets)
}

fn worksheets<'b, R: Reader<Bytes<'b>>>(book: &R) -> Vec<(String, bool)> {
    book.sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

/// Collects the cells of one sheet within the limits.
struct RowBuilder<'l> {
    rows: Vec<Vec<Cell>>,
    outside: usize,
    cells_left: &'l mut usize,
}

impl<'l> RowBuilder<'l> {
    fn new(cells_left: &'l mut usize) -> Self {
        Self { rows: Vec::new(), outside: 0, cells_left }
    }

    fn put(&mut self, row: usize, column: usize, value: CellValue) {
        if value == CellValue::Empty {
            return;
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS || *self.cells_left == 0 {
            self.outside += 1;
            return;
        }
        *self.cells_left -= 1;
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, Cell::default());
            }
            if let Some(cell) = cells.get_mut(column) {
                cell.value = value;
            }
        }
    }

    fn finish(
        self,
        name: String,
        hidden: bool,
        merges: &[Dimensions],
        broken: Option<String>,
        into: &mut Sheets,
    ) {
        if self.outside > 0 {
            into.1.push(format!(
                "sheet {name}: {} cells beyond row {MAX_ROWS} or column {MAX_COLUMNS} are left out",
                self.outside
            ));
        }
        if let Some(error) = broken {
            into.1.push(format!("sheet {name} is damaged and read only in part: {error}"));
        }
        let mut grid = Grid::new(name, self.rows);
        grid.hidden = hidden;
        for area in merges.iter().take(20_000) {
            let at = |(row, column): (u32, u32)| (row as usize, column as usize);
            grid.merge(at(area.start), at(area.end));
        }
        into.0.push(grid);
    }
}

fn of_data(value: &Data) -> CellValue {
    match value {
        Data::Int(n) => CellValue::Number(*n as f64),
        Data::Float(n) => CellValue::Number(*n),
        Data::String(s) => CellValue::Text(s.clone()),
        Data::Bool(b) => CellValue::Bool(*b),
        Data::DateTime(when) => of_date(*when),
        Data::DateTimeIso(s) | Data::DurationIso(s) => CellValue::Text(s.clone()),
        Data::Error(error) => CellValue::Error(error.to_string()),
        Data::Empty => CellValue::Empty,
    }
}

fn of_ref(value: &DataRef<'_>) -> CellValue {
    match value {
        DataRef::SharedString(s) => CellValue::Text((*s).to_owned()),
        other => of_data(&Data::from(other.clone())),
    }
}

/// Spreadsheets take `1-3` and `1/3/5` for dates; they must come back as the text a person typed or saw.
fn of_date(when: ExcelDateTime) -> CellValue {
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    if when.is_duration() || when.as_f64() < 1.0 {
        return CellValue::Text(format!("{hour:02}:{minute:02}:{second:02}"));
    }
    CellValue::Text(format!("{year:04}-{month:02}-{day:02}"))
}

/// Adds up the unpacked sizes in a ZIP directory. What is no ZIP directory counts nothing; the reader will complain.
pub(in crate::interchange) fn unpacked_size(bytes: &[u8]) -> u64 {
    if !bytes.starts_with(b"PK") {
        return 0;
    }
    const ENTRY: &[u8] = b"PK\x01\x02";
    let mut total = 0u64;
    let mut at = 0usize;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.windows(4).position(|window| window == ENTRY))
    {
        let entry = at + found;
        let size = bytes.get(entry + 24..entry + 28).and_then(|four| <[u8; 4]>::try_from(four).ok());
        total = total.saturating_add(size.map_or(0, |four| u64::from(u32::from_le_bytes(four))));
        at = entry + 46;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Formula, Workbook as Writer};

    fn written(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
        let mut book = Writer::new();
        fill(&mut book);
        book.save_to_buffer().expect("writes")
    }

    #[test]
    fn reads_every_sheet_with_merges_and_results() {
        let bytes = written(|book| {
            let sheet = book.add_worksheet().set_name("LP-1").expect("name");
            sheet.merge_range(0, 0, 0, 2, "LOAD (VA)", &Format::new()).expect("merge");
            sheet.write(1, 0, "A").expect("text");
            sheet.write(1, 1, 1440.5).expect("number");
            sheet.write(1, 2, Formula::new("=3*180").set_result("540")).expect("formula");
            let hidden = book.add_worksheet().set_name("old").expect("name");
            hidden.set_hidden(true);
            hidden.write(0, 0, "x").expect("text");
        });
        let book = read_workbook(&bytes, "a.xlsx", Container::Xlsx).expect("reads");
        let grid = book.grid("LP-1").expect("sheet");
        assert_eq!(grid.text(0, 2), "LOAD (VA)");
        assert_eq!((grid.text(1, 1), grid.text(1, 2)), ("1440.5".to_owned(), "540".to_owned()));
        assert!(book.grid("old").is_some_and(|g| g.hidden && g.text(0, 0) == "x"));
    }

    #[test]
    fn a_stray_cell_far_out_takes_no_memory_and_is_said() {
        let bytes = written(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "x").expect("text");
            sheet.write(1_048_575, 16_383, "far").expect("text");
        });
        let book = read_workbook(&bytes, "a.xlsx", Container::Xlsx).expect("reads");
        assert_eq!(book.grids.first().map(Grid::height), Some(1));
        assert!(book.notes.iter().any(|note| note.contains("1 cells beyond")), "{:?}", book.notes);
    }

    #[test]
    fn damaged_bytes_are_refused_in_words() {
        let bytes = written(|book| {
            book.add_worksheet().write(0, 0, "x").expect("text");
        });
        let half = bytes.get(..bytes.len() / 2).expect("half");
        let error = read_workbook(half, "a.xlsx", Container::Xlsx).expect_err("damaged");
        assert!(error.to_string().starts_with("a.xlsx is damaged: "), "{error}");
        assert!(read_workbook(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.xls", Container::Xls).is_err());
    }
}
