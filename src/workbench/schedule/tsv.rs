//! Tab-separated text as spreadsheets put it on the clipboard: quotes around cells with tabs, line ends or quotes.

/// Reads a block of cells. A last line end adds no row.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    let mut at_start = true;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' | '\n' if !quoted => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
        at_start = matches!(c, '\t' | '\r' | '\n') && !quoted;
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// Writes a block of cells.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        out.push_str(&cells.join("\t"));
        out.push_str("\r\n");
    }
    out
}

fn escaped(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_tabs_and_line_ends_survive() {
        let rows = vec![
            vec!["a".to_owned(), "with\ttab".to_owned(), "two\nlines".to_owned()],
            vec![String::new(), "5\" pipe".to_owned(), "x".to_owned()],
        ];
        assert_eq!(read(&write(&rows)), rows);
        assert_eq!(read("1\t2\n3\t4"), [["1", "2"], ["3", "4"]]);
        assert_eq!(read("5\" pipe\t\n"), [["5\" pipe", ""]]);
    }
}
