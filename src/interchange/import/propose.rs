//! From cells to a proposed mapping: tables, halves, columns, panels and their facts.

use crate::domain::System;
use crate::interchange::import::breaker_text::read_breaker;
use crate::interchange::import::columns::{promote_serial_numbers, settle_half};
use crate::interchange::import::content::headerless_table;
use crate::interchange::import::facts::{holds_fact, is_title, names_voltage, read_facts};
use crate::interchange::import::grid::{Grid, Workbook};
use crate::interchange::import::halves::split_halves;
use crate::interchange::import::header::{Header, find_headers};
use crate::interchange::import::mapping::{HalfMap, Mapping, Numbering, PanelFacts, PanelMap, TableMap};
use crate::interchange::import::mend::mend_columns;
use crate::interchange::import::role::Role;
use crate::interchange::import::slot_text::read_slots;
use crate::interchange::import::system_text::read_system;
use crate::interchange::import::words::{is_main_word, is_total_word};
use std::collections::BTreeSet;
use std::ops::Range;

/// Proposes how to read a workbook. A mapping without tables means that nothing in it looks like a schedule.
pub fn propose_mapping(book: &Workbook) -> Mapping {
    let mut tables: Vec<TableMap> =
        book.grids.iter().flat_map(|grid| tables_of(grid, &book.source)).collect();
    if tables.is_empty() {
        tables = book.grids.iter().filter_map(|grid| headerless_table(grid, &book.source)).collect();
    }
    Mapping { version: Mapping::VERSION, fingerprint: Mapping::shape_of(&tables), tables }
}

fn tables_of(grid: &Grid, source: &str) -> Vec<TableMap> {
    let headers = find_headers(grid);
    let mut tables: Vec<TableMap> = Vec::new();
    for (index, header) in headers.iter().enumerate() {
        let next = headers.get(index + 1);
        let end = next.map_or(grid.height(), |next| preamble_start(grid, header.last + 1, next.first));
        let head = match index {
            0 => 0..header.first,
            _ => tables.last().map_or(0, |table| table.end_row)..header.first,
        };
        let table = table_at(grid, source, header, end, head);
        match tables.last_mut() {
            Some(above) if continues(grid, above, &table) => above.end_row = table.end_row,
            _ if table_has_rows(grid, &table) => tables.push(table),
            _ => {}
        }
    }
    tables
}

/// Builds the table under a header. `head` are the rows above it that speak of its panel.
pub(in crate::interchange) fn table_at(
    grid: &Grid,
    source: &str,
    header: &Header,
    end_row: usize,
    head: Range<usize>,
) -> TableMap {
    let rows = header.last + 1..end_row;
    let mut columns = header.columns.clone();
    mend_columns(grid, rows.clone(), &mut columns);
    let groups = split_halves(grid, rows.clone(), &columns);
    let starts: Vec<usize> = groups
        .iter()
        .map(|halves| halves.iter().flatten().map(|column| column.header.column).min().unwrap_or(0))
        .collect();
    let count = groups.len();
    let panels = groups
        .into_iter()
        .enumerate()
        .map(|(place, columns)| {
            let mut halves: Vec<HalfMap> =
                columns.into_iter().map(|half| settle_half(grid, rows.clone(), half)).collect();
            for half in &mut halves {
                promote_serial_numbers(half, grid, rows.clone());
            }
            number_unnumbered_halves(&mut halves, grid, rows.clone());
            let from = if place == 0 { 0 } else { starts.get(place).copied().unwrap_or(0) };
            let to = starts.get(place + 1).copied().unwrap_or(usize::MAX).min(grid.width());
            let mut facts = PanelFacts::default();
            read_facts(grid, head.clone(), from..to, &mut facts);
            let footer = footer_start(grid, rows.clone(), &halves)..end_row;
            read_footer(grid, footer, from..to, &mut facts);
            find_main(grid, rows.clone(), &halves, &mut facts);
            find_system(grid, rows.clone(), &halves, &mut facts);
            if facts.name.is_empty() {
                facts.name = default_name(grid, source, if count > 1 { Some(place) } else { None });
            }
            PanelMap { facts, halves }
        })
        .collect();
    TableMap {
        sheet: grid.name.clone(),
        header: Some((header.first, header.last)),
        first_row: header.last + 1,
        end_row,
        signature: header.signature(),
        panels,
    }
}

