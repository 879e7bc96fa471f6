//! What a key, a paste or a choice asks for: plain data that the caller carries out.

use crate::domain::Edit;

/// Edits that become one undo step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub label: String,
    pub edits: Vec<Edit>,
}

/// What the caller should do. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// Edits to apply.
    pub step: Option<Step>,
    /// Text for the clipboard.
    pub clipboard: Option<String>,
    /// Rows of a schedule that go through the import preview.
    pub rows: Option<String>,
    /// A sentence for the person: why nothing happened, or what did not fit.
    pub message: Option<String>,
}

impl Effect {
    /// Returns an effect that only says something.
    pub fn say(text: impl Into<String>) -> Self {
        Self { message: Some(text.into()), ..Self::default() }
    }

    /// Returns an effect that only applies edits.
    pub fn step(step: Option<Step>) -> Self {
        Self { step, ..Self::default() }
    }

    /// Returns a step, or why there is none.
    pub fn from_result(result: Result<Option<Step>, String>) -> Self {
        match result {
            Ok(step) => Self::step(step),
            Err(why) => Self::say(why),
        }
    }
}

/// A question with more than one right answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub title: String,
    /// Why it is asked.
    pub text: String,
    /// The last one cancels.
    pub choices: Vec<Choice>,
    /// Index of the choice that Enter takes.
    pub selected: usize,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub label: String,
    /// Edits the answer stands for; `None` leaves everything as it was.
    pub step: Option<Step>,
}

impl Offer {
    /// Returns a question; a choice that cancels is added at the end.
    pub fn new(title: impl Into<String>, text: impl Into<String>, mut choices: Vec<Choice>) -> Self {
        choices.push(Choice { label: "Cancel".to_owned(), step: None });
        Self { title: title.into(), text: text.into(), choices, selected: 0 }
    }
}
