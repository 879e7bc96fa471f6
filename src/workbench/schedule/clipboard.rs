//! What copying puts on the clipboard: cells as they stand, or whole circuits with every column of the exchange form.
//!
//! Whole circuits carry everything (locks, conductors, notes), so that pasting them into another panelboard loses
//! nothing, and a spreadsheet gets the heads it needs to read them.

use crate::domain::Panel;
use crate::interchange::exchange::{columns, guarded};
use crate::workbench::schedule::{Cell, Selection, cell_text, tsv};

/// Returns the selected cells, or whole circuits when the numbers are selected.
pub fn copy_text(panel: &Panel, range: &Selection) -> String {
    if range.is_whole() {
        return circuits_text(panel, range);
    }
    let rows: Vec<Vec<String>> = range
        .slots()
        .into_iter()
        .map(|slot| {
            let cell = |column| guarded(&cell_text(panel, Cell { slot, column }));
            range.columns().into_iter().map(cell).collect()
        })
        .collect();
    tsv::write(&rows)
}

fn circuits_text(panel: &Panel, range: &Selection) -> String {
    let table: Vec<_> = columns(panel.system).collect();
    let mut rows = vec![table.iter().map(|column| column.head.to_owned()).collect::<Vec<_>>()];
    for circuit in range.circuits(panel) {
        rows.push(table.iter().map(|column| guarded(&(column.write)(panel, circuit).to_string())).collect());
    }
    tsv::write(&rows)
}
