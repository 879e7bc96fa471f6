//! What objects of the plan come to, beside what is entered of them: figures in words, each with its derivation or what is missing.
//!
//! ```text
//! run.rs    a conduit run
//! room.rs   a room
//! ```
//!
//! Nothing here can be typed; the fields are `workbench::properties`'.

mod room;
mod run;

#[cfg(test)]
mod tests;

use crate::domain::{EntityId, Project};
use crate::engineering::{MissingField, Step};
use crate::workbench::derivation::Derivation;

/// One figure of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Sentence case: "Length".
    pub label: String,
    /// As a person reads it, with its unit; or the field that is missing.
    pub value: Result<String, MissingField>,
    /// What it holds for.
    pub remark: String,
    pub steps: Vec<Step>,
}

impl Figure {
    fn new(label: impl Into<String>, value: impl Into<String>, steps: Vec<Step>) -> Self {
        Self { label: label.into(), value: Ok(value.into()), remark: String::new(), steps }
    }

    fn missing(label: impl Into<String>, field: MissingField) -> Self {
        Self { label: label.into(), value: Err(field), remark: String::new(), steps: Vec::new() }
    }

    fn of(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    /// Returns the figure with its steps, as the window explains numbers.
    pub fn derivation(&self) -> Derivation {
        let steps = match self.value {
            Ok(_) => Ok(self.steps.clone()),
            Err(field) => Err(field),
        };
        Derivation { title: self.label.clone(), remark: self.remark.clone(), steps }
    }

    /// Returns the value, or what it needs.
    pub fn words(&self) -> String {
        match &self.value {
            Ok(value) => value.clone(),
            Err(field) => format!("needs {field}"),
        }
    }
}

/// Returns the figures of an object; none where it has none.
pub fn figures_of(project: &Project, entity: EntityId) -> Vec<Figure> {
    match entity {
        EntityId::Run(sheet, run) => {
            let sheet = project.sheet(sheet);
            let found = sheet.and_then(|sheet| Some((sheet, sheet.runs.get(&run)?)));
            found.map_or_else(Vec::new, |(sheet, run)| run::of_run(project, sheet, run))
        }
        EntityId::Room(sheet, room) => {
            let sheet = project.sheet(sheet);
            let found = sheet.and_then(|sheet| Some((sheet, sheet.rooms.get(&room)?)));
            found.map_or_else(Vec::new, |(sheet, room)| room::of_room(project, sheet, room))
        }
        _ => Vec::new(),
    }
}
