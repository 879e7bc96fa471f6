//! What the columns of one half mean, once their cells have been looked at: headers lie and repeat.

use crate::interchange::import::grid::{Cell, Grid};
use crate::interchange::import::halves::HalfColumns;
use crate::interchange::import::header::HeaderColumn;
use crate::interchange::import::load_text::{groups_by_points, read_number, uses_decimal_comma};
use crate::interchange::import::mapping::{ColumnMap, HalfMap, Numbering};
use crate::interchange::import::role::{LoadUnit, Role};
use crate::interchange::import::slot_text::read_slots;
use std::collections::BTreeSet;
use std::ops::Range;

/// What stands in the cells of a column.
struct Content {
    filled: usize,
    numeric: usize,
    largest: f64,
    has_fraction: bool,
    letters: bool,
}

/// Settles the meaning of every column of a half.
pub(in crate::interchange) fn settle_half(grid: &Grid, rows: Range<usize>, columns: HalfColumns) -> HalfMap {
    let mut half = HalfMap {
        numbering: Numbering::Column,
        columns: columns
            .into_iter()
            .map(|column| ColumnMap {
                column: column.header.column,
                role: column.header.role.unwrap_or(Role::Ignore),
                unit: column.header.unit,
                decimal_comma: false,
                is_shared: column.is_shared,
                header: column.header.text,
            })
            .collect(),
    };
    let contents: Vec<Content> =
        half.columns.iter().map(|column| content(grid, rows.clone(), column.column)).collect();
    mend_by_content(&mut half, &contents);
    drop_repeated(&mut half, &contents);
    for (column, content) in half.columns.iter_mut().zip(&contents) {
        if column.role == Role::Ignore && content.letters {
            column.role = Role::Notes;
        }
        if column.role.is_load() {
            let texts: Vec<String> = rows.clone().map(|row| grid.text(row, column.column)).collect();
            column.decimal_comma = uses_decimal_comma(texts.iter().map(String::as_str))
                || (matches!(column.unit, None | Some(LoadUnit::Va | LoadUnit::Watts))
                    && groups_by_points(texts.iter().map(String::as_str)));
            if column.unit.is_none() && !texts.iter().any(|text| text.chars().any(char::is_alphabetic)) {
                column.unit = guessed_unit(content);
            }
        }
    }
    half.numbering = numbering(&half, grid, rows);
    half
}

/// Loads of at most 100 with fractions are kilo; a 100 VA circuit is rare, a 0.18 VA one impossible.
fn guessed_unit(content: &Content) -> Option<LoadUnit> {
    (content.numeric > 0 && content.largest <= 100.0 && content.has_fraction).then_some(LoadUnit::Kva)
}

fn content(grid: &Grid, rows: Range<usize>, column: usize) -> Content {
    let mut found = Content { filled: 0, numeric: 0, largest: 0.0, has_fraction: false, letters: false };
    for row in rows {
        let cell = grid.cell(row, column);
        if cell.is_blank() || cell.merged_from.is_some() {
            continue;
        }
        found.filled += 1;
        let text = cell.text();
        // "1200/900" are the loads of both halves
        let pair = text.split_once('/').filter(|_| !text.starts_with('=')).map(|(left, right)| {
            [left, right].map(|part| read_number(&Cell::text_cell(part)).unwrap_or_default())
        });
        let value = match pair {
            Some([left, right]) => Some(left.abs().max(right.abs())).filter(|value| *value > 0.0),
            None => read_number(cell),
        };
        if let Some(value) = value {
            found.numeric += 1;
            found.largest = found.largest.max(value.abs());
            found.has_fraction |= value.fract() != 0.0;
        } else if text.chars().any(char::is_alphabetic) {
            found.letters = true;
        }
    }
    found
}

