//! What an input may be, and the check of a whole request against that: every fault, each with its place.

use crate::calc::{Fault, FaultCode};
use serde_json::{Map, Value};

/// An input of a calculation.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub is: FieldType,
    /// Unit, as in `A`; empty where there is none.
    pub unit: &'static str,
    pub need: Need,
    /// What stands in for it when it is absent; using it is an assumption.
    pub preset: Option<Preset>,
    pub note: &'static str,
}

impl Field {
    /// An input that need not be given and has no default.
    pub const fn new(name: &'static str, is: FieldType, unit: &'static str) -> Self {
        Self { name, is, unit, need: Need::No, preset: None, note: "" }
    }

    /// It has to be given.
    pub const fn needed(self) -> Self {
        Self { need: Need::Always, ..self }
    }

    /// It has to be given in some cases, in words.
    pub const fn needed_when(self, when: &'static str) -> Self {
        Self { need: Need::When(when), ..self }
    }

    /// What stands in for it when it is absent.
    pub const fn assumed(self, preset: Preset) -> Self {
        Self { preset: Some(preset), ..self }
    }

    /// What it is, or why it is asked for.
    pub const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }
}

/// Whether an input has to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    /// The calculation decides: in words, as in `with v`.
    When(&'static str),
    No,
}

/// A default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preset {
    Number(f64),
    Text(&'static str),
    Flag(bool),
}

impl Preset {
    /// Returns the default as it would have been given.
    pub fn value(self) -> Value {
        match self {
            Self::Number(number) => crate::calc::answer::number(number),
            Self::Text(text) => Value::from(text),
            Self::Flag(flag) => Value::from(flag),
        }
    }
}

/// The type of an input.
#[derive(Clone, Copy, Debug)]
pub enum FieldType {
    /// 0 or more.
    Number,
    /// More than 0.
    Positive,
    /// A whole number, 0 or more.
    Whole,
    /// A whole number, 1 or more.
    Count,
    /// Any number.
    Any,
    Flag,
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these numbers.
    ChoiceOf(&'static [f64]),
    /// Numbers of 0 or more, one at least.
    Numbers,
    /// Objects with these fields, one at least.
    List(&'static [Field]),
    Object(&'static [Field]),
}

/// Checks the fields of an object; `path` is the JSON pointer of the object.
pub(in crate::calc) fn check(fields: &[Field], of: &Map<String, Value>, path: &str, faults: &mut Vec<Fault>) {
    for field in fields {
        let at = format!("{path}/{}", field.name);
        match of.get(field.name) {
            Some(value) => check_value(field, value, &at, faults),
            None if field.need == Need::Always => {
                faults.push(Fault::new(FaultCode::Missing, &at, format!("{} is needed", field.name)));
            }
            None => {}
        }
    }
    for name in of.keys().filter(|name| !fields.iter().any(|field| field.name == name.as_str())) {
        let known = fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
        let at = format!("{path}/{}", escaped(name));
        faults.push(Fault::new(
            FaultCode::UnknownField,
            &at,
            format!("there is no {name}; there are {known}"),
        ));
    }
}

/// Escapes a name for a JSON pointer (RFC 6901).
pub(in crate::calc) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn check_value(field: &Field, value: &Value, at: &str, faults: &mut Vec<Fault>) {
    let name = field.name;
    let mut fault = |code: FaultCode, words: String| faults.push(Fault::new(code, at, words));
    match field.is {
        FieldType::Number | FieldType::Positive | FieldType::Any | FieldType::Whole | FieldType::Count => {
            let Some(number) = value.as_f64() else {
                return fault(FaultCode::Type, format!("{name} has to be a number"));
            };
            let whole = matches!(field.is, FieldType::Whole | FieldType::Count);
            if whole && number.fract() != 0.0 {
                return fault(FaultCode::Type, format!("{name} has to be a whole number"));
            }
            let least = match field.is {
                FieldType::Any => f64::NEG_INFINITY,
                FieldType::Count => 1.0,
                _ => 0.0,
            };
            if number < least || matches!(field.is, FieldType::Positive) && number <= 0.0 {
                fault(FaultCode::Range, format!("{name} is too small: {number}"));
            }
        }
        FieldType::Flag if !value.is_boolean() => {
            fault(FaultCode::Type, format!("{name} has to be true or false"));
        }
        FieldType::Text if !value.is_string() => fault(FaultCode::Type, format!("{name} has to be a text")),
        FieldType::Flag | FieldType::Text => {}
        FieldType::Choice(choices) => {
            // Sizes are written as texts, so a number there is of the wrong type rather than a wrong choice.
            if !value.as_str().is_some_and(|text| choices.contains(&text)) {
                let code =
                    if is_size(field) && !value.is_string() { FaultCode::Type } else { FaultCode::Enum };
                fault(code, format!("{name} has to be one of {}", choices.join(", ")));
            }
        }
        FieldType::ChoiceOf(choices) => {
            if !value.as_f64().is_some_and(|number| choices.contains(&number)) {
                let words = choices.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
                fault(FaultCode::Enum, format!("{name} has to be one of {words}"));
            }
        }
        FieldType::Numbers => {
            let Some(items) = value.as_array() else {
                return fault(FaultCode::Type, format!("{name} has to be a list of numbers"));
            };
            if items.is_empty() {
                return fault(FaultCode::Range, format!("{name} is empty"));
            }
            for (index, item) in items.iter().enumerate() {
                let at = format!("{at}/{index}");
                match item.as_f64() {
                    None => faults.push(Fault::new(FaultCode::Type, &at, "it has to be a number".to_owned())),
                    Some(number) if number < 0.0 => {
                        faults.push(Fault::new(FaultCode::Range, &at, format!("it is too small: {number}")));
                    }
                    Some(_) => {}
                }
            }
        }
        FieldType::List(fields) => {
            let Some(items) = value.as_array() else {
                return fault(FaultCode::Type, format!("{name} has to be a list"));
            };
            if items.is_empty() {
                return fault(FaultCode::Range, format!("{name} is empty"));
            }
            for (index, item) in items.iter().enumerate() {
                let at = format!("{at}/{index}");
                match item.as_object() {
                    Some(item) => check(fields, item, &at, faults),
                    None => {
                        faults.push(Fault::new(FaultCode::Type, &at, "it has to be an object".to_owned()))
                    }
                }
            }
        }
        FieldType::Object(fields) => match value.as_object() {
            Some(object) => check(fields, object, at, faults),
            None => fault(FaultCode::Type, format!("{name} has to be an object")),
        },
    }
}

/// Conductor sizes and trade sizes are texts that look like numbers.
fn is_size(field: &Field) -> bool {
    matches!(field.is, FieldType::Choice(choices) if choices.iter().any(|choice| choice.starts_with(|c: char| c.is_ascii_digit())))
}
