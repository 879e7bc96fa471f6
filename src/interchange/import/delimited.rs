//! Comma, semicolon, tab and bar separated text to a grid; also what Excel puts on the clipboard.
//!
//! Every cell is text here; what is a number is decided where the column's meaning is known.

use crate::interchange::import::grid::{Cell, Grid};

/// Separators tried, the likeliest first.
const DELIMITERS: [char; 4] = ['\t', ',', ';', '|'];
/// Lines looked at to find the separator.
const SNIFFED_LINES: usize = 200;

/// Reads separated text into a grid named `name`. Any text is some grid.
pub(in crate::interchange) fn read_delimited(text: &str, name: &str) -> Grid {
    let text = text.trim_start_matches('\u{feff}');
    let (delimiter, body) = match declared_delimiter(text) {
        Some(found) => found,
        None => (sniff(text), text),
    };
    // A lone ditto mark (") would open a quotation that swallows the rest of the file.
    let rows = if body.matches('"').count() % 2 == 0 {
        records(body, delimiter, true)
    } else {
        body.lines().flat_map(|line| records(line, delimiter, line.matches('"').count() % 2 == 0)).collect()
    };
    Grid::new(name, rows)
}

/// Reads the first line `sep=;` that Excel understands and some programs write.
fn declared_delimiter(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let sign = first.trim_end_matches('\r').trim().strip_prefix("sep=")?;
    let mut chars = sign.chars();
    let delimiter = chars.next().filter(|c| c.is_ascii())?;
    chars.next().is_none().then_some((delimiter, rest))
}

/// Splits text into rows and cells after RFC 4180, empty lines kept, so that rows have the numbers a spreadsheet shows.
fn records(text: &str, delimiter: char, quoting: bool) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if quoting && !was_quoted && cell.trim().is_empty() => {
                cell.clear();
                (quoted, was_quoted) = (true, true);
            }
            _ if quoted => cell.push(c),
            '\n' | '\r' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                row.push(Cell::text_cell(std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
                was_quoted = false;
            }
            _ if c == delimiter => {
                row.push(Cell::text_cell(std::mem::take(&mut cell)));
                was_quoted = false;
            }
            _ => cell.push(c),
        }
    }
    row.push(Cell::text_cell(cell));
    rows.push(row);
    rows
}

/// Finds the separator: on most lines, and as often on each.
fn sniff(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SNIFFED_LINES).collect();
    let score = |delimiter: char| -> f64 {
        let counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, delimiter)).collect();
        let having = counts.iter().filter(|n| **n > 0).count();
        if having == 0 {
            return 0.0;
        }
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0).max(1);
        let agreeing = counts.iter().filter(|n| **n == usual).count();
        let share = having as f64 / lines.len() as f64;
        // Tabs hardly ever stand in text for any other reason.
        let bonus = if delimiter == '\t' { 2.0 } else { 1.0 };
        bonus * share * (1.0 + agreeing as f64 / lines.len() as f64) * (1.0 + (usual as f64).ln_1p())
    };
    DELIMITERS
        .into_iter()
        .map(|delimiter| (score(delimiter), delimiter))
        .fold((0.0, ','), |best, next| if next.0 > best.0 { next } else { best })
        .1
}

fn outside_quotes(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in line.chars() {
        quoted ^= c == '"';
        count += usize::from(!quoted && c == delimiter);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<Vec<String>> {
        (0..grid.height()).map(|r| grid.row(r).iter().map(Cell::text).collect()).collect()
    }

    #[test]
    fn finds_the_separator() {
        for (text, expected) in [
            ("ckt,VA,desc\n1,1440,\"LTG, EXIT\"\n3,\"1,080\",X\n", ','),
            ("ckt;kVA;desc\n1;1,44;A\n3;1,08;B\n", ';'),
            ("ckt\tVA\tdesc\n1\t1,440\tA, B, C\n", '\t'),
            ("ckt|VA|desc\n1|1440|A, B\n", '|'),
            ("PANEL LP-1, FIRST FLOOR\n\nckt;kVA;desc\n1;1,44;A\n3;1,08;B\n5;1,2;C\n", ';'),
        ] {
            assert_eq!(sniff(text), expected, "{text}");
        }
        assert_eq!(texts(&read_delimited("sep=;\n1;2\n", "x")), [["1", "2"]]);
    }

    #[test]
    fn quotes_line_breaks_and_ditto_marks() {
        let grid = read_delimited("1,\"RECEPT\nLOBBY\",20\r\n3,X,15\r\n", "x");
        assert_eq!(texts(&grid), [["1", "RECEPT LOBBY", "20"], ["3", "X", "15"]]);
        let grid = read_delimited("1,AHU,3\n3,\",\n5,OTHER,1\n", "x");
        assert_eq!(texts(&grid), [vec!["1", "AHU", "3"], vec!["3", "\""], vec!["5", "OTHER", "1"]]);
    }

    #[test]
    fn rows_keep_the_numbers_of_their_lines() {
        let grid = read_delimited("PANEL A\n\n1,X\n\n3,Y\n", "x");
        assert_eq!(grid.text(2, 1), "X");
        assert_eq!(grid.text(4, 1), "Y");
    }
}
