//! What the reading of a file knows while it goes on: the bytes, the letters, the header and the tables.

use super::annotations;
use super::convert::{convert, is_dimension};
use super::groups::Group;
use super::header::Header;
use super::letters::Letters;
use super::made::Made;
use super::measure::measured;
use super::record::Record;
use super::style::Style;
use super::tables::Tables;
use super::tags::Source;
use crate::interchange::drawing::limits::Watch;

/// The state of a reading.
pub(super) struct Reading<'a, 'w> {
    pub source: Source<'a>,
    pub letters: Letters,
    pub header: Header,
    pub tables: Tables,
    pub watch: Watch<'w>,
}

impl<'a> Reading<'a, '_> {
    /// Returns the record of an entity and those of its parts.
    pub fn records(&self, group: &Group<'_>) -> (Record<'a>, Vec<Record<'a>>) {
        let record = Record::read(&self.source, group.head, self.letters);
        let parts = group.parts.iter().map(|part| Record::read(&self.source, part, self.letters)).collect();
        (record, parts)
    }

    pub fn style(&mut self, record: &Record<'_>) -> Style {
        Style::of(record, &mut self.tables, &self.header)
    }
}

/// Makes shapes of an entity; a dimension is its block, where the file has it.
pub(super) fn made_of(
    record: &Record<'_>,
    parts: &[Record<'_>],
    reading: &Reading<'_, '_>,
    has_block: &dyn Fn(&str) -> bool,
) -> Made {
    if !is_dimension(&record.kind) {
        return convert(record, parts);
    }
    match annotations::dimension_block(record).filter(|insert| has_block(&insert.block)) {
        Some(insert) => Made::Insert(insert),
        None => {
            annotations::dimension(record, measured(record).map(|length| length * factor(record, reading)))
        }
    }
}

fn factor(record: &Record<'_>, reading: &Reading<'_, '_>) -> f64 {
    let style = record.name(3).and_then(|name| reading.tables.dimension_style(&name).cloned());
    style.map_or(1.0, |style| style.factor)
}
