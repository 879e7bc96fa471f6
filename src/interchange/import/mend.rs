//! Headers put right by the cells under them, before columns are split into halves: headers lie, and leave columns out.

use crate::interchange::import::facts::is_label;
use crate::interchange::import::grid::{Cell, CellValue, Grid};
use crate::interchange::import::header::HeaderColumn;
use crate::interchange::import::load_text::read_number;
use crate::interchange::import::mapping::TableMap;
use crate::interchange::import::role::Role;
use crate::interchange::import::slot_text::read_slots;
use crate::interchange::import::words::read_class;
use std::collections::BTreeSet;
use std::ops::Range;

/// Puts the columns of a header right.
pub(in crate::interchange) fn mend_columns(grid: &Grid, rows: Range<usize>, columns: &mut Vec<HeaderColumn>) {
    leave_out_labels(grid, rows.clone(), columns);
    widen_legs(grid, rows.clone(), columns);
    find_circuit_numbers(grid, rows.clone(), columns);
    find_class_loads(grid, rows, columns);
}

/// "PANEL" over "VOLTAGE" and "MAIN" is no column but the labels of facts beside the table.
fn leave_out_labels(grid: &Grid, rows: Range<usize>, columns: &mut [HeaderColumn]) {
    for column in columns.iter_mut().filter(|column| column.role == Some(Role::Panel)) {
        let cells = cells(grid, rows.clone(), column.column);
        let labels = cells.iter().filter(|cell| is_label(&cell.text())).count();
        if labels > 0 && labels * 2 >= cells.len() {
            column.role = None;
        }
    }
}

/// "A", "B", "C" over two columns each, one for either half: without merged cells the second has no header.
fn widen_legs(grid: &Grid, rows: Range<usize>, columns: &mut Vec<HeaderColumn>) {
    let is_leg = |column: &&HeaderColumn| column.role.is_some_and(|role| role.leg().is_some());
    let legs: Vec<HeaderColumn> = columns.iter().filter(is_leg).cloned().collect();
    let known: BTreeSet<usize> = columns.iter().map(|column| column.column).collect();
    let is_free = |leg: &HeaderColumn| {
        let next = leg.column + 1;
        let holds_loads = |row: usize| grid.text(row, next).starts_with(|c: char| c.is_ascii_digit());
        !known.contains(&next) && rows.clone().any(holds_loads)
    };
    // every leg has its second column, else the one beside the last leg is a total
    if legs.len() < 2 || !legs.iter().all(is_free) {
        return;
    }
    columns.extend(legs.into_iter().map(|leg| HeaderColumn { column: leg.column + 1, ..leg }));
    columns.sort_by_key(|column| column.column);
}

/// "# | Circuit | Size": the numbers are under the serial number, and "circuit" is what it serves.
fn find_circuit_numbers(grid: &Grid, rows: Range<usize>, columns: &mut [HeaderColumn]) {
    let has = |columns: &[HeaderColumn], role: Role| columns.iter().any(|column| column.role == Some(role));
    if has(columns, Role::Position) && !has(columns, Role::Side) && !has(columns, Role::Circuit) {
        turn(columns, Role::Position, Role::Circuit, |column| is_of_slots(grid, rows.clone(), column));
    }
    let is_panel = has(columns, Role::Trip) || has(columns, Role::Poles);
    let items =
        || columns.iter().filter(|column| column.role == Some(Role::Item)).map(|column| column.column);
    let numbered = items().count() > 0 && items().all(|column| is_of_slots(grid, rows.clone(), column));
    if !is_panel || !numbered {
        return;
    }
    let circuits: Vec<usize> =
        columns.iter().filter(|c| c.role == Some(Role::Circuit)).map(|column| column.column).collect();
    let are_words =
        !circuits.is_empty() && circuits.iter().all(|column| is_of_words(grid, rows.clone(), *column));
    if are_words {
        turn(columns, Role::Circuit, Role::Description, |_| true);
    }
    // one list is judged once its half is known; two halves are told by their numbers
    if are_words || (circuits.is_empty() && items_of(columns) > 1) {
        turn(columns, Role::Item, Role::Circuit, |_| true);
    }
}

fn items_of(columns: &[HeaderColumn]) -> usize {
    columns.iter().filter(|column| column.role == Some(Role::Item)).count()
}

