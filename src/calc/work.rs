//! A calculation under way: inputs are read by name, defaults used are noted, results come with their steps.

use crate::calc::{
    Answer, Assumption, Fault, FaultCode, Field, FieldType, Given, Kind, Outcome, Step, StepResult,
    Undetermined,
};
use crate::nec::Edition;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// A calculation under way. Reads the top inputs as a [`Part`] does.
pub(in crate::calc) struct Work<'a> {
    kind: &'static Kind,
    pub edition: Edition,
    answer: RefCell<Answer>,
    inputs: &'a Map<String, Value>,
}

/// The inputs, or one object among them.
#[derive(Clone)]
pub(in crate::calc) struct Part<'a> {
    notes: &'a RefCell<Answer>,
    fields: &'static [Field],
    values: &'a Map<String, Value>,
    /// JSON pointer.
    path: String,
}

impl<'a> Work<'a> {
    pub fn new(kind: &'static Kind, edition: Edition, inputs: &'a Map<String, Value>) -> Self {
        let mut answer = Answer::default();
        if edition == Edition::E2026 {
            answer.warnings.push(
                "Values of the 2026 edition come from summaries, not from its text; everything else is as in 2023"
                    .to_owned(),
            );
        }
        Self { kind, edition, answer: RefCell::new(answer), inputs }
    }

    pub fn into_answer(self) -> Answer {
        self.answer.into_inner()
    }

    /// Returns the inputs.
    pub fn inputs(&self) -> Part<'_> {
        Part {
            notes: &self.answer,
            fields: self.kind.inputs,
            values: self.inputs,
            path: "/inputs".to_owned(),
        }
    }

    /// Begins a step: its label and its formula, in words or symbols.
    pub fn step(&self, label: impl Into<String>, formula: impl Into<String>) -> StepDraft<'_, 'a> {
        StepDraft {
            work: self,
            label: label.into(),
            formula: formula.into(),
            values: Vec::new(),
            citation: String::new(),
        }
    }

    /// Says that a result cannot be determined without these inputs (names of top inputs, or JSON pointers).
    pub fn undetermined(&self, result: &'static str, needs: &[&str]) {
        self.cannot(result, result.to_owned(), needs);
    }

    /// Says it of a result of one item of a list; `result` as in `motors[i].flc`.
    pub fn undetermined_at(&self, result: &'static str, index: usize, needs: &[&str]) {
        self.cannot(result, at_index(result, index), needs);
    }

    fn cannot(&self, known_as: &'static str, result: String, needs: &[&str]) {
        debug_assert!(self.kind.results.iter().any(|known| known.name == known_as), "{known_as}");
        let path =
            |need: &&str| if need.starts_with('/') { (*need).to_owned() } else { format!("/inputs/{need}") };
        let needs = needs.iter().map(path).collect();
        self.answer.borrow_mut().undetermined.push(Undetermined { result, needs });
    }

    /// Notes an assumption that is no default of a field, at a JSON pointer.
    pub fn assume(&self, path: String, value: impl Into<Given>) {
        let value = value.into().to_json();
        self.answer.borrow_mut().assumptions.push(Assumption { path, value });
    }

    pub fn warn(&self, words: impl Into<String>) {
        self.answer.borrow_mut().warnings.push(words.into());
    }

    /// Returns a fault at a top input (its name), at a JSON pointer, or at all inputs (an empty name).
    pub fn fault(&self, code: FaultCode, at: &str, words: impl Into<String>) -> Fault {
        let path = match at {
            "" => "/inputs".to_owned(),
            at if at.starts_with('/') => at.to_owned(),
            at => format!("/inputs/{at}"),
        };
        Fault::new(code, &path, words.into())
    }

    pub fn missing(&self, at: &str) -> Fault {
        self.fault(FaultCode::Missing, at, format!("{at} is needed here"))
    }

    pub fn conflict(&self, at: &str, words: impl Into<String>) -> Fault {
        self.fault(FaultCode::Conflict, at, words)
    }

    pub fn no_row(&self, at: &str, words: impl Into<String>) -> Fault {
        self.fault(FaultCode::NoRow, at, words)
    }

    pub fn range(&self, at: &str, words: impl Into<String>) -> Fault {
        self.fault(FaultCode::Range, at, words)
    }
}

/// Returns `motors[2].flc` for `motors[i].flc` and 2.
fn at_index(result: &str, index: usize) -> String {
    result.replace("[i]", &format!("[{index}]"))
}

