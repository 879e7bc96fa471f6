//! One row of one half, read by the columns' meanings but not yet judged.

use crate::domain::{CircuitField, LoadClass};
use crate::interchange::import::breaker_text::{BreakerText, read_breaker, read_poles};
use crate::interchange::import::grid::{Cell, CellValue, Grid};
use crate::interchange::import::load_text::{LoadValue, read_load, read_load_text, read_number};
use crate::interchange::import::mapping::{ColumnMap, HalfMap, Numbering};
use crate::interchange::import::role::{LoadUnit, Role};
use crate::interchange::import::slot_text::{SlotText, read_slots, slot_of_side};
use crate::interchange::import::words::{is_ditto, is_nothing, read_class, read_yes_no};
use std::collections::BTreeMap;

/// What one row of one half says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::interchange) struct Fields {
    pub row: usize,
    /// The circuit number as written.
    pub slot_text: String,
    pub slots: Option<SlotText>,
    pub description: String,
    /// Row of the merged area's first cell, where the description is a further cell of it.
    pub description_from: Option<usize>,
    /// The description lies in an area merged over several columns.
    pub is_merged_across: bool,
    pub class: Option<LoadClass>,
    /// Class of the load column with the largest number, and that number.
    pub class_by_column: Option<LoadClass>,
    pub class_share: f64,
    pub poles: Option<u8>,
    pub breaker: BreakerText,
    pub load: Option<LoadValue>,
    pub legs: [Option<LoadValue>; 3],
    /// The load is that of one pole.
    pub is_per_pole: bool,
    pub continuous: Option<bool>,
    pub is_spare_status: bool,
    pub flags: Flags,
    pub power_factor: Option<f64>,
    pub group: Option<String>,
    pub length_ft: Option<f64>,
    pub panel: String,
    pub fed_from: String,
    pub notes: Vec<String>,
    pub unread: BTreeMap<CircuitField, String>,
    pub problems: Vec<String>,
    /// Cells filled in this row alone: serial numbers, and copies of merged cells, do not count.
    pub filled: usize,
    /// The serial number is one of an outline: `i.`, `ii`, `A`.
    pub has_outline_number: bool,
    /// First text of the row.
    pub first_text: String,
}

/// Yes-or-no columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::interchange) struct Flags {
    pub locked: bool,
    pub gfci: bool,
    pub afci: bool,
    pub multiwire: bool,
}

impl Fields {
    /// Returns whether the row names a load of its own.
    pub fn has_load(&self) -> bool {
        self.load.is_some()
            || self.legs.iter().any(Option::is_some)
            || self.unread.contains_key(&CircuitField::Load)
    }

    /// Returns whether the row names a breaker.
    pub fn has_breaker(&self) -> bool {
        self.breaker.trip.is_some() || self.poles.is_some() || self.unread.contains_key(&CircuitField::Trip)
    }
}

/// Reads one row of one half. `index` counts the rows of the table, `half` the halves of the panel.
pub(in crate::interchange) fn read_fields(
    grid: &Grid,
    row: usize,
    map: &HalfMap,
    half: usize,
    index: usize,
) -> Fields {
    let mut fields = Fields { row, ..Fields::default() };
    let (mut side, mut position) = (String::new(), String::new());
    let (mut unit_load, mut quantity) = (None, None);
    for column in &map.columns {
        let cell = grid.cell(row, column.column);
        if cell.is_blank() {
            continue;
        }
        let text = cell.text();
        // an area merged over rows stands in its first row; one merged over columns stands in each of them
        let copied_down = cell.merged_from.is_some_and(|(from, _)| from < row);
        if column.role == Role::Description {
            fields.description_from = cell.merged_from.map(|(from, _)| from).filter(|from| *from < row);
            let next = grid.cell(row, column.column + 1);
            fields.is_merged_across = next.merged_from.is_some_and(|(from, _)| from == row)
                && next.value == cell.value
                || cell.merged_from.is_some_and(|(from, left)| from == row && left < column.column);
            fields.description = text.clone();
        }
        if copied_down && column.role != Role::Panel && column.role != Role::FedFrom {
            continue;
        }
        if column.role != Role::Item && column.role != Role::Ignore && cell.merged_from.is_none() {
            fields.filled += 1;
        }
        if fields.first_text.is_empty() {
            fields.first_text = text.clone();
        }
        match column.role {
            Role::Circuit => {
                fields.slots = read_slots(&text);
                fields.slot_text = text;
            }
            Role::Side => side = text,
            Role::Position => position = text,
            Role::UnitLoad => {
                unit_load =
                    read_load(cell, column.unit.unwrap_or(LoadUnit::Va), column.decimal_comma).ok().flatten()
            }
            Role::Quantity => quantity = read_number(cell),
            Role::Item => fields.has_outline_number = is_outline_number(&text),
            role if role.is_load() => read_load_cell(&mut fields, cell, column, half),
            Role::Demand | Role::Notes | Role::CircuitReference => note(&mut fields, column, &text),
            _ => read_other(&mut fields, column, &text, cell),
        }
    }
    if fields.slots.is_none() && !position.is_empty() {
        fields.slot_text = format!("{side}{position}");
        fields.slots =
            slot_of_side(&side, &position).map(|slot| SlotText { slots: vec![slot], ..SlotText::default() });
    }
    number_by_row(&mut fields, map.numbering, index);
    settle_quantity(&mut fields, map, unit_load, quantity);
    fields
}