fn turn(columns: &mut [HeaderColumn], from: Role, to: Role, only: impl Fn(usize) -> bool) {
    for column in columns.iter_mut().filter(|column| column.role == Some(from)) {
        if only(column.column) {
            column.role = Some(to);
        }
    }
}

/// "LTG | RECEPT | MOTOR | MISC" over numbers: a load column for each class.
fn find_class_loads(grid: &Grid, rows: Range<usize>, columns: &mut [HeaderColumn]) {
    let is_load = |column: &HeaderColumn| column.role.is_some_and(Role::is_load);
    if columns.iter().any(is_load) {
        return;
    }
    let class_of = |column: &HeaderColumn| {
        let free = matches!(column.role, None | Some(Role::Description | Role::Class | Role::Notes));
        let words = column.normalized.replace(" va", "").replace(" kva", "").replace("load ", "");
        let class = read_class(words.trim()).filter(|_| free && words.len() > 1)?;
        is_of_loads(grid, rows.clone(), column.column).then_some(class)
    };
    let found: Vec<(usize, Role)> = columns
        .iter()
        .enumerate()
        .filter_map(|(place, column)| Some((place, Role::of_load_class(class_of(column)?))))
        .collect();
    // one such column may be anything; two are a schedule's way
    if found.len() < 2 {
        return;
    }
    for (place, role) in found {
        if let Some(column) = columns.get_mut(place) {
            (column.role, column.certainty) = (Some(role), 60);
        }
    }
}

fn cells(grid: &Grid, rows: Range<usize>, column: usize) -> Vec<&Cell> {
    rows.map(|row| grid.cell(row, column))
        .filter(|cell| !cell.is_blank() && cell.merged_from.is_none())
        .collect()
}

fn is_of_slots(grid: &Grid, rows: Range<usize>, column: usize) -> bool {
    let cells = cells(grid, rows, column);
    let slots = cells.iter().filter(|cell| read_slots(&cell.text()).is_some()).count();
    slots >= 2 && slots * 10 >= cells.len() * 7
}

fn is_of_words(grid: &Grid, rows: Range<usize>, column: usize) -> bool {
    let cells = cells(grid, rows, column);
    // "Bedroom 1" reads as number 1 of a panel named Bedroom
    let is_number = |text: &str| read_slots(text).is_some_and(|read| read.prefix.is_none());
    let numbers = cells.iter().filter(|cell| is_number(&cell.text())).count();
    !cells.is_empty() && numbers * 3 < cells.len()
}

/// Numbers, most of them larger than any count of outlets.
fn is_of_loads(grid: &Grid, rows: Range<usize>, column: usize) -> bool {
    let cells = cells(grid, rows, column);
    let numbers: Vec<f64> = cells.iter().filter_map(|cell| read_number(cell)).collect();
    let fractions = numbers.iter().any(|value| value.fract() != 0.0);
    let large = numbers.iter().any(|value| *value >= 50.0);
    !numbers.is_empty() && numbers.len() * 10 >= cells.len() * 7 && (fractions || large)
}

/// Returns the letters of columns that hold numbers between a table's columns and have no header: nothing is imported
/// from them, and a person is told.
pub(in crate::interchange) fn unheaded_columns(grid: &Grid, table: &TableMap) -> Vec<String> {
    let halves = || table.panels.iter().flat_map(|panel| &panel.halves);
    let known: BTreeSet<usize> =
        halves().flat_map(|half| &half.columns).map(|column| column.column).collect();
    let Some((first, _)) = table.header.filter(|_| !known.is_empty()) else { return Vec::new() };
    let headed = |column: usize| (first..table.first_row).any(|row| !grid.cell(row, column).is_blank());
    let holds_number = |column: usize| {
        (table.first_row..table.end_row).any(|row| {
            let cell = grid.cell(row, column);
            cell.merged_from.is_none()
                && (matches!(cell.value, CellValue::Number(_)) || cell.is_numeric())
                && known.iter().any(|known| !grid.cell(row, *known).is_blank())
        })
    };
    (0..grid.width())
        .filter(|column| !known.contains(column) && !headed(*column) && holds_number(*column))
        .map(column_letters)
        .collect()
}

/// `A`, `B` … `Z`, `AA`: how spreadsheets call a column.
fn column_letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    match column / 26 {
        0 => letter.to_string(),
        left => format!("{}{letter}", column_letters(left - 1)),
    }
}
