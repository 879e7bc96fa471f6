//! What a rule says about one object.

use crate::engineering::Step;
use crate::rules::Subject;

/// A verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The rule has nothing to say about the object.
    NotApplicable,
    Pass,
    Violation(Box<Fault>),
    /// The project lacks a field, in the words of a form: "trip rating". Of several the first.
    Undetermined(&'static str),
}

/// What is wrong with an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fault {
    /// One sentence without the name of the object.
    pub message: String,
    /// What the project has, with its unit. Like `required` and the results of the steps it says values, not names or slot
    /// numbers: a waiver is stale when one of them changes.
    pub actual: String,
    /// What the rule asks for, with its unit.
    pub required: String,
    /// Objects that share the fault.
    pub also: Vec<Subject>,
    pub steps: Vec<Step>,
}

impl Verdict {
    /// Returns a violation.
    pub fn violation(
        message: impl Into<String>,
        actual: impl ToString,
        required: impl ToString,
        steps: Vec<Step>,
    ) -> Self {
        Self::Violation(Box::new(Fault {
            message: message.into(),
            actual: actual.to_string(),
            required: required.to_string(),
            also: Vec::new(),
            steps,
        }))
    }
}