/// Two halves without numbers are numbered by their rows: left odd, right even. So is a half beside one that counts
/// 1, 3, 5 or 2, 4, 6 row by row.
fn number_unnumbered_halves(halves: &mut [HalfMap], grid: &Grid, rows: Range<usize>) {
    let first_slot = |half: &HalfMap| {
        let column = half.column(Role::Circuit)?.column;
        read_slots(&grid.text(rows.start, column))?.slots.first().copied()
    };
    let [left, right] = halves else { return };
    match (left.numbering, right.numbering) {
        (Numbering::NextFree, Numbering::NextFree) => {
            left.numbering = Numbering::OddByRow;
            right.numbering = Numbering::EvenByRow;
        }
        (Numbering::Column, Numbering::NextFree) if first_slot(left) == Some(1) => {
            right.numbering = Numbering::EvenByRow;
        }
        (Numbering::Column, Numbering::NextFree) if first_slot(left) == Some(2) => {
            right.numbering = Numbering::OddByRow;
        }
        _ => {}
    }
}

/// Finds where the head of the next panel begins: its title, or the facts above its header.
fn preamble_start(grid: &Grid, after: usize, header: usize) -> usize {
    let mut start = header;
    let mut titled = false;
    for row in (after..header).rev() {
        if grid.is_blank_row(row) {
            if titled || header - row > 4 && start == header {
                break;
            }
            continue;
        }
        let texts: Vec<String> = distinct_texts(grid, row);
        let title = texts.len() <= 2 && texts.iter().any(|text| is_title(text));
        let total = texts.iter().any(|text| is_total_word(text));
        let fact = holds_fact(grid, row);
        if total || !(title || fact || (texts.len() == 1 && !titled && header - row <= 2)) {
            break;
        }
        if titled && !fact && !title {
            break;
        }
        // "Circuit Breaker: 80A" under a table is of that table
        if fact && !title && titled {
            break;
        }
        start = row;
        titled |= title;
    }
    start
}

fn distinct_texts(grid: &Grid, row: usize) -> Vec<String> {
    grid.row(row)
        .iter()
        .filter(|cell| !cell.is_blank() && cell.merged_from.is_none())
        .map(|cell| cell.text())
        .collect()
}

/// A printed page or the other half repeats the header: same words, no panel between, other numbers.
fn continues(grid: &Grid, above: &TableMap, table: &TableMap) -> bool {
    let same = above.sheet == table.sheet && above.signature == table.signature;
    let gap = above.end_row..table.header.map_or(table.first_row, |(first, _)| first);
    let untitled = gap
        .clone()
        .all(|row| !distinct_texts(grid, row).iter().any(|text| is_title(text)) && !holds_fact(grid, row));
    let slots = |table: &TableMap| -> BTreeSet<u16> {
        let halves = table.panels.first().map_or(&[][..], |panel| &panel.halves);
        let columns = halves.iter().filter_map(|half| half.column(Role::Circuit)).map(|column| column.column);
        columns
            .flat_map(|column| (table.first_row..table.end_row).map(move |row| grid.text(row, column)))
            .filter_map(|text| read_slots(&text))
            .flat_map(|read| read.slots)
            .collect()
    };
    // the next page, or the even half below the odd one; another panel begins at 1 again
    let goes_on = slots(above).is_disjoint(&slots(table));
    same && untitled && goes_on
}

fn table_has_rows(grid: &Grid, table: &TableMap) -> bool {
    let columns: Vec<usize> = table
        .panels
        .iter()
        .flat_map(|panel| &panel.halves)
        .flat_map(|half| &half.columns)
        .filter(|column| matches!(column.role, Role::Circuit | Role::Description | Role::Position))
        .map(|column| column.column)
        .collect();
    (table.first_row..table.end_row)
        .any(|row| columns.iter().any(|column| !grid.cell(row, *column).is_blank()))
}

