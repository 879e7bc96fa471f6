//! The whole way from a file or a paste to a draft, for callers without a dialog.

use crate::interchange::import::ImportError;
use crate::interchange::import::adapt::adapt;
use crate::interchange::import::apply::apply_mapping;
use crate::interchange::import::draft::ScheduleDraft;
use crate::interchange::import::exchanged::read_exchanged;
use crate::interchange::import::grid::Workbook;
use crate::interchange::import::mapping::{Mapping, Overrides};
use crate::interchange::import::propose::propose_mapping;
use crate::interchange::import::registry::{read_file, read_pasted};

/// Reads a file into a draft: exactly where it is an export of this program, else by a saved mapping where one is
/// given, else by what is proposed.
///
/// # Errors
/// When the file is no schedule, is damaged, or the mapping is for another shape.
pub fn import_schedule(
    bytes: &[u8],
    name: &str,
    saved: Option<&Mapping>,
    overrides: &Overrides,
) -> Result<ScheduleDraft, ImportError> {
    if let Some(draft) = read_exchanged(bytes, name, overrides) {
        return Ok(draft);
    }
    let book = read_file(bytes, name)?;
    let mapping = map_workbook(&book, saved)?;
    Ok(apply_mapping(&book, &mapping, overrides))
}

/// Reads pasted text into a draft.
///
/// # Errors
/// When there is nothing in it that looks like circuits.
pub fn import_pasted(text: &str, overrides: &Overrides) -> Result<ScheduleDraft, ImportError> {
    let book = read_pasted(text)?;
    let mapping = map_workbook(&book, None)?;
    Ok(apply_mapping(&book, &mapping, overrides))
}

/// Returns the mapping of a workbook: the saved one laid over it, else the proposed one.
///
/// # Errors
/// When nothing in the workbook looks like a schedule, or the saved mapping fits nothing in it.
pub fn map_workbook(book: &Workbook, saved: Option<&Mapping>) -> Result<Mapping, ImportError> {
    if let Some(saved) = saved {
        return adapt(saved, book);
    }
    let mapping = propose_mapping(book);
    if mapping.tables.is_empty() {
        return Err(ImportError::NoPanel { name: book.source.clone(), looked: looked_at(book) });
    }
    Ok(mapping)
}

/// Says what was looked at, so that the refusal can be checked.
fn looked_at(book: &Workbook) -> String {
    let rows: usize = book.grids.iter().map(crate::interchange::import::grid::Grid::height).sum();
    let sheets = match book.grids.as_slice() {
        [] => return "it has no sheets".to_owned(),
        [_] => String::new(),
        many => format!("{} sheets, ", many.len()),
    };
    format!("{sheets}{rows} rows read, none is a header of one")
}