fn number_by_row(fields: &mut Fields, numbering: Numbering, index: usize) {
    let odd = u16::try_from(2 * index + 1).unwrap_or(u16::MAX);
    let slot = match numbering {
        Numbering::OddByRow => odd,
        Numbering::EvenByRow => odd.saturating_add(1),
        Numbering::Column => return,
        Numbering::NextFree => {
            fields.slots = None;
            return;
        }
    };
    fields.slots = Some(SlotText { slots: vec![slot], ..SlotText::default() });
}

/// Where only the load of one piece is given, the pieces are counted; where the whole is given, the count is a note.
fn settle_quantity(fields: &mut Fields, map: &HalfMap, each: Option<LoadValue>, quantity: Option<f64>) {
    let count = quantity.filter(|n| n.is_finite() && *n >= 0.0);
    if fields.has_load() || each.is_none() {
        if let Some(count) = count.filter(|n| *n > 1.0) {
            fields.notes.push(format!("quantity {}", crate::units::trimmed(count, 3)));
            if map.has(Role::Load) && !map.has(Role::UnitLoad) {
                fields.problems.push(format!(
                    "quantity {}: the load is imported as written, not multiplied",
                    crate::units::trimmed(count, 3)
                ));
            }
        }
        return;
    }
    let times = count.unwrap_or(1.0);
    fields.load = each.map(|each| match each {
        LoadValue::VoltAmperes(value) => LoadValue::VoltAmperes(value * times),
        LoadValue::Watts(value) => LoadValue::Watts(value * times),
        LoadValue::Amperes(value) => LoadValue::Amperes(value * times),
    });
}

fn read_load_cell(fields: &mut Fields, cell: &Cell, column: &ColumnMap, half: usize) {
    let unit = column.unit.unwrap_or(LoadUnit::Va);
    let text = cell.text();
    if is_ditto(&text) && !text.contains(|c: char| c.is_ascii_digit()) || is_nothing(&text) {
        return;
    }
    let read = if column.is_shared {
        let part = text.split('/').nth(half).unwrap_or_default();
        if text.contains('/') {
            read_load_text(part, unit, column.decimal_comma)
        } else if half == 0 {
            // one number for two circuits: the left one gets it, and a person is told
            fields.problems.push(format!("“{text}” stands for both halves; taken for the left one"));
            read_load(cell, unit, column.decimal_comma)
        } else {
            Ok(None)
        }
    } else {
        read_load(cell, unit, column.decimal_comma)
    };
    match (read, column.role.leg()) {
        (Ok(value), Some(leg)) => {
            if let Some(slot) = fields.legs.get_mut(leg) {
                *slot = value.filter(|v| !is_zero(*v));
            }
        }
        (Ok(value), None) => {
            fields.is_per_pole |= column.role == Role::PoleLoad && value.is_some();
            match column.role.load_class() {
                Some(class) => add_of_class(fields, value, class),
                None => fields.load = value,
            }
        }
        (Err(why), _) => {
            fields.problems.push(format!("load “{text}”: {why}"));
            fields.unread.insert(CircuitField::Load, text);
        }
    }
}

/// Adds the load of one class; the largest of a row gives the circuit its class.
fn add_of_class(fields: &mut Fields, value: Option<LoadValue>, class: LoadClass) {
    let number = |load: LoadValue| match load {
        LoadValue::VoltAmperes(v) | LoadValue::Watts(v) | LoadValue::Amperes(v) => v,
    };
    let Some(more) = value.filter(|value| !is_zero(*value)) else {
        // a row of zeros is a load of nothing, not a missing one
        fields.load = fields.load.or(value);
        return;
    };
    if number(more) > fields.class_share {
        fields.class_share = number(more);
        fields.class_by_column = Some(class);
    }
    let sum = number(more) + fields.load.map_or(0.0, number);
    fields.load = Some(match more {
        LoadValue::VoltAmperes(_) => LoadValue::VoltAmperes(sum),
        LoadValue::Watts(_) => LoadValue::Watts(sum),
        LoadValue::Amperes(_) => LoadValue::Amperes(sum),
    });
}

