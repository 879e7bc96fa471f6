//! A request, its faults, and the way from one to the answer.

use crate::calc::field::{check, escaped};
use crate::calc::{Answer, KINDS, Kind, Work};
use crate::nec::Edition;
use serde_json::{Map, Value};
use std::fmt;

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    Json,
    Missing,
    UnknownField,
    Type,
    Enum,
    Range,
    Conflict,
    NoRow,
}

impl FaultCode {
    /// Returns the code as programs read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "E_JSON",
            Self::Missing => "E_MISSING",
            Self::UnknownField => "E_UNKNOWN_FIELD",
            Self::Type => "E_TYPE",
            Self::Enum => "E_ENUM",
            Self::Range => "E_RANGE",
            Self::Conflict => "E_CONFLICT",
            Self::NoRow => "E_NO_ROW",
        }
    }
}

/// A fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: FaultCode,
    /// JSON pointer into the request.
    pub path: String,
    pub words: String,
}

impl Fault {
    pub(in crate::calc) fn new(code: FaultCode, path: &str, words: String) -> Self {
        Self { code, path: path.to_owned(), words }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.words)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub Vec<Fault>);

/// Answers a request: an object with `id`, `edition`, `kind` and `inputs`.
///
/// # Errors
/// Every fault of form together, or the first against the rules of the kind.
pub fn calculate(request: &Map<String, Value>) -> Result<(&'static Kind, Edition, Answer), Refusal> {
    let mut faults = Vec::new();
    for name in ["id", "edition", "kind", "inputs"] {
        if !request.contains_key(name) {
            faults.push(Fault::new(FaultCode::Missing, &format!("/{name}"), format!("{name} is needed")));
        }
    }
    for name in request.keys().filter(|name| !["id", "edition", "kind", "inputs"].contains(&name.as_str())) {
        let path = format!("/{}", escaped(name));
        faults.push(Fault::new(FaultCode::UnknownField, &path, format!("a request has no {name}")));
    }
    if request.get("id").is_some_and(|id| !id.is_string()) {
        faults.push(Fault::new(FaultCode::Type, "/id", "id has to be a text".to_owned()));
    }
    let edition = request.get("edition").and_then(|given| {
        let found = given
            .as_str()
            .and_then(|text| Edition::ALL.into_iter().find(|edition| edition.year().to_string() == text));
        if found.is_none() {
            let words = "edition has to be one of 2017, 2020, 2023, 2026".to_owned();
            faults.push(Fault::new(FaultCode::Enum, "/edition", words));
        }
        found
    });
    let kind = request.get("kind").and_then(|given| {
        let found = given.as_str().and_then(|text| KINDS.iter().find(|kind| kind.name == text));
        if found.is_none() {
            let names = KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
            faults.push(Fault::new(FaultCode::Enum, "/kind", format!("kind has to be one of {names}")));
        }
        found
    });
    let inputs = request.get("inputs").and_then(|given| {
        if !given.is_object() {
            faults.push(Fault::new(FaultCode::Type, "/inputs", "inputs has to be an object".to_owned()));
        }
        given.as_object()
    });
    if let (Some(kind), Some(inputs)) = (kind, inputs) {
        check(kind.inputs, inputs, "/inputs", &mut faults);
    }
    match (kind, edition, inputs) {
        (Some(kind), Some(edition), Some(inputs)) if faults.is_empty() => {
            let work = Work::new(kind, edition, inputs);
            (kind.run)(&work).map_err(|fault| Refusal(vec![fault]))?;
            Ok((kind, edition, work.into_answer()))
        }
        _ => Err(Refusal(faults)),
    }
}
