//! A saved mapping laid over another file: its columns and choices, the new file's rows and facts.

use crate::interchange::import::ImportError;
use crate::interchange::import::grid::Workbook;
use crate::interchange::import::mapping::{Mapping, TableMap};
use crate::interchange::import::propose::propose_mapping;

/// Lays a saved mapping over a workbook. Tables whose headers the mapping knows take its columns; where the file names
/// no system or slots, the mapping's count; tables it does not know are left out.
///
/// # Errors
/// When no header of the mapping stands in the workbook.
pub fn adapt(saved: &Mapping, book: &Workbook) -> Result<Mapping, ImportError> {
    let proposed = propose_mapping(book);
    let same_file = saved.tables.len() == proposed.tables.len()
        && saved.tables.iter().zip(&proposed.tables).all(|(a, b)| {
            a.sheet == b.sheet && a.header == b.header && a.first_row == b.first_row && a.end_row == b.end_row
        });
    if same_file {
        return Ok(saved.clone());
    }
    let tables: Vec<TableMap> = proposed
        .tables
        .into_iter()
        .filter_map(|table| {
            let known = saved.tables.iter().find(|known| known.signature == table.signature)?;
            Some(with_choices_of(table, known))
        })
        .collect();
    // A header the detection does not see, but a person once pointed at: look for it where it was.
    let tables = if tables.is_empty() { by_place(saved, book) } else { tables };
    if tables.is_empty() {
        let wanted: Vec<String> =
            saved.tables.iter().take(3).map(|table| table.signature.join(" | ")).collect();
        return Err(ImportError::MappingDoesNotFit { name: book.source.clone(), wanted: wanted.join("; ") });
    }
    Ok(Mapping { version: Mapping::VERSION, fingerprint: saved.fingerprint.clone(), tables })
}

fn with_choices_of(mut table: TableMap, known: &TableMap) -> TableMap {
    for (place, panel) in table.panels.iter_mut().enumerate() {
        let Some(of_known) = known.panels.get(place).or(known.panels.first()) else { continue };
        panel.halves.clone_from(&of_known.halves);
        let facts = &mut panel.facts;
        if facts.system.is_none() || !facts.assumed.is_empty() {
            facts.system = of_known.facts.system.clone().or(facts.system.take());
            if of_known.facts.assumed.is_empty() && of_known.facts.system.is_some() {
                facts.assumed.clear();
            }
        }
        facts.slots = facts.slots.or(of_known.facts.slots);
    }
    table
}

fn by_place(saved: &Mapping, book: &Workbook) -> Vec<TableMap> {
    saved
        .tables
        .iter()
        .filter_map(|table| {
            let grid = book.grid(&table.sheet)?;
            let (first, last) = table.header?;
            let header = crate::interchange::import::header::read_header(grid, first, last);
            (header.signature() == table.signature)
                .then(|| TableMap { end_row: grid.height(), ..table.clone() })
        })
        .collect()
}
