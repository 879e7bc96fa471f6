//! One property of an object, or of several objects at once.

use crate::domain::facts::{Assumed, Fact, FactKind, FactOwner, FactValue};
use crate::units::trimmed;
use crate::workbench::forms::FieldKind;

/// Names a property among those of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PropertyKey {
    /// A field of the record's form.
    Field(&'static str),
    /// A fact of the record, or of the feeder that ends at it.
    Fact(FactOwner, &'static str),
}

/// How a property is shown and what its text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyKind {
    /// One line of words.
    Text,
    /// Several lines of words.
    Notes,
    /// A number of a unit; empty where it may be unknown.
    Number { unit: &'static str },
    /// `yes`, `no`, and where it may be unknown nothing.
    YesNo { unsaid: bool },
    /// One of these: written value and label; where it may be unknown nothing.
    Choice { choices: Vec<(String, String)>, unsaid: bool },
}

/// The value of a property as text, in the writing that sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Same(String),
    /// Several objects differ.
    Varies,
}

impl Held {
    /// Returns the text all objects have; empty where they differ.
    pub fn text(&self) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Varies => "",
        }
    }
}

/// One property.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    pub key: PropertyKey,
    /// Heading under which it stands.
    pub heading: String,
    /// Sentence case.
    pub label: String,
    pub kind: PropertyKind,
    pub held: Held,
    /// What is taken without a value, as a person reads it: `30 °C`; empty where nothing is.
    pub assumed: String,
    /// Why it is asked, in one sentence with the section that asks; empty for what no rule reads.
    pub why: &'static str,
    /// What is wrong with the value as it stands: text that a column of the schedule could not read.
    pub fault: Option<String>,
    /// Whether it can matter for the object as it is.
    pub matters: bool,
}

impl Property {
    /// Returns what a person reads for a written value.
    pub fn shown(&self, text: &str) -> String {
        match &self.kind {
            PropertyKind::Choice { choices, .. } => choices
                .iter()
                .find(|(value, _)| value == text)
                .map_or_else(|| text.to_owned(), |(_, label)| label.clone()),
            PropertyKind::Number { unit } if !unit.is_empty() && !text.ends_with(unit) => {
                format!("{text} {unit}")
            }
            PropertyKind::Number { .. }
            | PropertyKind::Text
            | PropertyKind::Notes
            | PropertyKind::YesNo { .. } => text.to_owned(),
        }
    }
}

/// Returns the kind of a field of a form.
pub(super) fn kind_of_field(key: &str, kind: &FieldKind) -> PropertyKind {
    match kind {
        // Several figures, one a pole, are welcome in it.
        FieldKind::Text if key == "load" => PropertyKind::Number { unit: "VA" },
        FieldKind::Text => PropertyKind::Text,
        FieldKind::Notes => PropertyKind::Notes,
        FieldKind::Number { unit } => PropertyKind::Number { unit },
        FieldKind::Check => PropertyKind::YesNo { unsaid: false },
        FieldKind::Choice(choices) => {
            let unsaid = choices.iter().any(|(value, _)| value.is_empty());
            let choices = choices.iter().filter(|(value, _)| !value.is_empty()).cloned().collect();
            PropertyKind::Choice { choices, unsaid }
        }
    }
}

/// Returns the kind of a fact.
pub(super) fn kind_of_fact(fact: &Fact) -> PropertyKind {
    match fact.kind {
        FactKind::YesNo => PropertyKind::YesNo { unsaid: true },
        FactKind::Number { unit } => PropertyKind::Number { unit },
        FactKind::Word(words) => {
            let choices =
                words.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect();
            PropertyKind::Choice { choices, unsaid: true }
        }
        FactKind::WireSize | FactKind::Text => PropertyKind::Text,
    }
}

/// Returns the value of a fact in the writing that sets it.
pub(super) fn written(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(number) => trimmed(*number, 6),
        FactValue::Word(word) => (*word).to_owned(),
        FactValue::Text(text) => text.clone(),
    }
}

/// Returns what a fact assumes, as a person reads it.
pub(super) fn assumed(fact: &Fact) -> String {
    let value = match fact.assumed {
        None => return String::new(),
        Some(Assumed::YesNo(yes)) => FactValue::YesNo(yes),
        Some(Assumed::Number(number)) => FactValue::Number(number),
        Some(Assumed::Word(word)) => FactValue::Word(word),
    };
    fact.show(&value)
}

/// Returns words with a capital at their beginning.
pub(super) fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns a label as it stands within a sentence: abbreviations keep their capitals.
pub(super) fn within_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
