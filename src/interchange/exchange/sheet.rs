//! A panelboard laid out as rows of cells: title, facts, table, totals. CSV and workbooks hold the same rows.
//!
//! Every slot has a row, spaces too, so that the sheet is a full schedule: a space says so in the column of kinds. The
//! totals are values, never formulas.

use crate::domain::{Circuit, Panel, Project, Slot};
use crate::interchange::exchange::columns::{SLOT_HEAD, SPACE, columns};
use crate::interchange::exchange::facts::{FACTS, LABEL_COLUMNS};
use crate::interchange::exchange::{Cell, Column};

/// First cell of every sheet.
pub const TITLE: &str = "Panel schedule";
/// Marks a sheet as one this program wrote, with the version of the form.
pub const FORM: &str = "phasewright-schedule-1";
/// Column of [`FORM`] in the first row.
pub const FORM_COLUMN: usize = 8;

/// What a row is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Title,
    Facts,
    Blank,
    Head,
    Circuit,
    Spare,
    Space,
    Totals,
}

/// A row of cells, all rows of a sheet equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

impl Row {
    fn blank(kind: RowKind, width: usize) -> Self {
        Self { kind, cells: vec![Cell::Empty; width] }
    }

    fn put(&mut self, column: usize, cell: Cell) {
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }
}

/// Lays out one panelboard.
pub fn sheet_of(project: &Project, panel: &Panel) -> Vec<Row> {
    let table: Vec<&Column> = columns(panel.system).collect();
    let mut title = Row::blank(RowKind::Title, table.len());
    title.put(0, Cell::text(TITLE));
    title.put(FORM_COLUMN, Cell::text(FORM));
    let mut rows = vec![title];
    for facts in FACTS {
        let mut row = Row::blank(RowKind::Facts, table.len());
        for (fact, column) in facts.iter().zip(LABEL_COLUMNS) {
            row.put(column, Cell::text(fact.label));
            row.put(column + 1, (fact.write)(project, panel));
        }
        rows.push(row);
    }
    rows.push(Row::blank(RowKind::Blank, table.len()));
    let head = table.iter().map(|column| Cell::text(column.head)).collect();
    rows.push(Row { kind: RowKind::Head, cells: head });
    rows.extend(table_rows(panel, &table));
    rows.push(totals(panel, &table));
    rows
}

fn table_rows<'p>(panel: &'p Panel, table: &'p [&'p Column]) -> impl Iterator<Item = Row> + 'p {
    let taken = panel.occupancy();
    (1..=panel.slots).map(Slot).filter_map(move |slot| {
        match taken.get(usize::from(slot.0) - 1).copied().flatten().and_then(|id| panel.circuit(id)) {
            Some(circuit) => (circuit.slot == slot).then(|| circuit_row(panel, circuit, table)),
            None => Some(space_row(slot, table)),
        }
    })
}

fn circuit_row(panel: &Panel, circuit: &Circuit, table: &[&Column]) -> Row {
    let kind = if circuit.is_spare() { RowKind::Spare } else { RowKind::Circuit };
    Row { kind, cells: table.iter().map(|column| (column.write)(panel, circuit)).collect() }
}

fn space_row(slot: Slot, table: &[&Column]) -> Row {
    let cells = table.iter().map(|column| match column.head {
        SLOT_HEAD => Cell::Number(f64::from(slot.0)),
        "Description" => Cell::text("Space"),
        "Kind" => Cell::text(SPACE),
        _ => Cell::Empty,
    });
    Row { kind: RowKind::Space, cells: cells.collect() }
}

/// Sums what the columns above say, so that the foot agrees with the body whatever else is computed elsewhere.
fn totals(panel: &Panel, table: &[&Column]) -> Row {
    let sum = |column: &Column| {
        panel.circuits_by_slot().into_iter().fold(0.0, |sum, circuit| match (column.write)(panel, circuit) {
            Cell::Number(va) => sum + va,
            Cell::Empty | Cell::Text(_) => sum,
        })
    };
    let cells = table.iter().map(|column| match column.head {
        "Description" => Cell::text("Connected VA"),
        head if head.ends_with(" VA") => Cell::Number(sum(column)),
        _ => Cell::Empty,
    });
    Row { kind: RowKind::Totals, cells: cells.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn every_slot_is_accounted_for_and_the_foot_is_lp1s() {
        let project = examples::two_panels();
        let panel = project.panel_named("LP-1").expect("in the example");
        let rows = sheet_of(&project, panel);
        let count = |kind| rows.iter().filter(|row| row.kind == kind).count();
        assert_eq!((count(RowKind::Circuit), count(RowKind::Spare), count(RowKind::Space)), (21, 0, 16));
        let foot: Vec<String> =
            rows.last().expect("a foot").cells[5..9].iter().map(Cell::to_string).collect();
        assert_eq!(foot, ["15720", "10600", "8660", "34980"]);
        assert!(rows.iter().all(|row| row.cells.len() == rows[0].cells.len()));
    }

    #[test]
    fn a_single_phase_sheet_has_no_column_for_c() {
        let project = examples::two_panels();
        let rows = sheet_of(&project, project.panel_named("EM-1").expect("in the example"));
        assert!(!rows.iter().any(|row| row.cells.contains(&Cell::text("C VA"))));
    }
}
