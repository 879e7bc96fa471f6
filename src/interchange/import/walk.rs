//! The rows of one half, judged one after another: circuits, further poles of the breaker above, spares, spaces,
//! headings, totals and text.

use crate::domain::LoadClass;
use crate::interchange::import::draft::Skip;
use crate::interchange::import::fields::{Fields, read_fields};
use crate::interchange::import::grid::Grid;
use crate::interchange::import::header::repeats_header;
use crate::interchange::import::mapping::{HalfMap, Numbering, TableMap};
use crate::interchange::import::role::Role;
use crate::interchange::import::slot_text::read_slots;
use crate::interchange::import::words::{
    bare, is_ditto, is_main_word, is_nothing, is_space_word, is_spare_word, is_total_word, read_class,
};

/// Smallest rating of a row without number that makes it a circuit: a demand factor of 1.25 is no breaker.
const LEAST_TRIP: f64 = 5.0;

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
        self.slots.contains(&slot)
            || (slot > *top && (slot - top).is_multiple_of(2) && slot < top + 2 * poles)
    }
}

/// Walks the rows of one half.
pub(in crate::interchange) fn walk_half(
    grid: &Grid,
    table: &TableMap,
    map: &HalfMap,
    half: usize,
) -> (Vec<Raw>, Vec<(usize, Verdict)>) {
    let mut walk = Walk { raws: Vec::new(), half, section: None, in_foot: false, map };
    let last_numbered = last_numbered(grid, table, map);
    let mut verdicts = Vec::new();
    for (index, row) in (table.first_row..table.end_row).enumerate() {
        let verdict = if repeats_header(grid, row, &table.signature) {
            Verdict::Skipped(Skip::Header, String::new())
        } else {
            let fields = read_fields(grid, row, map, half, index);
            let text = row_text(grid, row, map);
            walk.in_foot = last_numbered.is_some_and(|last| row > last);
            walk.judge(fields, text)
        };
        verdicts.push((row, verdict));
    }
    (walk.raws, verdicts)
}

/// The last row that names a slot; `None` where no row does. Below it stand totals, summaries and remarks.
fn last_numbered(grid: &Grid, table: &TableMap, map: &HalfMap) -> Option<usize> {
    let column = map.column(Role::Circuit)?.column;
    (table.first_row..table.end_row).rev().find(|row| read_slots(&grid.text(*row, column)).is_some())
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
    /// Below the last row that names a slot.
    in_foot: bool,
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

    fn extend(&mut self, place: usize, fields: Fields) -> Verdict {
        if let Some(raw) = self.raws.get_mut(place) {
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
        if let Some(place) = self.pole_above(&fields) {
            return self.extend(place, fields);
        }
        let slots = fields.slots.as_ref().map_or_else(Vec::new, |read| read.slots.clone());
        let bare = !fields.has_load() && !fields.has_breaker();
        let words = fields.description.as_str();
        let is_space = is_space_word(words) && fields.breaker.trip.is_none() && !fields.has_load();
        let says_nothing = words.is_empty() || is_ditto(words) || is_nothing(words);
        if is_space || (bare && !fields.is_spare_status && says_nothing) {
            return Verdict::Space(spanned(&slots, fields.poles));
        }
        if is_space_word(words) {
            fields.problems.push(format!("“{words}” with a breaker; taken for a spare"));
            return self.begin(fields, true);
        }
        // a lone "I" beside a breaker of its own is a name, not an arrow
        if is_ditto(words)
            && !words.contains(|c: char| c.is_alphabetic() && words.chars().count() == 1)
            && let Some(above) = self.raws.last()
        {
            fields.description = above.first().description.clone();
        }
        let is_spare = fields.is_spare_status || is_spare_word(&fields.description);
        self.begin(fields, is_spare)
    }

    /// Finds the breaker that a row is a further pole of: the last one of its column of slots. In a list that counts
    /// 1, 2, 3 … the row between belongs to the other column.
    fn pole_above(&self, fields: &Fields) -> Option<usize> {
        let [slot] = fields.slots.as_ref().map(|read| read.slots.as_slice())? else { return None };
        let prefix = |fields: &Fields| fields.slots.as_ref().and_then(|read| read.prefix.clone());
        let own = prefix(fields);
        let in_column = |raw: &Raw| {
            raw.slots.last().is_some_and(|last| last % 2 == slot % 2)
                && prefix(raw.first()) == own
                && (fields.panel.is_empty() || raw.first().panel == fields.panel)
        };
        let place = self.raws.iter().rposition(in_column)?;
        let above = self.raws.get(place)?;
        self.is_pole_of(above, *slot, fields).then_some(place)
    }

    fn is_pole_of(&self, above: &Raw, slot: u16, fields: &Fields) -> bool {
        let first = above.first();
        let blank = fields.description.is_empty() || is_ditto(&fields.description);
        let merged = fields.description_from.is_some_and(|from| above.rows.iter().any(|row| row.row == from));
        let same = blank || merged || without_cont(&fields.description) == without_cont(&first.description);
        if above.spans(slot) {
            return same
                || (is_space_word(&fields.description)
                    && !fields.has_load()
                    && fields.breaker.trip.is_none());
        }
        let next = above.slots.last().is_some_and(|last| slot == last + 2);
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
        // a total without a word stands below the last circuit, and is none of its poles
        let may_be_total = |above: &Raw| {
            let gap = above.rows.last().is_some_and(|last| last.row + 1 != fields.row);
            self.in_foot && gap || fields.legs.iter().flatten().count() > 1
        };
        let open = self.raws.last().is_some_and(|above| {
            let stated = above.rows.iter().find_map(|row| row.poles);
            let shown = above.rows.len().max(above.slots.len());
            let lacks_poles = stated.map_or(!self.in_foot, |poles| {
                shown < usize::from(poles) || above.slots.len() > above.rows.len()
            });
            lacks_poles && !may_be_total(above)
        });
        let has_value = fields.load.is_some() || fields.legs.iter().any(Option::is_some);
        if fields.slot_text.is_empty()
            && is_marked
            && open
            && (has_value || fields.description_from.is_some())
        {
            return self.extend(self.raws.len().saturating_sub(1), fields);
        }
        if is_main_word(&fields.slot_text) || is_main_word(&fields.description) {
            return Verdict::Skipped(Skip::Head, text);
        }
        let is_named = fields.description.contains(char::is_alphabetic) && !is_ditto(&fields.description);
        // below the last circuit, words beside a number are a summary unless a breaker stands there too
        let has_breaker = fields.breaker.trip.is_some_and(|trip| trip >= LEAST_TRIP);
        let is_circuit = is_named && (has_breaker || (has_value && !self.in_foot));
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
            if !has_value || fields.load.is_some_and(is_zero) || fields.filled <= 1 {
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

/// "AHU-1 (cont.)" goes on with AHU-1.
fn without_cont(text: &str) -> String {
    let words = bare(text);
    let rest = ["cont", "contd", "cont d", "continued"].iter().find_map(|end| words.strip_suffix(end));
    rest.unwrap_or(&words).trim_end().to_owned()
}

fn is_zero(load: crate::interchange::import::load_text::LoadValue) -> bool {
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
