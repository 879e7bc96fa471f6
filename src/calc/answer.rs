//! What a calculation answers.

use serde_json::Value;

/// A number or a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Number(f64),
    Text(String),
}

impl Given {
    /// Returns it as JSON; whole numbers without a fraction.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Number(value) => number(*value),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

impl From<f64> for Given {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Given {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Given {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Given {
    fn from(yes: bool) -> Self {
        Self::from(if yes { "yes" } else { "no" })
    }
}

/// Writes whole numbers without a fraction.
pub(in crate::calc) fn number(value: f64) -> Value {
    let whole = value as i64;
    if value.fract() == 0.0 && value.abs() < 9e15 { Value::from(whole) } else { Value::from(value) }
}

/// A result with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub name: String,
    pub value: Given,
    pub unit: String,
}

/// A line of the derivation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub label: String,
    pub formula: String,
    pub values: Vec<(String, Given)>,
    pub result: StepResult,
    /// Edition and section; empty for plain arithmetic.
    pub citation: String,
}

/// What a line comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct StepResult {
    pub value: Given,
    pub unit: String,
}

/// A default that was used.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// JSON pointer of the absent input.
    pub path: String,
    pub value: Value,
}

/// A result that cannot be determined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undetermined {
    pub result: String,
    /// JSON pointers of the inputs that would settle it.
    pub needs: Vec<String>,
}

/// The whole answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub results: Vec<Outcome>,
    pub steps: Vec<Step>,
    pub assumptions: Vec<Assumption>,
    pub undetermined: Vec<Undetermined>,
    pub warnings: Vec<String>,
}
