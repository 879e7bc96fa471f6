//! The facts somebody has given for one record.

use crate::domain::facts::{Assumed, Fact, FactKind, FactValue, by_name};
use crate::units::{WireSize, parse_number, trimmed};
use std::collections::BTreeMap;

/// A value that a fact cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    #[error("there is no fact '{0}'")]
    Unknown(String),
    #[error("'{label}' is {wanted}, not '{given}'")]
    Value { label: &'static str, wanted: String, given: String },
}

/// Facts by name. What nobody has given is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    values: BTreeMap<&'static str, FactValue>,
}

impl Facts {
    /// Returns no facts.
    pub const fn new() -> Self {
        Self { values: BTreeMap::new() }
    }

    /// Returns whether none is given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the value given for a fact.
    pub fn get(&self, fact: &Fact) -> Option<&FactValue> {
        self.values.get(fact.name)
    }

    /// Returns the answer to a yes-or-no fact, if given.
    pub fn yes(&self, fact: &Fact) -> Option<bool> {
        match self.get(fact)? {
            FactValue::YesNo(yes) => Some(*yes),
            FactValue::Number(_) | FactValue::Word(_) | FactValue::Text(_) => None,
        }
    }

    /// Returns the number given, in the fact's unit.
    pub fn number(&self, fact: &Fact) -> Option<f64> {
        match self.get(fact)? {
            FactValue::Number(number) => Some(*number),
            FactValue::YesNo(_) | FactValue::Word(_) | FactValue::Text(_) => None,
        }
    }

    /// Returns the word given, as files write it.
    pub fn word(&self, fact: &Fact) -> Option<&'static str> {
        match self.get(fact)? {
            FactValue::Word(word) => Some(word),
            FactValue::YesNo(_) | FactValue::Number(_) | FactValue::Text(_) => None,
        }
    }

    /// Returns the conductor size given.
    pub fn wire_size(&self, fact: &Fact) -> Option<WireSize> {
        self.word(fact)?.parse().ok()
    }

    /// Returns the text given.
    pub fn text(&self, fact: &Fact) -> Option<&str> {
        match self.get(fact)? {
            FactValue::Text(text) => Some(text),
            FactValue::YesNo(_) | FactValue::Number(_) | FactValue::Word(_) => None,
        }
    }

    /// Returns the answer given, else the one assumed.
    pub fn yes_or_assumed(&self, fact: &Fact) -> Option<bool> {
        self.yes(fact).or(match fact.assumed {
            Some(Assumed::YesNo(yes)) => Some(yes),
            Some(Assumed::Number(_) | Assumed::Word(_)) | None => None,
        })
    }

    /// Returns the number given, else the one assumed.
    pub fn number_or_assumed(&self, fact: &Fact) -> Option<f64> {
        self.number(fact).or(match fact.assumed {
            Some(Assumed::Number(number)) => Some(number),
            Some(Assumed::YesNo(_) | Assumed::Word(_)) | None => None,
        })
    }

    /// Returns the word given, else the one assumed.
    pub fn word_or_assumed(&self, fact: &Fact) -> Option<&'static str> {
        self.word(fact).or(match fact.assumed {
            Some(Assumed::Word(word)) => Some(word),
            Some(Assumed::YesNo(_) | Assumed::Number(_)) | None => None,
        })
    }

    /// Gives a fact its value; `None` takes it away.
    ///
    /// # Errors
    /// Returns what the fact could be when the value is not of its kind.
    pub fn set(&mut self, fact: &'static Fact, value: Option<FactValue>) -> Result<(), FactError> {
        match value {
            None => {
                self.values.remove(fact.name);
            }
            Some(value) if is_of(fact.kind, &value) => {
                self.values.insert(fact.name, value);
            }
            Some(value) => return Err(wrong(fact, &written(&value))),
        }
        Ok(())
    }

    /// Returns these facts with one more, for building records in code.
    ///
    /// # Errors
    /// Returns what the fact could be when the value is not of its kind.
    pub fn with(mut self, fact: &'static Fact, value: FactValue) -> Result<Self, FactError> {
        self.set(fact, Some(value))?;
        Ok(self)
    }

    /// Returns what is given, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Fact, &FactValue)> {
        self.values.iter().filter_map(|(name, value)| Some((by_name(name)?, value)))
    }
}

