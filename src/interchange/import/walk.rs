//! The rows of one half, judged one after another: circuits, further poles of the breaker above, spares, spaces,
//! headings, totals and text.

use crate::domain::LoadClass;
use crate::interchange::import::draft::Skip;
use crate::interchange::import::fields::{Fields, read_fields};
use crate::interchange::import::grid::Grid;
use crate::interchange::import::header::repeats_header;
use crate::interchange::import::mapping::{HalfMap, Numbering, TableMap};
use crate::interchange::import::role::Role;
use crate::interchange::import::words::{is_ditto, is_space_word, is_spare_word, is_total_word, read_class};

/// A breaker as its rows give it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::interchange) struct Raw {
    pub half: usize,
    /// First row, then those of the further poles.
    pub rows: Vec<Fields>,
    /// Slots named by all rows together; empty where none is named.
    pub slots: Vec<u16>,
    pub is_spare: bool,
    /// Class of the heading the row stands under.
    pub section_class: Option<LoadClass>,
}

/// What a row of a half turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::interchange) enum Verdict {
    /// The breaker with this place in the list begins here.
    Begins(usize),
    /// A further pole of it.
    Pole(usize),
    /// No breaker in these slots.
    Space(Vec<u16>),
    Skipped(Skip, String),
}

impl Raw {
    /// Returns the first row's fields. A breaker has at least one row.
    pub fn first(&self) -> &Fields {
        self.rows.first().expect("a breaker begins with its first row")
    }

    /// Returns the poles the file states or shows by its rows.
    pub fn stated_poles(&self) -> Option<u8> {
        let stated = self.rows.iter().find_map(|row| row.poles);
        let shown = self.slots.len().max(self.rows.len());
        match stated {
            Some(poles) => Some(poles.max(u8::try_from(self.slots.len().min(3)).unwrap_or(1))),
            None if shown > 1 => u8::try_from(shown.min(3)).ok(),
            None => None,
        }
    }

    /// Whether a row with this number lies under the poles stated.
    fn spans(&self, slot: u16) -> bool {
        let Some(top) = self.slots.first() else { return false };
        let poles = u16::from(self.rows.iter().find_map(|row| row.poles).unwrap_or(1));
        self.slots.contains(&slot) || (slot > *top && (slot - top) % 2 == 0 && slot < top + 2 * poles)
    }
}

/// Walks the rows of one half.
pub(in crate::interchange) fn walk_half(
    grid: &Grid,
    table: &TableMap,
    map: &HalfMap,
    half: usize,
) -> (Vec<Raw>, Vec<(usize, Verdict)>) {
    let mut walk = Walk { raws: Vec::new(), half, section: None, map };
    let mut verdicts = Vec::new();
    for (index, row) in (table.first_row..table.end_row).enumerate() {
        let verdict = if repeats_header(grid, row, &table.signature) {
            Verdict::Skipped(Skip::Header, String::new())
        } else {
            let fields = read_fields(grid, row, map, half, index);
            let text = row_text(grid, row, map);
            walk.judge(fields, text)
        };
        verdicts.push((row, verdict));
    }
    (walk.raws, verdicts)
}

/// The words of a row within the half's columns, and in its first cell, where totals and titles stand.
fn row_text(grid: &Grid, row: usize, map: &HalfMap) -> String {
    let mut texts: Vec<String> = Vec::new();
    let from = map.columns.iter().map(|column| column.column).min().unwrap_or(0);
    let to = map.columns.iter().map(|column| column.column).max().unwrap_or(0);
    for column in from..=to {
        let text = grid.text(row, column);
        if !text.is_empty() && texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    texts.join(" | ")
}

struct Walk<'m> {
    raws: Vec<Raw>,
    half: usize,
    section: Option<LoadClass>,
    map: &'m HalfMap,
}

