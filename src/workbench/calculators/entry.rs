//! The fields of a form as text, and the way to the values a calculation takes.

use crate::calc::{Field, FieldType};
use crate::units::parse_number;
use serde_json::{Map, Value};

/// One input as it stands on the screen.
#[derive(Clone, Debug)]
pub struct Entry {
    pub field: &'static Field,
    /// As typed; empty where nothing is given. Flags are `yes` and `no`.
    pub text: String,
    /// The objects of a list, or the object, if it is one.
    pub rows: Vec<Row>,
    /// What is wrong with it.
    pub fault: Option<String>,
}

/// The fields of one object.
pub type Row = Vec<Entry>;

impl Entry {
    fn new(field: &'static Field) -> Self {
        Self { field, text: String::new(), rows: Vec::new(), fault: None }
    }

    /// Returns the fields of the objects within, if it holds objects.
    pub const fn inner(&self) -> Option<&'static [Field]> {
        match self.field.is {
            FieldType::List(fields) | FieldType::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// Adds an empty object.
    pub fn add_row(&mut self) {
        if let Some(fields) = self.inner() {
            self.rows.push(row_of(fields));
        }
    }

    /// Returns what is given; text that is no number goes on as it is, so that the fault names its place.
    fn value(&self) -> Option<Value> {
        let text = self.text.trim();
        match self.field.is {
            FieldType::List(_) => {
                let items: Vec<Value> = self.rows.iter().map(|row| Value::Object(object_of(row))).collect();
                (!items.is_empty()).then_some(Value::Array(items))
            }
            FieldType::Object(_) => self.rows.first().map(|row| Value::Object(object_of(row))),
            _ if text.is_empty() => None,
            FieldType::Text | FieldType::Choice(_) => Some(Value::from(text)),
            FieldType::Flag => Some(match text {
                "yes" => Value::Bool(true),
                "no" => Value::Bool(false),
                other => Value::from(other),
            }),
            FieldType::Numbers => Some(Value::Array(
                text.split([';', ' ']).filter(|part| !part.is_empty()).map(number).collect(),
            )),
            _ => Some(number(text)),
        }
    }
}

/// Reads a number; 1,440 and 1.44e3 are the same.
fn number(text: &str) -> Value {
    match parse_number(text) {
        Ok(number) if number.fract() == 0.0 && number.abs() < 9e15 => Value::from(number as i64),
        Ok(number) => Value::from(number),
        Err(_) => Value::from(text),
    }
}

/// Returns empty entries for fields.
pub(super) fn row_of(fields: &'static [Field]) -> Row {
    fields.iter().map(Entry::new).collect()
}

/// Returns what is given as an object.
pub(super) fn object_of(row: &[Entry]) -> Map<String, Value> {
    row.iter().filter_map(|entry| Some((entry.field.name.to_owned(), entry.value()?))).collect()
}

/// Returns the entry a JSON pointer below these entries leads to; of a place within a list of numbers the list.
pub(super) fn entry_at<'e>(row: &'e mut [Entry], pointer: &str) -> Option<&'e mut Entry> {
    let mut parts = pointer.trim_start_matches('/').splitn(3, '/');
    let name = parts.next()?;
    let entry = row.iter_mut().find(|entry| entry.field.name == name)?;
    match (entry.field.is, parts.next(), parts.next()) {
        (FieldType::List(_), Some(index), Some(rest)) => {
            let index: usize = index.parse().ok()?;
            entry_at(entry.rows.get_mut(index)?, rest)
        }
        (FieldType::Object(_), Some(name), rest) => {
            let rest = rest.map_or_else(|| name.to_owned(), |rest| format!("{name}/{rest}"));
            entry_at(entry.rows.first_mut()?, &rest)
        }
        _ => Some(entry),
    }
}

/// Takes all faults away.
pub(super) fn clear_faults(row: &mut [Entry]) {
    for entry in row {
        entry.fault = None;
        entry.rows.iter_mut().for_each(|row| clear_faults(row));
    }
}
