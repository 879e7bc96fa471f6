//! What the laboratory knows of a task. One entry each in [`super::LAB_TASKS`].

use crate::domain::Project;
use crate::hrm::registry::TestSet;
use crate::hrm::{HrmError, PublishedModel};
use crate::workbench::lab::compare::Change;
use crate::workbench::lab::evaluation::Worst;
use crate::workbench::lab::sample::{Counted, Opened, Sample};
use crate::workbench::lab::tasks::LAB_TASKS;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a dataset's folder says of itself.
pub(super) const MANIFEST: &str = "manifest.json";

/// Hears how far work is (done, of all) and says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// A task.
#[derive(Clone, Copy)]
pub struct LabTask {
    /// As `train` and the cards call it.
    pub name: &'static str,
    pub title: &'static str,
    /// One word for a table.
    pub short: &'static str,
    /// What an example is, several of them.
    pub examples: &'static str,
    /// What is said of examples of which what is usually wanted cannot be had.
    pub impossible: &'static str,
    /// Column of an evaluation that stands for the plain algorithm, and its name.
    pub plain: (&'static str, &'static str),
    /// The same for the best there is.
    pub best: (&'static str, &'static str),
    /// Fields of the form that makes a dataset; their keys are those of the plan.
    pub fields: fn() -> Vec<Field>,
    /// The plan that the form begins with.
    pub plan: fn() -> Value,
    /// Draws a dataset.
    pub draw: fn(&Value, Watch<'_>) -> Result<Box<dyn Drawn>, HrmError>,
    /// Draws a few examples to learn from, as many at least as are asked for.
    pub preview: fn(&Value, usize) -> Result<Box<dyn Drawn>, HrmError>,
    /// Reads a dataset's folder.
    pub open: fn(&Path) -> Result<Box<dyn Drawn>, HrmError>,
    /// Judges a model on a frozen test set, drawn anew.
    pub judge: fn(Judge<'_>, Watch<'_>) -> Result<Judged, HrmError>,
    /// Says what two models answer for projects, one beside the other.
    pub compare: fn(&[Arc<Project>], Pair) -> Result<Vec<Change>, HrmError>,
    /// What an example can be opened as, in one word.
    pub opens_as: &'static str,
    /// Makes of an example, with the seed of its dataset, what a designer would have; beside the project it would join. `None`
    /// where it cannot be drawn again.
    pub opened: fn(&Value, Option<u64>, &Project) -> Option<Opened>,
}

impl std::fmt::Debug for LabTask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LabTask").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Finds a task by its name.
pub fn lab_task(name: &str) -> Option<&'static LabTask> {
    LAB_TASKS.iter().find(|task| task.name == name)
}

/// A model to judge.
pub struct Judge<'a> {
    /// As the answer calls it.
    pub name: &'a str,
    pub model: PublishedModel,
    /// The champion's; by default the task's own.
    pub test: Option<&'a TestSet>,
}

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// The JSON answer of `phasewright evaluate`.
    pub answer: Value,
    pub test: TestSet,
    /// The worst answers, worst first.
    pub worst: Vec<Worst>,
}

/// Two models of a task, with their names: champion and candidate.
pub struct Pair {
    pub champion: (String, PublishedModel),
    pub candidate: (String, PublishedModel),
}

/// A split of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitName {
    Train,
    Val,
    Test,
}

impl SplitName {
    pub const ALL: [Self; 3] = [Self::Train, Self::Val, Self::Test];

    /// Returns the name of its folder.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Val => "val",
            Self::Test => "test",
        }
    }

    /// Returns what a person calls it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Train => "Train",
            Self::Val => "Validation",
            Self::Test => "Test, frozen",
        }
    }
}

/// Reads the splits of a dataset's folder: train, val, test. One that is not there is empty.
///
/// # Errors
/// As `read`.
pub(super) fn splits_of<T>(
    folder: &Path,
    read: impl Fn(&Path) -> Result<Vec<T>, HrmError>,
) -> Result<[Vec<T>; 3], HrmError> {
    let [train, val, test] = SplitName::ALL.map(|split| {
        let at = folder.join(split.folder());
        if at.exists() { read(&at) } else { Ok(Vec::new()) }
    });
    Ok([train?, val?, test?])
}

/// Returns the plan that a dataset's folder says it was drawn by; the default where it says none.
pub(super) fn plan_in<T: DeserializeOwned + Default>(folder: &Path) -> T {
    let manifest = std::fs::read(folder.join(MANIFEST)).ok();
    let manifest = manifest.and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    let plan = manifest.and_then(|manifest| serde_json::from_value(manifest.get("plan")?.clone()).ok());
    plan.unwrap_or_default()
}

