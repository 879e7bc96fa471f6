//! A dataset of circuits: projects drawn by index, labelled by the rules, whole projects to a split, no circuit in two.

use crate::domain::Project;
use crate::hrm::HrmError;
use crate::hrm::data::{seed_of, side_by_side};
use crate::hrm::train::sha256;
use crate::hrm::validation::attributes::Attributes;
use crate::hrm::validation::circuits::draw::draw_project;
use crate::hrm::validation::circuits::record::{CircuitRecord, given_records, hash_of_circuits, records_of};
use crate::rules::RuleContext;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Projects drawn side by side before their circuits are counted.
const BLOCK: u64 = 32;
const VAL: u64 = 1;
const TRAIN: u64 = 2;
const TEST: u64 = 3;

/// What to draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CircuitPlan {
    pub seed: u64,
    /// Circuits to learn from and to look at while learning, nine to one.
    pub examples: usize,
    /// Circuits a model is judged on.
    pub test: usize,
}

impl Default for CircuitPlan {
    fn default() -> Self {
        Self { seed: 1, examples: 60_000, test: 6_000 }
    }
}

/// Circuits by split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CircuitSet {
    pub train: Vec<CircuitRecord>,
    pub val: Vec<CircuitRecord>,
    pub test: Vec<CircuitRecord>,
    /// Circuits left out because one before is the same to the last attribute.
    pub copies_left_out: usize,
}

impl CircuitPlan {
    /// Draws the test split alone. It depends on the seed and its own size, on nothing else.
    ///
    /// # Errors
    /// When `go_on` (done, of all) says no.
    pub fn draw_test(
        &self,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<CircuitRecord>, HrmError> {
        let mut watch = |done: usize| go_on(done, self.test);
        self.fill(TEST, self.test, &mut BTreeSet::new(), &mut 0, &mut watch)
    }

    /// Draws so many circuits of the split that a run is looked at with: to fit a temperature on.
    ///
    /// # Errors
    /// As [`Self::draw_test`].
    pub fn draw_val(
        &self,
        count: usize,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<CircuitRecord>, HrmError> {
        let mut watch = |done: usize| go_on(done, count);
        self.fill(VAL, count, &mut BTreeSet::new(), &mut 0, &mut watch)
    }

    /// Draws every split. The circuits of projects `given`, and those `collected`, join what is learned from.
    ///
    /// # Errors
    /// When there are fewer than ten examples or `go_on` (done, of all) says no.
    pub fn draw(
        &self,
        given: &[(String, Project)],
        collected: &[CircuitRecord],
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<CircuitSet, HrmError> {
        if self.examples < 10 {
            return Err(HrmError::Settings("examples is below 10".to_owned()));
        }
        let total = self.test + self.examples;
        let (mut keys, mut left_out) = (BTreeSet::new(), 0);
        let mut watch = |done: usize| go_on(done, total);
        let test = self.fill(TEST, self.test, &mut keys, &mut left_out, &mut watch)?;
        let looked_at = self.examples / 10;
        let mut watch = |done: usize| go_on(self.test + done, total);
        let val = self.fill(VAL, looked_at, &mut keys, &mut left_out, &mut watch)?;
        let mut watch = |done: usize| go_on(self.test + looked_at + done, total);
        let mut train = self.fill(TRAIN, self.examples - looked_at, &mut keys, &mut left_out, &mut watch)?;
        let given = given.iter().flat_map(|(name, project)| given_records(name, project));
        for record in given.chain(collected.iter().cloned()) {
            if keys.insert(record.key()) {
                train.push(record);
            } else {
                left_out += 1;
            }
        }
        Ok(CircuitSet { train, val, test, copies_left_out: left_out })
    }

    /// Draws projects in order until their circuits are so many; no circuit is kept that anybody has already.
    fn fill(
        &self,
        split: u64,
        count: usize,
        keys: &mut BTreeSet<String>,
        left_out: &mut usize,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<CircuitRecord>, HrmError> {
        let mut all = Vec::with_capacity(count);
        let mut next = 0;
        while all.len() < count {
            if !go_on(all.len()) {
                return Err(HrmError::Cancelled);
            }
            for record in self.block(split, next).into_iter().flatten() {
                if all.len() == count {
                    break;
                }
                if keys.insert(record.key()) {
                    all.push(record);
                } else {
                    *left_out += 1;
                }
            }
            next += BLOCK;
        }
        Ok(all)
    }

    /// Draws some projects side by side; the order does not depend on the threads.
    fn block(&self, split: u64, from: u64) -> Vec<Vec<CircuitRecord>> {
        side_by_side(from, BLOCK as usize, |index| {
            let drawn = draw_project(seed_of(self.seed, split, index));
            drawn.map_or_else(Vec::new, |drawn| records_of(&format!("{split}-{index}"), &drawn))
        })
    }
}

/// Draws again the project that a circuit of this seed stands in; `None` where it was given, or drawn otherwise.
pub fn project_of(record: &CircuitRecord, seed: u64) -> Option<Project> {
    let (split, index) = record.project.split_once('-')?;
    let drawn = draw_project(seed_of(seed, split.parse().ok()?, index.parse().ok()?))?.project;
    let (panel, slot) = record.name.split_once('/')?;
    let panel = drawn.panel_named(panel)?;
    let circuit = panel.circuits().find(|circuit| circuit.slot.to_string() == slot)?;
    let attributes = Attributes::of(&RuleContext::new(&drawn), panel, circuit);
    let same = CircuitRecord { attributes, ..record.clone() }.key() == record.key();
    same.then_some(drawn)
}

impl CircuitSet {
    /// Returns how many circuits of one split have their like in another, and how many projects stand in two; the leak check.
    pub fn shared(&self) -> (usize, usize) {
        let count = |key: fn(&CircuitRecord) -> String| {
            let keys = |records: &[CircuitRecord]| -> BTreeSet<String> { records.iter().map(key).collect() };
            let (train, val, test) = (keys(&self.train), keys(&self.val), keys(&self.test));
            train.intersection(&val).count()
                + train.intersection(&test).count()
                + val.intersection(&test).count()
        };
        (count(CircuitRecord::key), count(|record| record.project.clone()))
    }

    /// Returns the hash of everything that is learned from and judged on.
    pub fn sha256(&self) -> String {
        let parts = [&self.train, &self.val, &self.test].map(|records| hash_of_circuits(records));
        sha256(parts.join("\n").as_bytes())
    }
}
