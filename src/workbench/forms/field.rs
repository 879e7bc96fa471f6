//! Fields and forms: text in, text out, an error at the field it belongs to.

use crate::units::{QuantityText, WireSize, parse_number, parse_quantity, trimmed};

/// How a field is shown and what its text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of words.
    Text,
    /// Several lines of words.
    Notes,
    /// A number in the field's unit; empty where it may be unknown.
    Number { unit: &'static str },
    /// One of these: written value and label.
    Choice(Vec<(String, String)>),
    /// `yes` or `no`.
    Check,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: &'static str,
    pub label: &'static str,
    /// Heading under which the field stands.
    pub section: &'static str,
    pub kind: FieldKind,
    pub text: String,
    /// Why the text cannot be read.
    pub error: Option<String>,
}

/// Fields in the order of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub fields: Vec<Field>,
    section: &'static str,
}

impl Form {
    /// Starts a heading; the fields added next stand under it.
    pub(super) fn section(&mut self, title: &'static str) -> &mut Self {
        self.section = title;
        self
    }

    pub(super) fn add(
        &mut self,
        key: &'static str,
        label: &'static str,
        kind: FieldKind,
        text: String,
    ) -> &mut Self {
        self.fields.push(Field { key, label, section: self.section, kind, text, error: None });
        self
    }

    pub(super) fn words(&mut self, key: &'static str, label: &'static str, text: &str) -> &mut Self {
        self.add(key, label, FieldKind::Text, text.to_owned())
    }

    pub(super) fn notes(&mut self, key: &'static str, label: &'static str, text: &str) -> &mut Self {
        self.add(key, label, FieldKind::Notes, text.to_owned())
    }

    pub(super) fn number(
        &mut self,
        key: &'static str,
        label: &'static str,
        unit: &'static str,
        value: Option<f64>,
    ) -> &mut Self {
        let text = value.map_or_else(String::new, |v| trimmed(v, 4));
        self.add(key, label, FieldKind::Number { unit }, text)
    }

    pub(super) fn check(&mut self, key: &'static str, label: &'static str, checked: bool) -> &mut Self {
        self.add(key, label, FieldKind::Check, if checked { "yes" } else { "no" }.to_owned())
    }

    pub(super) fn choice<'c>(
        &mut self,
        key: &'static str,
        label: &'static str,
        choices: impl IntoIterator<Item = (&'c str, &'c str)>,
        chosen: &str,
    ) -> &mut Self {
        let choices =
            choices.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect();
        self.add(key, label, FieldKind::Choice(choices), chosen.to_owned())
    }

    /// Returns the text of a field, trimmed; empty when there is no such field.
    pub fn text(&self, key: &str) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.text.trim())
    }

    /// Writes a field as if a person had typed.
    pub fn set(&mut self, key: &str, text: impl Into<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            field.text = text.into();
            field.error = None;
        }
    }

    /// Returns whether any field has an error.
    pub fn has_errors(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }

    pub(super) fn clear_errors(&mut self) {
        self.fields.iter_mut().for_each(|field| field.error = None);
    }

    pub(super) fn fail(&mut self, key: &str, reason: impl Into<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            field.error = Some(reason.into());
        }
    }

    pub(super) fn is_checked(&self, key: &str) -> bool {
        self.text(key) == "yes"
    }

    /// Reads a positive number; empty is `None`, nonsense leaves its reason at the field.
    pub(super) fn positive(&mut self, key: &str) -> Option<f64> {
        let text = self.text(key).to_owned();
        if text.is_empty() {
            return None;
        }
        // A unit behind the number is welcome when it is the field's own.
        let bare = match self.fields.iter().find(|f| f.key == key).map(|f| &f.kind) {
            Some(FieldKind::Number { unit }) if !unit.is_empty() => text.strip_suffix(unit).unwrap_or(&text),
            _ => &text,
        };
        match parse_number(bare) {
            Ok(value) if value > 0.0 => Some(value),
            Ok(_) => {
                self.fail(key, "must be above zero");
                None
            }
            Err(error) => {
                self.fail(key, error.to_string());
                None
            }
        }
    }

    /// Reads a load in VA: a bare number, or with VA or kVA behind it.
    pub(super) fn volt_amperes(&mut self, key: &str) -> Option<f64> {
        let text = self.text(key).to_owned();
        if text.is_empty() {
            return None;
        }
        match parse_quantity(&text) {
            Ok(QuantityText::Bare(va) | QuantityText::VoltAmperes(va)) => Some(va),
            Ok(_) => {
                self.fail(key, "write VA or kVA here");
                None
            }
            Err(error) => {
                self.fail(key, error.to_string());
                None
            }
        }
    }

    /// Reads a conductor size; empty is `None`.
    pub(super) fn wire_size(&mut self, key: &str) -> Option<WireSize> {
        let text = self.text(key).to_owned();
        if text.is_empty() {
            return None;
        }
        text.parse().map_err(|error: crate::units::ParseWireSizeError| self.fail(key, error.to_string())).ok()
    }
}
