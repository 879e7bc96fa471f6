//! What a rule says about one object.

use crate::domain::EntityId;
use crate::engineering::Step;
use crate::rules::Subject;

/// A verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The rule has nothing to say about the object.
    NotApplicable,
    Pass,
    Violation(Box<Fault>),
    /// The object lacks a field, in the words of a form: "trip rating". Of several the first.
    Undetermined(&'static str),
    /// Another object lacks the field: the building its occupancy, a room its use. It is reported once, there.
    Missing {
        at: Subject,
        field: &'static str,
    },
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
    /// Faults of one rule with the same cause are one finding with several subjects.
    pub cause: Option<EntityId>,
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
            cause: None,
            steps,
        }))
    }

    /// Returns that the building lacks a field.
    pub fn of_project(field: &'static str) -> Self {
        let at = Subject { id: EntityId::Project, name: "project".to_owned() };
        Self::Missing { at, field }
    }

    /// Returns a violation that shares its cause with others: the room whose receptacles lack protection.
    #[must_use]
    pub fn because_of(self, cause: EntityId) -> Self {
        match self {
            Self::Violation(fault) => Self::Violation(Box::new(Fault { cause: Some(cause), ..*fault })),
            other => other,
        }
    }
}
