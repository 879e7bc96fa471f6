//! What an import says about whole panels and sheets: assumptions made for many circuits alike, columns and sheets that
//! nothing came from.

use crate::interchange::import::assemble::Tally;
use crate::interchange::import::columns::left_out;
use crate::interchange::import::draft::{ImportNote, RowOutcome, ScheduleDraft, Skip};
use crate::interchange::import::grid::{Grid, Workbook};
use crate::interchange::import::mapping::{PanelMap, TableMap};
use crate::interchange::import::mend::unheaded_columns;
use crate::interchange::import::role::{LoadUnit, Role};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::interchange) fn note_tally(
    draft: &mut ScheduleDraft,
    name: &str,
    tally: Tally,
    placed_free: usize,
) {
    let mut say = |what: String| draft.notes.push(ImportNote::about(name, what));
    if placed_free > 0 {
        say(format!("{placed_free} loads without circuit number took the next free slots"));
    }
    if tally.watts > 0 {
        say(format!(
            "{} loads in watts without power factor; imported as the same number of VA",
            tally.watts
        ));
    }
    if tally.poles_by_load > 0 {
        say(format!(
            "{} loads without poles were given all poles: feeders, or too heavy for one pole",
            tally.poles_by_load
        ));
    }
    if tally.classes_by_words > 0 {
        say(format!("{} load classes were taken from words of the rows; check them", tally.classes_by_words));
    }
}

pub(in crate::interchange) fn note_columns(
    draft: &mut ScheduleDraft,
    grid: &Grid,
    table: &TableMap,
    map: &PanelMap,
) {
    let place = format!("{} row {}", grid.name, table.header.map_or(table.first_row, |(first, _)| first) + 1);
    let unused: BTreeSet<String> = map.halves.iter().flat_map(left_out).collect();
    if !unused.is_empty() {
        let list = unused.into_iter().collect::<Vec<_>>().join(", ");
        draft.notes.push(ImportNote::about(&place, format!("columns not imported: {list}")));
    }
    let unheaded = if table.panels.first() == Some(map) { unheaded_columns(grid, table) } else { Vec::new() };
    if !unheaded.is_empty() {
        let what = format!("columns without a header not imported: {}", unheaded.join(", "));
        draft.notes.push(ImportNote::about(&place, what));
    }
    let guessed = map.halves.iter().flat_map(|half| &half.columns).find(|column| {
        column.unit == Some(LoadUnit::Kva)
            && matches!(column.role, Role::Load | Role::LegA)
            && !column.header.to_ascii_lowercase().contains("kva")
            && table.signature.iter().all(|word| !word.contains("kva"))
    });
    if let Some(column) = guessed {
        draft.notes.push(ImportNote::about(
            &place,
            format!("“{}” names no unit; its small numbers are taken as kVA", column.header),
        ));
    }
}

/// One note for all sheets of one look, not one each: a workbook may hold hundreds.
pub(in crate::interchange) fn note_sheets_without_schedule(draft: &mut ScheduleDraft, book: &Workbook) {
    let mut by_head: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for account in &draft.rows {
        if let (RowOutcome::Skipped { why: Skip::NoSchedule, .. }, Some(grid)) =
            (&account.outcome, book.grid(&account.sheet))
        {
            let first = (0..grid.height()).find(|row| !grid.is_blank_row(*row)).unwrap_or(0);
            let head: Vec<String> = grid
                .row(first)
                .iter()
                .map(crate::interchange::import::grid::Cell::text)
                .filter(|t| !t.is_empty())
                .take(6)
                .collect();
            by_head.entry(head.join(", ")).or_default().push(grid.name.as_str());
        }
    }
    let notes: Vec<ImportNote> = by_head
        .into_iter()
        .map(|(head, sheets)| {
            let place = match sheets.as_slice() {
                [one] => (*one).to_owned(),
                [first, second, third, .., _] => {
                    format!("{} sheets ({first}, {second}, {third}, …)", sheets.len())
                }
                _ => format!("{} sheets ({})", sheets.len(), sheets.join(", ")),
            };
            ImportNote::about(place, format!("no panel schedule and no load list: {head}"))
        })
        .collect();
    draft.notes.extend(notes);
}