impl<'a> Part<'a> {
    fn field(&self, name: &str) -> &'static Field {
        let found = self.fields.iter().find(|field| field.name == name);
        found.unwrap_or_else(|| unreachable!("{}/{name} is no field of this kind", self.path))
    }

    /// Returns the JSON pointer of an input.
    pub fn at(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// Whether an input was given.
    pub fn has(&self, name: &str) -> bool {
        debug_assert!(self.fields.iter().any(|field| field.name == name), "{}/{name}", self.path);
        self.values.contains_key(name)
    }

    /// Returns what was given, else the default, which is noted once as an assumption.
    fn value(&self, name: &str) -> Option<Value> {
        if let Some(given) = self.values.get(name) {
            return Some(given.clone());
        }
        let value = self.field(name).preset?.value();
        self.note(name, value.clone());
        Some(value)
    }

    /// Notes a default once.
    fn note(&self, name: &str, value: Value) {
        let path = self.at(name);
        let mut notes = self.notes.borrow_mut();
        if !notes.assumptions.iter().any(|known| known.path == path) {
            notes.assumptions.push(Assumption { path, value });
        }
    }

    /// Returns a number, or a default that other inputs decide, which is noted as an assumption.
    pub fn number_or(&self, name: &str, default: f64) -> f64 {
        self.maybe(name).unwrap_or_else(|| {
            self.note(name, crate::calc::answer::number(default));
            default
        })
    }

    /// Returns a number, given or by default; `None` where there is neither.
    pub fn maybe(&self, name: &str) -> Option<f64> {
        self.value(name)?.as_f64()
    }

    /// Returns a number that is required, or has a default. The check of the request has seen that it is there.
    pub fn number(&self, name: &str) -> f64 {
        self.maybe(name).unwrap_or_else(|| unreachable!("{} has neither value nor default", self.at(name)))
    }

    /// Returns a word, given or by default; `None` where there is neither.
    pub fn maybe_text(&self, name: &str) -> Option<String> {
        self.value(name)?.as_str().map(str::to_owned)
    }

    /// Returns a word that is required, or has a default.
    pub fn text(&self, name: &str) -> String {
        self.maybe_text(name)
            .unwrap_or_else(|| unreachable!("{} has neither value nor default", self.at(name)))
    }

    /// Returns a yes or no, given or by default; `None` where there is neither.
    pub fn maybe_flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    /// Returns a yes or no that is required, or has a default.
    pub fn flag(&self, name: &str) -> bool {
        self.maybe_flag(name)
            .unwrap_or_else(|| unreachable!("{} has neither value nor default", self.at(name)))
    }

    /// Returns the numbers of a list; none where it is absent.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        let items = self.values.get(name).and_then(Value::as_array);
        items.map(|items| items.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
    }

    /// Returns the objects of a list; none where it is absent.
    pub fn list(&self, name: &str) -> Vec<Self> {
        let FieldType::List(fields) = self.field(name).is else {
            unreachable!("{} is no list", self.at(name));
        };
        let items = self.values.get(name).and_then(Value::as_array).into_iter().flatten().enumerate();
        items.filter_map(|(index, item)| self.inner(fields, item, &format!("{name}/{index}"))).collect()
    }

    /// Returns an object; `None` where it is absent.
    pub fn object(&self, name: &str) -> Option<Self> {
        let FieldType::Object(fields) = self.field(name).is else {
            unreachable!("{} is no object", self.at(name));
        };
        self.inner(fields, self.values.get(name)?, name)
    }

    fn inner(&self, fields: &'static [Field], item: &'a Value, name: &str) -> Option<Self> {
        Some(Self { notes: self.notes, fields, values: item.as_object()?, path: self.at(name) })
    }
}

/// A step that is being written.
#[must_use = "a step counts when its result is set"]
pub(in crate::calc) struct StepDraft<'w, 'a> {
    work: &'w Work<'a>,
    label: String,
    formula: String,
    values: Vec<(String, Given)>,
    citation: String,
}

impl StepDraft<'_, '_> {
    /// Names a value that enters.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Given>) -> Self {
        self.values.push((name.into(), value.into()));
        self
    }

    /// Names the section it follows, without the edition.
    pub fn cite(mut self, section: &str) -> Self {
        self.citation = format!("{} {section}", self.work.edition);
        self
    }

    /// Ends it as an intermediate figure.
    pub fn gives(self, value: impl Into<Given>, unit: &str) {
        self.end(value.into(), unit);
    }

    /// Ends it as a result of the calculation, in the result's unit.
    pub fn is(self, result: &'static str, value: impl Into<Given>) {
        self.result(result, result.to_owned(), value.into());
    }

    /// Ends it as a result of one item of a list; `result` as in `motors[i].flc`.
    pub fn item(self, result: &'static str, index: usize, value: impl Into<Given>) {
        self.result(result, at_index(result, index), value.into());
    }

    fn result(self, known_as: &'static str, name: String, value: Given) {
        let known = self.work.kind.results.iter().find(|known| known.name == known_as);
        let unit =
            known.unwrap_or_else(|| unreachable!("{} has no result {known_as}", self.work.kind.name)).unit;
        let unit = if unit == "unit" { self.work.inputs().text("unit") } else { unit.to_owned() };
        let outcome = Outcome { name, value: value.clone(), unit: unit.clone() };
        self.work.answer.borrow_mut().results.push(outcome);
        self.end(value, &unit);
    }

    fn end(self, value: Given, unit: &str) {
        let Self { work, label, formula, values, citation } = self;
        let result = StepResult { value, unit: unit.to_owned() };
        work.answer.borrow_mut().steps.push(Step { label, formula, values, result, citation });
    }
}
