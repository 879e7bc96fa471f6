//! A panelboard laid out as rows of cells: title, facts, table, totals. CSV and workbooks hold the same rows.
//!
//! Every slot has a row, spaces too, so that the sheet is a full schedule: a space says so in the column of kinds. The
//! totals are values, never formulas.

use crate::domain::{Circuit, LoadBasis, Panel, Project, Slot};
use crate::engineering::PanelLoads;
use crate::interchange::exchange::columns::{SLOT_HEAD, SPACE, columns};
use crate::interchange::exchange::facts::{FACTS, LABEL_COLUMNS};
use crate::interchange::exchange::{Cell, Column};
use crate::units::VoltAmperes;

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
pub fn sheet_of(project: &Project, panel: &Panel, loads: &PanelLoads) -> Vec<Row> {
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
    rows.push(totals(panel, loads, &table));
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

/// The foot: the connected load as the rest of the program computes it, with what is fed from here and without what
/// is entered at spares. It says so where it therefore differs from the sum of the rows.
fn totals(panel: &Panel, loads: &PanelLoads, table: &[&Column]) -> Row {
    let connected = loads.va(LoadBasis::Connected);
    let entered: VoltAmperes = panel.circuits().map(|circuit| circuit.load.total()).sum();
    let differs = (connected.total() - entered).abs().0 > 0.5;
    let label = if differs { "Connected VA, sub-feeds in, spares out" } else { "Connected VA" };
    let cells = table.iter().map(|column| match column.head {
        "Description" => Cell::text(label),
        "Total VA" => Cell::Number(connected.total().0),
        head => {
            let leg = panel.system.legs().iter().find(|leg| head == format!("{leg} VA"));
            Cell::number(leg.map(|leg| connected.get(*leg).0))
        }
    });
    Row { kind: RowKind::Totals, cells: cells.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;
    use crate::engineering::project_loads;

    fn rows_of(name: &str) -> Vec<Row> {
        let project = examples::two_panels();
        let panel = project.panel_named(name).expect("in the example");
        sheet_of(&project, panel, &project_loads(&project).panels[&panel.id])
    }

    #[test]
    fn every_slot_is_accounted_for_and_the_foot_is_lp1s() {
        let rows = rows_of("LP-1");
        let count = |kind| rows.iter().filter(|row| row.kind == kind).count();
        assert_eq!((count(RowKind::Circuit), count(RowKind::Spare), count(RowKind::Space)), (21, 0, 16));
        let foot: Vec<String> = rows.last().expect("a foot").cells.iter().map(Cell::to_string).collect();
        assert_eq!(foot[1], "Connected VA");
        assert_eq!(foot[5..9], ["15720", "10600", "8660", "34980"]);
        assert!(rows.iter().all(|row| row.cells.len() == rows[0].cells.len()));
    }

    #[test]
    fn a_single_phase_sheet_has_no_column_for_c() {
        assert!(!rows_of("EM-1").iter().any(|row| row.cells.contains(&Cell::text("C VA"))));
    }
}
