//! A number together with the steps that led to it: what an engineer signs must explain itself.

use crate::nec::Citation;

/// One line of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was computed: "Receptacles".
    pub what: String,
    /// The section that asks for it; `None` for plain arithmetic and for notes.
    pub citation: Option<Citation>,
    /// The arithmetic with its numbers: "10,000 VA × 100 % + 3,500 VA × 50 %".
    pub inputs: String,
    /// The outcome with its unit: "11,750 VA". Empty for a note.
    pub result: String,
}

impl Step {
    /// Returns a line of arithmetic.
    pub fn new(what: impl Into<String>, inputs: impl Into<String>, result: impl ToString) -> Self {
        Self { what: what.into(), citation: None, inputs: inputs.into(), result: result.to_string() }
    }

    /// Returns a line that says what was assumed or left out.
    pub fn note(what: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(what, text, "")
    }

    /// Names the section behind the line.
    #[must_use]
    pub fn citing(mut self, citation: Citation) -> Self {
        self.citation = Some(citation);
        self
    }

    /// Returns whether the line only says something and computes nothing.
    pub fn is_note(&self) -> bool {
        self.result.is_empty()
    }
}

/// A value with its derivation.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed<T> {
    pub value: T,
    pub steps: Vec<Step>,
}