/// Puts right what a header says wrongly: "LOAD" over words is a description, "AMPS" beside "TRIP" is a load.
fn mend_by_content(half: &mut HalfMap, contents: &[Content]) {
    let is_words = |content: &Content| content.filled > 0 && content.numeric * 3 < content.filled;
    if !half.has(Role::Description) {
        let spoken = half.columns.iter().zip(contents).position(|(column, content)| {
            matches!(column.role, Role::Load | Role::Notes | Role::Class)
                && column.unit.is_none()
                && is_words(content)
        });
        // no word for it is known, but it is where the words are
        let spoken = spoken.or_else(|| {
            let places = half.columns.iter().zip(contents).enumerate();
            places
                .filter(|(_, (column, content))| {
                    column.role == Role::Ignore && content.letters && is_words(content)
                })
                .max_by_key(|(place, (_, content))| (content.filled, usize::MAX - place))
                .map(|(place, _)| place)
        });
        if let Some(column) = spoken.and_then(|place| half.columns.get_mut(place)) {
            column.role = Role::Description;
        }
    }
    let trips: Vec<usize> = half
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.role == Role::Trip)
        .map(|(place, _)| place)
        .collect();
    let has_load = half.columns.iter().any(|column| column.role.is_load());
    if let (false, [_, _, ..]) = (has_load, trips.as_slice()) {
        let amps = trips.iter().copied().find(|place| {
            half.columns.get(*place).is_some_and(|c| {
                let low = c.header.to_ascii_lowercase();
                low.contains("amp") && !["trip", "br", "bk", "cb", "oc"].iter().any(|word| low.contains(word))
            })
        });
        if let Some(column) = amps.and_then(|place| half.columns.get_mut(place)) {
            column.role = Role::Load;
            column.unit = Some(LoadUnit::Amperes);
        }
    }
}

/// Leaves each role one column: the one with the most to say; apparent power before real power before current.
fn drop_repeated(half: &mut HalfMap, contents: &[Content]) {
    let roles: BTreeSet<Role> = half.columns.iter().map(|c| c.role).filter(|role| !role.repeats()).collect();
    for role in roles {
        let rank = |place: usize, column: &ColumnMap, content: &Content| {
            let unit = match column.unit {
                Some(LoadUnit::Va) => 5,
                Some(LoadUnit::Kva) => 4,
                Some(LoadUnit::Watts) => 3,
                Some(LoadUnit::Kilowatts) => 2,
                None => 1,
                Some(LoadUnit::Amperes) => 0,
            };
            let said =
                if role == Role::Description { content.filled - content.numeric } else { content.numeric };
            let (said, unit) = if role == Role::Load { (usize::from(said > 0), unit) } else { (said, 0) };
            (said, unit, usize::MAX - place)
        };
        let best = half
            .columns
            .iter()
            .zip(contents)
            .enumerate()
            .filter(|(_, (column, _))| column.role == role)
            .max_by_key(|(place, (column, content))| rank(*place, column, content))
            .map(|(place, _)| place);
        for (place, column) in half.columns.iter_mut().enumerate() {
            if column.role == role && Some(place) != best {
                let worded = contents.get(place).is_some_and(|content| content.letters);
                column.role = if worded && !role.is_load() { Role::Notes } else { Role::Ignore };
            }
        }
    }
}

/// Decides where circuit numbers come from. A serial number counts as one only where a breaker stands beside it.
fn numbering(half: &HalfMap, grid: &Grid, rows: Range<usize>) -> Numbering {
    let has_side = half.has(Role::Side) && half.has(Role::Position);
    if has_side {
        return Numbering::Column;
    }
    let Some(circuit) = half.column(Role::Circuit) else { return Numbering::NextFree };
    let named = rows.clone().filter(|row| read_slots(&grid.text(*row, circuit.column)).is_some()).count();
    if named == 0 && !rows.is_empty() { Numbering::NextFree } else { Numbering::Column }
}

/// Turns a serial-number column into circuit numbers where the list is plainly a panel's.
pub(in crate::interchange) fn promote_serial_numbers(half: &mut HalfMap, grid: &Grid, rows: Range<usize>) {
    let is_panel = half.has(Role::Trip) || half.has(Role::Poles);
    if half.has(Role::Circuit) || half.numbering != Numbering::NextFree || !is_panel {
        return;
    }
    let Some(item) = half.columns.iter_mut().find(|column| column.role == Role::Item) else { return };
    let slots: Vec<u16> = rows
        .filter_map(|row| read_slots(&grid.text(row, item.column)))
        .filter_map(|read| read.slots.first().copied())
        .collect();
    let distinct: BTreeSet<u16> = slots.iter().copied().collect();
    if slots.len() >= 2 && distinct.len() == slots.len() {
        item.role = Role::Circuit;
        half.numbering = Numbering::Column;
    }
}

/// Returns the columns of a header that nothing is imported from, by their words.
pub(in crate::interchange) fn left_out(half: &HalfMap) -> Vec<String> {
    half.columns
        .iter()
        .filter(|c| c.role == Role::Ignore && !c.header.is_empty())
        .map(|c| c.header.clone())
        .collect()
}

/// Returns a half of columns that have only a meaning and no header, for tables without one.
pub(in crate::interchange) fn bare_column(column: usize, role: Role) -> HeaderColumn {
    HeaderColumn {
        column,
        text: String::new(),
        normalized: String::new(),
        role: Some(role),
        certainty: 50,
        unit: None,
    }
}
