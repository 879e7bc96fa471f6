//! One example of a dataset as a person looks at it: a small drawing, a few facts, and what is special about it.

use crate::domain::{Edit, Project};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// As in `42 slots, 208Y/120`.
    pub title: String,
    /// Label and words.
    pub facts: Vec<(String, String)>,
    /// What cannot be had of it, as in `0.95 impossible`.
    pub mark: Option<String>,
    pub drawing: Drawing,
    /// The record as the dataset has it.
    pub record: Value,
    /// Seed of the dataset, by which what surrounds a record can be drawn again; `None` where nobody drew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

/// What an example is to a designer.
#[derive(Clone, Debug)]
pub enum Opened {
    /// It joins the open project.
    Edits(Vec<Edit>),
    /// It is a project of its own, with a plan or with panelboards.
    Project(Box<Project>),
}

/// What is drawn of an example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Drawing {
    /// A panelboard: load of each leg in VA, as it stands, at its best, and as a model has it.
    Legs { now: Vec<f64>, best: Vec<f64>, model: Option<Vec<f64>> },
    /// A floor plan, row by row from the lowest.
    Plan {
        columns: usize,
        rows: usize,
        /// Cells in the way.
        blocked: Vec<bool>,
        /// Place of the panelboard.
        goal: usize,
        /// Cells whose way is not as short as it could be, where a model was asked.
        wrong: Vec<usize>,
    },
    /// Quantities one below the other.
    Bars(Vec<Bar>),
    /// How each of some questions stands.
    Stands(Vec<Question>),
}

/// A quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub name: String,
    /// The quantity as a person reads it.
    pub words: String,
    /// From 0 to 1.
    pub value: f64,
    /// The same as a model has it, where one was asked.
    pub model: Option<f64>,
}

/// How a question stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub name: String,
    pub stand: Stand,
    /// Whether a model that was asked says otherwise.
    pub wrong: bool,
}

/// Three ways to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stand {
    Holds,
    Undetermined,
    Violated,
}

/// One fact of an example that a histogram counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    Word(String),
    Number(f64),
}