impl Walk<'_> {
    fn judge(&mut self, fields: Fields, text: String) -> Verdict {
        let nothing = fields.filled == 0 && fields.description_from.is_none() && !fields.is_merged_across;
        if nothing && text.is_empty() {
            return Verdict::Skipped(Skip::Blank, String::new());
        }
        let named = self.map.numbering == Numbering::Column && fields.slots.is_some();
        if !named && (is_total_word(&fields.first_text) || is_total_word(&text)) {
            return Verdict::Skipped(Skip::Total, text);
        }
        match (&fields.slots, self.map.numbering) {
            (Some(_), _) => self.judge_numbered(fields),
            (None, Numbering::NextFree) => self.judge_listed(fields, text),
            (None, _) => self.judge_unnumbered(fields, text),
        }
    }

    fn begin(&mut self, fields: Fields, is_spare: bool) -> Verdict {
        let slots = fields.slots.as_ref().map_or_else(Vec::new, |read| read.slots.clone());
        self.raws.push(Raw {
            half: self.half,
            slots,
            rows: vec![fields],
            is_spare,
            section_class: self.section,
        });
        Verdict::Begins(self.raws.len() - 1)
    }

    fn extend(&mut self, fields: Fields) -> Verdict {
        let place = self.raws.len().saturating_sub(1);
        if let Some(raw) = self.raws.last_mut() {
            for slot in fields.slots.iter().flat_map(|read| &read.slots) {
                if !raw.slots.contains(slot) {
                    raw.slots.push(*slot);
                }
            }
            raw.rows.push(fields);
        }
        Verdict::Pole(place)
    }

    /// A row that names its slot.
    fn judge_numbered(&mut self, mut fields: Fields) -> Verdict {
        if self.is_pole_above(&fields) {
            return self.extend(fields);
        }
        let slots = fields.slots.as_ref().map_or_else(Vec::new, |read| read.slots.clone());
        let bare = !fields.has_load() && !fields.has_breaker();
        let words = fields.description.as_str();
        let is_space = is_space_word(words) && fields.breaker.trip.is_none() && !fields.has_load();
        if is_space || (bare && !fields.is_spare_status && (words.is_empty() || is_ditto(words))) {
            return Verdict::Space(spanned(&slots, fields.poles));
        }
        if is_space_word(words) {
            fields.problems.push(format!("“{words}” with a breaker; taken for a spare"));
            return self.begin(fields, true);
        }
        if is_ditto(words)
            && let Some(above) = self.raws.last()
        {
            fields.description = above.first().description.clone();
        }
        let is_spare = fields.is_spare_status || is_spare_word(&fields.description);
        self.begin(fields, is_spare)
    }

    /// Whether a row is a further pole of the breaker above it.
    fn is_pole_above(&self, fields: &Fields) -> bool {
        let Some(above) = self.raws.last() else { return false };
        let Some([slot]) = fields.slots.as_ref().map(|read| read.slots.as_slice()) else { return false };
        let first = above.first();
        let blank = fields.description.is_empty() || is_ditto(&fields.description);
        let merged = fields.description_from.is_some_and(|from| above.rows.iter().any(|row| row.row == from));
        let same = blank || merged || fields.description.eq_ignore_ascii_case(&first.description);
        if above.spans(*slot) {
            return same
                || (is_space_word(&fields.description)
                    && !fields.has_load()
                    && fields.breaker.trip.is_none());
        }
        let next = above.slots.last().is_some_and(|last| *slot == last + 2);
        let poles_open = above.rows.iter().all(|row| row.poles.is_none()) && above.rows.len() < 3;
        if !(next && poles_open) {
            return false;
        }
        let own_breaker = fields.breaker.trip.is_some() || fields.poles.is_some();
        let is_marked = is_ditto(&fields.description) && !own_breaker;
        let carries_leg = fields.description.is_empty() && fields.has_load() && !own_breaker;
        merged || is_marked || carries_leg
    }

    /// A row without number in a numbered schedule.
    fn judge_unnumbered(&mut self, mut fields: Fields, text: String) -> Verdict {
        let is_marked = fields.description.is_empty()
            || is_ditto(&fields.description)
            || fields.description_from.is_some();
        let open = self.raws.last().is_some_and(|above| {
            let stated = above.rows.iter().find_map(|row| row.poles);
            let shown = above.rows.len().max(above.slots.len());
            stated.is_none_or(|poles| shown < usize::from(poles) || above.slots.len() > above.rows.len())
        });
        let has_value = fields.load.is_some() || fields.legs.iter().any(Option::is_some);
        if fields.slot_text.is_empty()
            && is_marked
            && open
            && (has_value || fields.description_from.is_some())
        {
            return self.extend(fields);
        }
        let is_circuit = !fields.description.is_empty()
            && !is_ditto(&fields.description)
            && (has_value || fields.breaker.trip.is_some());
        if !is_circuit {
            return Verdict::Skipped(Skip::Text, text);
        }
        if fields.slot_text.is_empty() {
            fields.problems.push("no circuit number".to_owned());
        } else {
            let written = fields.slot_text.clone();
            fields.problems.push(format!("circuit number “{written}” cannot be read"));
            fields.unread.insert(crate::domain::CircuitField::Slot, written);
        }
        let is_spare = fields.is_spare_status || is_spare_word(&fields.description);
        self.begin(fields, is_spare)
    }

    /// A row of a load list.
    fn judge_listed(&mut self, mut fields: Fields, text: String) -> Verdict {
        let has_value = fields.load.is_some() || fields.legs.iter().any(Option::is_some);
        let words = fields.description.as_str();
        if words.is_empty() || is_ditto(words) {
            if !has_value || fields.load.is_some_and(is_nothing) || fields.filled <= 1 {
                return Verdict::Skipped(Skip::Text, text);
            }
            fields.problems.push("no description".to_owned());
            return self.begin(fields, false);
        }
        let has_load_column = [Role::Load, Role::LegA, Role::UnitLoad].iter().any(|role| self.map.has(*role));
        let alone = !has_value && !fields.has_breaker() && fields.filled <= 1;
        if has_load_column && alone {
            let heading = fields.is_merged_across || fields.has_outline_number || read_class(words).is_some();
            if heading {
                self.section = read_class(words);
                return Verdict::Skipped(Skip::Section, text);
            }
        }
        if is_space_word(words) && !has_value {
            return Verdict::Skipped(Skip::Text, text);
        }
        if has_load_column && !has_value && !fields.unread.contains_key(&crate::domain::CircuitField::Load) {
            fields.problems.push("no load given".to_owned());
        }
        let is_spare = fields.is_spare_status || is_spare_word(words);
        self.begin(fields, is_spare)
    }
}

fn is_nothing(load: crate::interchange::import::load_text::LoadValue) -> bool {
    use crate::interchange::import::load_text::LoadValue::{Amperes, VoltAmperes, Watts};
    let (VoltAmperes(value) | Watts(value) | Amperes(value)) = load;
    value == 0.0
}

/// The slots of a space of several poles.
fn spanned(slots: &[u16], poles: Option<u8>) -> Vec<u16> {
    match slots {
        [top] => (0..u16::from(poles.unwrap_or(1))).map(|pole| top + 2 * pole).collect(),
        _ => slots.to_vec(),
    }
}
