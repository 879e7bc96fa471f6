//! Text tables with aligned columns, for answers on a terminal.

/// Which edge the cells of a column keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Align {
    Left,
    Right,
}

/// A table: the first row is its heading.
pub(in crate::cli) struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Starts a table with its columns, left to right.
    pub(in crate::cli) fn new<'h>(columns: impl IntoIterator<Item = (Align, &'h str)>) -> Self {
        let (columns, heading) = columns.into_iter().map(|(align, text)| (align, text.to_owned())).unzip();
        Self { columns, rows: vec![heading] }
    }

    /// Adds a row; cells that are missing stay empty.
    pub(in crate::cli) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Returns the table with each line indented by two spaces, a rule under the heading.
    pub(in crate::cli) fn text(&self) -> String {
        let width_of = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width_of).collect();
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            text += &self.line(row, &widths);
            if index == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                text += format!("  {}", rules.join("  ")).trim_end();
                text.push('\n');
            }
        }
        text
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::from("  ");
        for (column, (align, width)) in self.columns.iter().zip(widths).enumerate() {
            let cell = row.get(column).map_or("", String::as_str);
            let padding = " ".repeat(width - cell.chars().count().min(*width));
            if column > 0 {
                line += "  ";
            }
            line += &match align {
                Align::Left => format!("{cell}{padding}"),
                Align::Right => format!("{padding}{cell}"),
            };
        }
        format!("{}\n", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_edges() {
        let mut table = Table::new([(Align::Left, "Leg"), (Align::Right, "VA")]);
        table.row(["A".to_owned(), "15,720".to_owned()]);
        table.row(["B".to_owned(), "660".to_owned()]);
        assert_eq!(table.text(), "  Leg      VA\n  ───  ──────\n  A    15,720\n  B       660\n");
    }
}
