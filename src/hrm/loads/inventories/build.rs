//! A dataset of inventories: drawn by cell, labelled by the engine, split by building, checked for copies.

use super::draw::{Cell, draw_project};
use super::record::{InventoryRecord, truth_at};
use crate::domain::Project;
use crate::engineering::{LoadPoint, load_inventory, load_points, project_loads};
use crate::hrm::HrmError;
use crate::hrm::data::{seed_of, side_by_side};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Numbers of the splits that are not tested on.
const LOOKED_AT: u64 = 1;
const LEARNED: u64 = 2;
/// Buildings drawn at once.
const BLOCK: usize = 128;

/// What to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LoadPlan {
    pub seed: u64,
    /// Inventories to learn from and to judge a run by, nine to one.
    pub examples: usize,
    /// Inventories of each of the six test cells.
    pub test_per_cell: usize,
}

impl Default for LoadPlan {
    fn default() -> Self {
        Self { seed: 1, examples: 12_000, test_per_cell: 300 }
    }
}

/// Inventories by split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadSet {
    pub train: Vec<InventoryRecord>,
    pub val: Vec<InventoryRecord>,
    pub test: Vec<InventoryRecord>,
    /// Inventories left out because another has the same loads.
    pub copies_left_out: usize,
}

impl LoadPlan {
    /// Checks that such a set can be drawn.
    ///
    /// # Errors
    /// Names what cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        if self.examples < 20 {
            return Err(HrmError::Settings("examples is below 20".to_owned()));
        }
        Ok(())
    }

    /// Draws the test split alone: it depends on the seed and its own size, on nothing else.
    ///
    /// # Errors
    /// When `go_on` says no.
    pub fn draw_test(
        &self,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<InventoryRecord>, HrmError> {
        let (mut keys, mut left_out) = (BTreeSet::new(), 0);
        let total = self.test_per_cell * Cell::ALL.len();
        let mut all = Vec::with_capacity(total);
        for (place, cell) in Cell::ALL.iter().enumerate() {
            let order = |index| (100 + place as u64, index, *cell);
            let mut watch = |done: usize| go_on(place * self.test_per_cell + done, total);
            all.extend(self.fill(self.test_per_cell, &order, &mut keys, &mut left_out, &mut watch)?);
        }
        Ok(all)
    }

    /// Draws alone what is looked at while learning, without what the test split has too: to calibrate on.
    ///
    /// # Errors
    /// When `go_on` says no.
    pub fn draw_val(
        &self,
        test: &[InventoryRecord],
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<InventoryRecord>, HrmError> {
        let count = self.examples / 10;
        let mut keys: BTreeSet<String> = test.iter().map(InventoryRecord::key).collect();
        let mut left_out = 0;
        self.fill(count, &in_turn(LOOKED_AT), &mut keys, &mut left_out, &mut |done| go_on(done, count))
    }

    /// Draws every split. Inventories `given` (of a person's projects) join what is learned from.
    ///
    /// # Errors
    /// When the plan does not hold or `go_on` (done, of all) says no.
    pub fn draw(
        &self,
        given: Vec<InventoryRecord>,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<LoadSet, HrmError> {
        self.check()?;
        let tested = self.test_per_cell * Cell::ALL.len();
        let total = tested + self.examples;
        let test = self.draw_test(&mut |done, _| go_on(done, total))?;
        let mut keys: BTreeSet<String> = test.iter().map(InventoryRecord::key).collect();
        let mut left_out = 0;
        let judged = self.examples / 10;
        let mut watch = |done: usize| go_on(tested + done, total);
        let val = self.fill(judged, &in_turn(LOOKED_AT), &mut keys, &mut left_out, &mut watch)?;
        let mut watch = |done: usize| go_on(tested + judged + done, total);
        let learned = self.examples - judged;
        let mut train = self.fill(learned, &in_turn(LEARNED), &mut keys, &mut left_out, &mut watch)?;
        for record in given {
            if keys.insert(record.key()) {
                train.push(record);
            } else {
                left_out += 1;
            }
        }
        Ok(LoadSet { train, val, test, copies_left_out: left_out })
    }

    /// Draws buildings in order until they have `count` inventories that nobody has yet.
    fn fill(
        &self,
        count: usize,
        order: &(dyn Fn(u64) -> (u64, u64, Cell) + Sync),
        keys: &mut BTreeSet<String>,
        left_out: &mut usize,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<InventoryRecord>, HrmError> {
        let mut all = Vec::with_capacity(count);
        let mut next = 0;
        while all.len() < count {
            if !go_on(all.len()) {
                return Err(HrmError::Cancelled);
            }
            let block = BLOCK.min(count - all.len() + 4);
            for record in self.block(next, block, order).into_iter().flatten() {
                if all.len() == count {
                    break;
                }
                if keys.insert(record.key()) {
                    all.push(record);
                } else {
                    *left_out += 1;
                }
            }
            next += block as u64;
        }
        Ok(all)
    }

    /// Draws some buildings side by side; the order does not depend on the threads.
    fn block(
        &self,
        from: u64,
        count: usize,
        order: &(dyn Fn(u64) -> (u64, u64, Cell) + Sync),
    ) -> Vec<Vec<InventoryRecord>> {
        side_by_side(from, count, |index| self.one(order(index)))
    }

    fn one(&self, (split, index, cell): (u64, u64, Cell)) -> Vec<InventoryRecord> {
        let Some(drawn) = draw_project(seed_of(self.seed, split, index), cell) else { return Vec::new() };
        let kind = (drawn.cell.name(), drawn.case.name());
        records(&drawn.project, &format!("{split}-{index}"), kind, &drawn.points)
    }
}

/// Draws again the building that an inventory of this seed was taken from; `None` where it was given, or drawn otherwise.
pub fn building_of(record: &InventoryRecord, seed: u64) -> Option<Project> {
    let (split, index) = record.project.split_once('-')?;
    let (split, index) = (split.parse().ok()?, index.parse().ok()?);
    let drawn = draw_project(seed_of(seed, split, index), Cell::from_name(&record.cell)?)?;
    let kind = (drawn.cell.name(), drawn.case.name());
    let all = records(&drawn.project, &record.project, kind, &drawn.points);
    all.iter().any(|other| other == record).then_some(drawn.project)
}

/// Returns what a project of a person teaches: every point with its loads and the engine's answer.
pub fn given_records(project: &Project, name: &str) -> Vec<InventoryRecord> {
    let mut all = records(project, name, ("given", "given"), &load_points(project));
    all.retain(|record| !record.items.is_empty());
    all
}

fn records(project: &Project, name: &str, kind: (&str, &str), points: &[LoadPoint]) -> Vec<InventoryRecord> {
    let loads = project_loads(project);
    let one = |point: &LoadPoint| {
        let inventory = load_inventory(project, *point)?;
        let truth = truth_at(&loads, *point, &inventory)?;
        let at = match point {
            LoadPoint::Service => "service".to_owned(),
            LoadPoint::Panel(id) => project.panel(*id).map_or_else(String::new, |panel| panel.name.clone()),
        };
        let names = (format!("{name} {at}"), name.to_owned());
        Some(InventoryRecord::new(names, kind, &inventory, truth))
    };
    points.iter().filter_map(one).collect()
}

/// Returns the buildings of a split in their order: one cell after the other.
fn in_turn(split: u64) -> impl Fn(u64) -> (u64, u64, Cell) + Sync {
    move |index| (split, index, Cell::ALL[(index % Cell::ALL.len() as u64) as usize])
}