impl Fact {
    /// Reads a value as a person types it.
    ///
    /// # Errors
    /// Returns what the fact could be.
    pub fn parse(&self, text: &str) -> Result<FactValue, FactError>
    where
        Self: 'static,
    {
        let text = text.trim();
        let value = match self.kind {
            FactKind::YesNo => match text.to_ascii_lowercase().as_str() {
                "yes" | "y" | "true" => Some(FactValue::YesNo(true)),
                "no" | "n" | "false" => Some(FactValue::YesNo(false)),
                _ => None,
            },
            FactKind::Number { unit } => {
                let bare = text.strip_suffix(unit).unwrap_or(text).trim();
                parse_number(bare).ok().map(FactValue::Number)
            }
            FactKind::Word(words) => words
                .iter()
                .find(|(word, label)| word.eq_ignore_ascii_case(text) || label.eq_ignore_ascii_case(text))
                .map(|(word, _)| FactValue::Word(word)),
            FactKind::WireSize => text.parse::<WireSize>().ok().map(|size| FactValue::Word(size.name())),
            FactKind::Text => Some(FactValue::Text(text.to_owned())),
        };
        value.filter(|value| is_of(self.kind, value)).ok_or_else(|| wrong(self, text))
    }

    /// Returns a value as a person reads it, with its unit.
    pub fn show(&self, value: &FactValue) -> String {
        match (self.kind, value) {
            (FactKind::Number { unit }, FactValue::Number(number)) => {
                format!("{} {unit}", trimmed(*number, 3)).trim_end().to_owned()
            }
            (FactKind::Word(words), FactValue::Word(word)) => {
                words.iter().find(|(name, _)| name == word).map_or(*word, |(_, label)| label).to_owned()
            }
            _ => written(value),
        }
    }
}

fn is_of(kind: FactKind, value: &FactValue) -> bool {
    match (kind, value) {
        (FactKind::YesNo, FactValue::YesNo(_)) => true,
        (FactKind::Number { .. }, FactValue::Number(number)) => number.is_finite() && *number >= 0.0,
        (FactKind::Word(words), FactValue::Word(word)) => words.iter().any(|(name, _)| name == word),
        (FactKind::WireSize, FactValue::Word(word)) => word.parse::<WireSize>().is_ok(),
        (FactKind::Text, FactValue::Text(text)) => !text.is_empty(),
        _ => false,
    }
}

fn written(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Word(word) => (*word).to_owned(),
        FactValue::Text(text) => text.clone(),
    }
}

fn wrong(fact: &Fact, given: &str) -> FactError {
    let wanted = match fact.kind {
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Number { unit: "" } => "a number, not negative".to_owned(),
        FactKind::Number { unit } => format!("a number of {unit}, not negative"),
        FactKind::Word(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("one of {}", words.join(", "))
        }
        FactKind::WireSize => "a conductor size like 12, 1/0 or 250".to_owned(),
        FactKind::Text => "some words".to_owned(),
    };
    FactError::Value { label: fact.label, wanted, given: given.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::all;
    use std::collections::BTreeSet;

    #[test]
    fn facts_are_named_once_and_say_why_they_are_asked() {
        let (mut names, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for fact in all() {
            assert!(names.insert(fact.name), "{} is there twice", fact.name);
            assert!(labels.insert(fact.label), "{} is there twice", fact.label);
            assert!(!fact.of.is_empty(), "{} belongs to no record", fact.name);
            assert!(fact.why.ends_with('.'), "{}: say why in a sentence", fact.name);
            assert!(fact.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
            let assumed = match fact.assumed {
                Some(Assumed::YesNo(yes)) => Some(FactValue::YesNo(yes)),
                Some(Assumed::Number(number)) => Some(FactValue::Number(number)),
                Some(Assumed::Word(word)) => Some(FactValue::Word(word)),
                None => None,
            };
            assert!(
                assumed.is_none_or(|value| is_of(fact.kind, &value)),
                "{} assumes what it cannot be",
                fact.name
            );
        }
    }

    #[test]
    fn values_are_read_as_typed_and_refused_with_what_could_be() {
        static NUMBER: Fact = Fact::number("n", "length", "ft");
        let number = &NUMBER;
        assert_eq!(number.parse("1,200 ft"), Ok(FactValue::Number(1200.0)));
        assert_eq!(number.parse("2,5"), Ok(FactValue::Number(2.5)), "a decimal comma");
        assert_eq!(number.show(&FactValue::Number(1200.5)), "1200.5 ft");
        let error = number.parse("far").expect_err("no number").to_string();
        assert_eq!(error, "'length' is a number of ft, not negative, not 'far'");
        assert!(number.parse("-3").is_err() && number.parse("NaN").is_err());
        static WORD: Fact = Fact::word("w", "kind", &[("dry", "Dry type"), ("liquid", "Liquid filled")]);
        let word = &WORD;
        assert_eq!(word.parse("dry type"), Ok(FactValue::Word("dry")));
        let mut facts = Facts::new();
        assert!(facts.set(word, Some(FactValue::Word("gas"))).is_err());
        assert!(facts.is_empty());
    }
}
