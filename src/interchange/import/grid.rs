//! Spreadsheets as neutral grids of cells: what every reader produces and everything else works on.
//!
//! A row is as long as its last used cell, so a stray cell far out costs nothing. Merged areas keep their value in
//! every cell they cover, and say which cell it came from.

/// Everything one file or paste holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// File name without folder, or `clipboard`.
    pub source: String,
    pub grids: Vec<Grid>,
    /// What a reader could not carry over, in words.
    pub notes: Vec<String>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    pub name: String,
    /// Hidden sheets are read too; people hide what others still need.
    pub hidden: bool,
    rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub value: CellValue,
    /// Row and column of the merged area's first cell, where this cell is another one of that area.
    pub merged_from: Option<(usize, usize)>,
}

/// The value of a cell as the file holds it; of a formula, the stored result.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellValue {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Bool(bool),
    /// A spreadsheet error such as `#REF!`, kept as text.
    Error(String),
}

/// The empty cell, for everything outside the used area.
static EMPTY: Cell = Cell { value: CellValue::Empty, merged_from: None };

impl Workbook {
    /// Returns the sheet with this name.
    pub fn grid(&self, name: &str) -> Option<&Grid> {
        self.grids.iter().find(|grid| grid.name == name)
    }
}

impl Grid {
    /// Returns a grid of these rows.
    pub fn new(name: impl Into<String>, mut rows: Vec<Vec<Cell>>) -> Self {
        for row in &mut rows {
            let used = row.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
            row.truncate(used);
        }
        let used = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        rows.truncate(used);
        Self { name: name.into(), hidden: false, rows }
    }

    /// Returns how many rows there are, up to the last used one.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Returns the width of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Returns a cell; outside the used area, an empty one.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&EMPTY)
    }

    /// Returns the used cells of a row.
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// Returns the text of a cell as a person sees it, trimmed.
    pub fn text(&self, row: usize, column: usize) -> String {
        self.cell(row, column).text()
    }

    /// Returns whether nothing stands in a row.
    pub fn is_blank_row(&self, row: usize) -> bool {
        self.row(row).iter().all(Cell::is_blank)
    }

    /// Fills a merged area with the value of its first cell. Areas beyond the limits are cut.
    pub(in crate::interchange) fn merge(&mut self, from: (usize, usize), to: (usize, usize)) {
        let anchor = self.cell(from.0, from.1).clone();
        if anchor.is_blank() {
            return;
        }
        let last_row = to.0.min(self.rows.len().saturating_sub(1));
        for row in from.0..=last_row {
            let Some(cells) = self.rows.get_mut(row) else { continue };
            for column in from.1..=to.1.min(from.1 + 255) {
                if (row, column) == from {
                    continue;
                }
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::default());
                }
                if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_blank()) {
                    *cell = Cell { value: anchor.value.clone(), merged_from: Some(from) };
                }
            }
        }
    }
}

impl Cell {
    /// Returns a cell with this text.
    pub fn text_cell(text: impl Into<String>) -> Self {
        Self { value: CellValue::Text(text.into()), merged_from: None }
    }

    /// Returns a cell with this number.
    pub const fn number(value: f64) -> Self {
        Self { value: CellValue::Number(value), merged_from: None }
    }

    /// Returns whether nothing, or only white space, stands here.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            CellValue::Empty => true,
            CellValue::Text(text) => text.trim().is_empty(),
            CellValue::Number(_) | CellValue::Bool(_) | CellValue::Error(_) => false,
        }
    }

    /// Returns the text a person sees, on one line.
    pub fn text(&self) -> String {
        match &self.value {
            CellValue::Empty => String::new(),
            CellValue::Text(text) => one_line(text),
            CellValue::Number(value) => number_text(*value),
            CellValue::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            CellValue::Error(text) => text.clone(),
        }
    }

    /// Returns whether the cell holds a number, or a text that is nothing but digits and number signs.
    pub fn is_numeric(&self) -> bool {
        match &self.value {
            CellValue::Number(_) => true,
            CellValue::Text(text) => {
                let text = text.trim();
                text.contains(|c: char| c.is_ascii_digit())
                    && text.chars().all(|c| c.is_ascii_digit() || ".,+-−%$€£ ".contains(c))
            }
            CellValue::Empty | CellValue::Bool(_) | CellValue::Error(_) => false,
        }
    }
}

/// Writes a number the shortest way that reads back the same.
pub(in crate::interchange) fn number_text(value: f64) -> String {
    // Spreadsheets store 1.1 + 2.2 as 3.3000000000000003 and show 3.3: fifteen digits are what they show at most.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{rounded}")
}

/// Joins the lines of a cell; `_x000D_` is how spreadsheets write a carriage return into XML.
fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r', '\t', '\u{a0}', '_']) {
        return text.trim().to_owned();
    }
    let text = text.replace("_x000D_", " ").replace('\u{a0}', " ");
    text.split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_area_keeps_its_value_everywhere() {
        let row = |texts: &[&str]| texts.iter().map(|t| Cell::text_cell(*t)).collect::<Vec<_>>();
        let mut grid = Grid::new("S", vec![row(&["LOAD (VA)", "", ""]), row(&["A", "B", "C"])]);
        grid.merge((0, 0), (0, 2));
        assert_eq!(grid.text(0, 2), "LOAD (VA)");
        assert_eq!(grid.cell(0, 2).merged_from, Some((0, 0)));
        assert_eq!(grid.text(1, 2), "C");
        assert_eq!((grid.height(), grid.width()), (2, 3));
        assert!(grid.cell(99, 99).is_blank());
    }

    #[test]
    fn cells_read_as_a_person_sees_them() {
        assert_eq!(Cell::number(20.0).text(), "20");
        assert_eq!(Cell::number(3.300_000_000_000_000_3).text(), "3.3");
        assert_eq!(Cell::text_cell(" a_x000D_\nb ").text(), "a b");
        assert!(Cell::text_cell("1,440").is_numeric() && !Cell::text_cell("20/1").is_numeric());
    }
}