/// A dataset in memory.
pub trait Drawn: Send {
    /// Returns how many examples a split has.
    fn count(&self, split: SplitName) -> usize;

    /// Returns what all copies of an example share.
    fn key(&self, split: SplitName, at: usize) -> Vec<u8>;

    /// Returns the example itself, without its name.
    fn content(&self, split: SplitName, at: usize) -> Vec<u8>;

    /// Returns what histograms count of an example.
    fn counted(&self, split: SplitName, at: usize) -> Vec<(&'static str, Counted)>;

    /// Counts the labels of an example by class.
    fn classes(&self, split: SplitName, at: usize, counts: &mut BTreeMap<String, usize>);

    /// Returns whether what is usually wanted cannot be had of an example.
    fn is_impossible(&self, split: SplitName, at: usize) -> bool;

    fn sample(&self, split: SplitName, at: usize) -> Option<Sample>;

    /// Returns the hash of everything that is learned from and judged on.
    fn sha256(&self) -> String;

    /// Writes the dataset and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    fn write(&self, folder: &Path) -> Result<Value, HrmError>;
}

/// One field of the form that makes a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Field of the plan.
    pub key: &'static str,
    pub label: &'static str,
    /// A sentence for the tooltip.
    pub help: &'static str,
    pub kind: FieldKind,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// A whole number.
    Count { least: u64, most: u64 },
    /// Any of these numbers, one at least.
    Numbers { of: Vec<u64>, unit: &'static str },
    /// Any of these words, one at least: value and what a person reads.
    Words(Vec<(&'static str, &'static str)>),
    /// One of these words.
    One(Vec<(&'static str, &'static str)>),
    /// Yes or no.
    Switch,
}

/// An example of a dataset, as a task says what the laboratory asks of it.
pub(super) trait Example {
    /// Returns what all copies of it share.
    fn key(&self) -> Vec<u8>;

    /// Returns the example itself, without its name.
    fn content(&self) -> Vec<u8>;

    /// Returns what histograms count of it.
    fn counted(&self) -> Vec<(&'static str, Counted)>;

    /// Counts its labels by class.
    fn classes(&self, counts: &mut BTreeMap<String, usize>);

    /// Returns whether what is usually wanted cannot be had of it.
    fn is_impossible(&self) -> bool;

    fn sample(&self) -> Option<Sample>;
}

/// The examples of a task with the plan they were drawn by: all that a [`Drawn`] is made of.
pub(super) trait ExampleSet: Send {
    type Record: Example;

    /// Returns the splits: train, val, test.
    fn splits(&self) -> [&[Self::Record]; 3];

    /// Returns the seed it was drawn with, where its examples can be drawn again by it.
    fn seed(&self) -> Option<u64> {
        None
    }

    fn sha256(&self) -> String;

    /// Writes the dataset and returns its manifest.
    ///
    /// # Errors
    /// When a file cannot be written.
    fn write(&self, folder: &Path) -> Result<Value, HrmError>;
}

fn split_of<S: ExampleSet>(set: &S, split: SplitName) -> &[S::Record] {
    let [train, val, test] = set.splits();
    match split {
        SplitName::Train => train,
        SplitName::Val => val,
        SplitName::Test => test,
    }
}

fn one<S: ExampleSet, T: Default>(set: &S, split: SplitName, at: usize, of: impl Fn(&S::Record) -> T) -> T {
    split_of(set, split).get(at).map(of).unwrap_or_default()
}

impl<S: ExampleSet> Drawn for S {
    fn count(&self, split: SplitName) -> usize {
        split_of(self, split).len()
    }

    fn key(&self, split: SplitName, at: usize) -> Vec<u8> {
        one(self, split, at, Example::key)
    }

    fn content(&self, split: SplitName, at: usize) -> Vec<u8> {
        one(self, split, at, Example::content)
    }

    fn counted(&self, split: SplitName, at: usize) -> Vec<(&'static str, Counted)> {
        one(self, split, at, Example::counted)
    }

    fn classes(&self, split: SplitName, at: usize, counts: &mut BTreeMap<String, usize>) {
        if let Some(record) = split_of(self, split).get(at) {
            record.classes(counts);
        }
    }

    fn is_impossible(&self, split: SplitName, at: usize) -> bool {
        one(self, split, at, Example::is_impossible)
    }

    fn sample(&self, split: SplitName, at: usize) -> Option<Sample> {
        let sample = one(self, split, at, Example::sample)?;
        Some(Sample { seed: self.seed(), ..sample })
    }

    fn sha256(&self) -> String {
        ExampleSet::sha256(self)
    }

    fn write(&self, folder: &Path) -> Result<Value, HrmError> {
        ExampleSet::write(self, folder)
    }
}