fn is_zero(value: LoadValue) -> bool {
    let (LoadValue::VoltAmperes(v) | LoadValue::Watts(v) | LoadValue::Amperes(v)) = value;
    v == 0.0
}

fn read_other(fields: &mut Fields, column: &ColumnMap, text: &str, cell: &Cell) {
    let unread = |fields: &mut Fields, field: CircuitField| {
        if !is_nothing(text) && !is_ditto(text) {
            fields.problems.push(format!("{} “{text}” cannot be read", column.role.label()));
            fields.unread.insert(field, text.to_owned());
        }
    };
    match column.role {
        Role::Class => match read_class(text) {
            Some(class) => fields.class = Some(class),
            // a code nobody knows is an error to correct; words are what a person wrote about the load
            None if text.chars().count() <= 2 => unread(fields, CircuitField::Class),
            None => note(fields, column, text),
        },
        Role::Poles => match read_poles(text) {
            Some(poles) => fields.poles = Some(poles),
            None => unread(fields, CircuitField::Poles),
        },
        Role::Trip => match breaker(cell, text) {
            Some(breaker) => {
                fields.poles = fields.poles.or(breaker.poles);
                if breaker.has_more {
                    note(fields, column, text);
                }
                fields.breaker = breaker;
            }
            None => unread(fields, CircuitField::Trip),
        },
        Role::Continuous => match read_yes_no(text) {
            Some(value) => fields.continuous = Some(value),
            None => note(fields, column, text),
        },
        Role::Status => {
            fields.is_spare_status = text.trim().eq_ignore_ascii_case("spare");
            if !fields.is_spare_status && !text.eq_ignore_ascii_case("active") {
                note(fields, column, text);
            }
        }
        Role::Phases => {
            fields.poles = fields.poles.or(match text {
                "1" | "2" | "3" => read_poles(text),
                _ => None,
            })
        }
        Role::Panel => text.clone_into(&mut fields.panel),
        Role::FedFrom => text.clone_into(&mut fields.fed_from),
        Role::PowerFactor => match read_number(cell).filter(|pf| *pf > 0.0 && *pf <= 1.0) {
            Some(pf) => fields.power_factor = Some(pf),
            None => note(fields, column, text),
        },
        Role::Group => fields.group = (!is_nothing(text)).then(|| text.to_owned()),
        Role::Length => match crate::interchange::import::system_text::first_number(text) {
            Some(feet) if text.chars().all(|c| !c.is_alphabetic() || "ft'".contains(c)) => {
                fields.length_ft = Some(feet)
            }
            _ => unread(fields, CircuitField::Length),
        },
        Role::Wire | Role::Raceway | Role::Voltage => note(fields, column, text),
        Role::Locked => fields.flags.locked = read_yes_no(text).unwrap_or(false),
        Role::Gfci => fields.flags.gfci = read_yes_no(text).unwrap_or(false),
        Role::Afci => fields.flags.afci = read_yes_no(text).unwrap_or(false),
        Role::Multiwire => fields.flags.multiwire = read_yes_no(text).unwrap_or(false),
        _ => {}
    }
}

fn breaker(cell: &Cell, text: &str) -> Option<BreakerText> {
    match cell.value {
        CellValue::Number(trip) if trip > 0.0 && trip <= 10_000.0 => {
            Some(BreakerText { trip: Some(trip), ..BreakerText::default() })
        }
        _ => read_breaker(text),
    }
}

/// Keeps a cell among the circuit's notes, with the header before it unless the header only says "notes".
fn note(fields: &mut Fields, column: &ColumnMap, text: &str) {
    if is_nothing(text) {
        return;
    }
    let low = column.header.to_ascii_lowercase();
    let plain =
        column.header.is_empty() || ["note", "remark", "comment"].iter().any(|word| low.starts_with(word));
    fields.notes.push(if plain { text.to_owned() } else { format!("{}: {text}", column.header.trim()) });
}

/// `i.`, `iv`, `A.`, `1.` without a second level: the numbers of headings.
fn is_outline_number(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['.', ')']).to_ascii_lowercase();
    !bare.is_empty()
        && (bare.chars().all(|c| "ivx".contains(c))
            || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic())))
}