/// The first row after the last one that names a slot, or after the first total of a list.
fn footer_start(grid: &Grid, rows: Range<usize>, halves: &[HalfMap]) -> usize {
    let circuits: Vec<usize> =
        halves.iter().filter_map(|half| half.column(Role::Circuit)).map(|column| column.column).collect();
    if circuits.is_empty() {
        return rows
            .clone()
            .find(|row| distinct_texts(grid, *row).first().is_some_and(|text| is_total_word(text)))
            .unwrap_or(rows.end);
    }
    rows.clone()
        .rev()
        .find(|row| circuits.iter().any(|column| read_slots(&grid.text(*row, *column)).is_some()))
        .map_or(rows.start, |row| row + 1)
}

/// Below a table stand the main and the feeder; its name and number of slots stand above.
fn read_footer(grid: &Grid, rows: Range<usize>, columns: Range<usize>, facts: &mut PanelFacts) {
    let mut below = PanelFacts::default();
    read_facts(grid, rows, columns, &mut below);
    facts.main = facts.main.or(below.main);
    facts.lugs_only |= below.lugs_only && facts.main.is_none();
    facts.interrupting = facts.interrupting.or(below.interrupting);
    facts.system = facts.system.take().or(below.system);
    facts.notes.extend(below.notes);
}

/// The main may be a row of the table: "MAIN | 100 A" where others have their number.
fn find_main(grid: &Grid, rows: Range<usize>, halves: &[HalfMap], facts: &mut PanelFacts) {
    let columns = |half: &HalfMap| {
        let [circuit, words] =
            [Role::Circuit, Role::Description].map(|role| half.column(role).map(|c| c.column));
        Some((circuit?, words, half.column(Role::Trip)?.column))
    };
    for (circuit, words, trip) in halves.iter().filter_map(columns) {
        let main = rows.clone().find(|row| {
            let is_main = |column: usize| is_main_word(&grid.text(*row, column));
            read_slots(&grid.text(*row, circuit)).is_none()
                && (is_main(circuit) || words.is_some_and(is_main))
        });
        let read = main.and_then(|row| read_breaker(&grid.text(row, trip))).and_then(|read| read.trip);
        facts.main = facts.main.or(read);
    }
}

/// Looks for the system in the table where the head says nothing: a voltage column, or a voltage in some text.
fn find_system(grid: &Grid, rows: Range<usize>, halves: &[HalfMap], facts: &mut PanelFacts) {
    if facts.system.is_some() {
        return;
    }
    let voltage = halves.iter().find_map(|half| half.column(Role::Voltage));
    for row in rows {
        let texts: Vec<String> = match voltage {
            Some(column) => vec![format!("{} V 3ph", grid.text(row, column.column))],
            None => distinct_texts(grid, row).into_iter().filter(|text| names_voltage(text)).collect(),
        };
        for text in texts {
            if let Some((system, assumed)) = read_system(&text) {
                facts.system = Some(system.code().to_owned());
                let said =
                    assumed.unwrap_or_else(|| format!("{system} taken from row {}: “{text}”", row + 1));
                facts.assumed.push(said);
                return;
            }
        }
    }
    let legs = |role: Role| halves.iter().any(|half| half.has(role));
    if legs(Role::LegA) && legs(Role::LegB) && !legs(Role::LegC) {
        facts.system = Some(System::Single240.code().to_owned());
        facts.assumed.push("two legs and no voltage are named; 240/120 assumed".to_owned());
    }
}

/// The sheet's name where it says something, else the file's.
fn default_name(grid: &Grid, source: &str, place: Option<usize>) -> String {
    let low = grid.name.to_ascii_lowercase();
    let stem = low.trim_end_matches(|c: char| c.is_ascii_digit() || " ()-_".contains(c));
    let generic = [
        "",
        "sheet",
        "schedule",
        "panel",
        "panels",
        "panel schedule",
        "panel schedules",
        "table",
        "tabelle",
        "feuil",
        "hoja",
        "foglio",
        "clipboard",
    ];
    let name = if generic.contains(&stem) { file_stem(source) } else { grid.name.trim().to_owned() };
    match place {
        Some(place) if place > 0 => format!("{name}-{}", place + 1),
        _ => name,
    }
}

/// Returns a file name without its ending.
pub(in crate::interchange) fn file_stem(source: &str) -> String {
    let stem = source.rsplit_once('.').map_or(source, |(stem, _)| stem).trim();
    if stem.is_empty() || stem == "clipboard" { "Panel".to_owned() } else { stem.to_owned() }
}
