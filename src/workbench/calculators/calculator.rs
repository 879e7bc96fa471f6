//! One calculator: what was typed, and what it comes to. The answer follows every keystroke.

use super::entry::{Row, clear_faults, entry_at, object_of, row_of};
use super::place_of;
use crate::calc::{Answer, FaultCode, Kind, calculate};
use crate::nec::Edition;
use serde_json::{Map, Value};

/// A calculator with what was typed into it.
#[derive(Clone, Debug)]
pub struct Calculator {
    pub kind: &'static Kind,
    pub edition: Edition,
    pub entries: Row,
    /// `None` while something is missing or wrong.
    pub answer: Option<Answer>,
    /// Inputs that are still needed, in words.
    pub needs: Vec<String>,
    /// What is wrong and belongs to no field.
    pub faults: Vec<String>,
}

impl Calculator {
    /// Returns an empty form.
    pub fn new(kind: &'static Kind, edition: Edition) -> Self {
        let mut calculator = Self {
            kind,
            edition,
            entries: row_of(kind.inputs),
            answer: None,
            needs: Vec::new(),
            faults: Vec::new(),
        };
        calculator.update();
        calculator
    }

    /// Writes a top field as if a person had typed; nothing happens where the kind has no such field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) -> bool {
        let entry = self.entries.iter_mut().find(|entry| entry.field.name == name);
        entry.map(|entry| entry.text = text.into()).is_some()
    }

    /// Returns the request as a file for the command line would hold it.
    pub fn request(&self) -> Map<String, Value> {
        Map::from_iter([
            ("id".to_owned(), Value::from(self.kind.name)),
            ("edition".to_owned(), Value::from(self.edition.year().to_string())),
            ("kind".to_owned(), Value::from(self.kind.name)),
            ("inputs".to_owned(), Value::Object(object_of(&self.entries))),
        ])
    }

    /// Calculates anew. Faults go to their fields; what is merely missing is listed.
    pub fn update(&mut self) {
        clear_faults(&mut self.entries);
        (self.answer, self.needs, self.faults) = (None, Vec::new(), Vec::new());
        match calculate(&self.request()) {
            Ok((_, _, answer)) => self.answer = Some(answer),
            Err(refusal) => {
                for fault in refusal.0 {
                    let below = fault.path.strip_prefix("/inputs").unwrap_or(&fault.path);
                    let entry = entry_at(&mut self.entries, below);
                    match (entry, fault.code) {
                        (Some(entry), FaultCode::Missing) => {
                            self.needs.push(place_of(below, entry.field.unit));
                        }
                        (Some(entry), _) => entry.fault = Some(fault.words),
                        (None, _) => self.faults.push(fault.words),
                    }
                }
            }
        }
    }
}
