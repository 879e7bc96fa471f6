//! A dataset of panelboards: drawn by cell, labelled by the exact search, split by panel, checked for copies.

use crate::domain::System;
use crate::engineering::balance::{BalanceProblem, Seating};
use crate::hrm::balance::panels::draw::{Case, draw_panel};
use crate::hrm::balance::panels::own::OwnPanel;
use crate::hrm::balance::panels::record::PanelRecord;
use crate::hrm::data::{seed_of, side_by_side};
use crate::hrm::{Difficulty, HrmError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Sizes that are learned from, in slots.
const SIZES: [u16; 7] = [18, 30, 42, 54, 66, 72, 84];
/// Sizes of the test cells.
pub const TEST_SIZES: [u16; 3] = [18, 42, 84];
/// Systems of the test cells.
pub const TEST_SYSTEMS: [System; 3] = [System::Wye480, System::Wye208, System::Single240];
/// Panelboards drawn at once.
const BLOCK: usize = 256;

/// What to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PanelPlan {
    pub seed: u64,
    /// Panelboards to learn from and to judge a run by, nine to one.
    pub examples: usize,
    /// Panelboards of each of the nine test cells.
    pub test_per_cell: usize,
    /// Sizes to learn from, in slots.
    pub sizes: Vec<u16>,
    /// Codes of the systems to learn from, in turn.
    pub systems: Vec<String>,
    /// Whether one in sixteen is a delta.
    pub deltas: bool,
    /// Which panelboards are learned from.
    pub difficulty: Difficulty,
    /// Search nodes for the best possible of a panelboard.
    pub nodes: u64,
    /// The search is left out where LPT + swaps comes this close to the bound.
    pub close: f64,
    /// Varied copies of each panelboard that is given: other loads within 10 %, other places, another voltage.
    pub copies: usize,
}

impl Default for PanelPlan {
    fn default() -> Self {
        Self {
            seed: 1,
            examples: 10_000,
            test_per_cell: 100,
            sizes: SIZES.to_vec(),
            systems: TEST_SYSTEMS.map(|system| system.code().to_owned()).to_vec(),
            deltas: true,
            difficulty: Difficulty::default(),
            nodes: 100_000,
            close: 3e-4,
            copies: 20,
        }
    }
}

/// Panelboards by split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PanelSet {
    pub train: Vec<PanelRecord>,
    pub val: Vec<PanelRecord>,
    pub test: Vec<PanelRecord>,
    /// Panelboards left out because one of another split has the same circuits.
    pub copies_left_out: usize,
}

/// One panelboard to be drawn.
#[derive(Clone, Copy, Debug)]
struct Order {
    split: u64,
    index: u64,
    slots: u16,
    system: System,
    tested: bool,
}

impl PanelPlan {
    /// Checks that such a set can be drawn.
    ///
    /// # Errors
    /// Names what cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        let fits = |slots: &u16| (2..=384).contains(slots) && slots.is_multiple_of(2);
        if self.sizes.is_empty() || !self.sizes.iter().all(fits) {
            return Err(HrmError::Settings("sizes are even numbers of slots, 2 to 384".to_owned()));
        }
        if self.systems.is_empty() {
            return Err(HrmError::Settings("systems is empty".to_owned()));
        }
        if let Some(code) = self.systems.iter().find(|code| System::from_code(code).is_none()) {
            return Err(HrmError::Settings(format!("systems: '{code}' is no system")));
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
    ) -> Result<Vec<PanelRecord>, HrmError> {
        let mut keys = BTreeSet::new();
        let mut left_out = 0;
        let mut all = Vec::new();
        let cells = TEST_SIZES.iter().flat_map(|slots| TEST_SYSTEMS.map(|system| (*slots, system)));
        let total = self.test_per_cell * TEST_SIZES.len() * TEST_SYSTEMS.len();
        for (cell, (slots, system)) in cells.enumerate() {
            let order = |index| Order { split: 100 + cell as u64, index, slots, system, tested: true };
            let mut watch = |done: usize| go_on(cell * self.test_per_cell + done, total);
            all.extend(self.fill(self.test_per_cell, &order, &mut keys, &mut left_out, &mut watch)?);
        }
        Ok(all)
    }

    /// Draws every split. Panelboards of one's own join what is learned from, each with varied copies; those of every fifth
    /// project join what is looked at while learning. With such panelboards nothing need be drawn beside them.
    ///
    /// # Errors
    /// When the plan does not hold or `go_on` (done, of all) says no.
    pub fn draw(
        &self,
        own: &[OwnPanel],
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PanelSet, HrmError> {
        self.check()?;
        if self.examples < 10 && (self.examples > 0 || own.is_empty()) {
            return Err(HrmError::Settings("examples is below 10".to_owned()));
        }
        let tested = self.test_per_cell * TEST_SIZES.len() * TEST_SYSTEMS.len();
        let total = tested + self.examples;
        let test = self.draw_test(&mut |done, _| go_on(done, total))?;
        let mut keys: BTreeSet<String> = test.iter().map(PanelRecord::key).collect();
        let mut left_out = 0;
        let systems: Vec<System> = self.systems.iter().filter_map(|code| System::from_code(code)).collect();
        let order = |split: u64| {
            let systems = &systems;
            move |index: u64| {
                let sizes = self.sizes.len() as u64;
                // One in sixteen is a delta.
                let system = match index / sizes % 16 {
                    7 if self.deltas => System::HighLeg240,
                    15 if self.deltas => System::Delta240,
                    n => systems[n as usize % systems.len()],
                };
                Order { split, index, slots: self.sizes[(index % sizes) as usize], system, tested: false }
            }
        };
        let judged = self.examples / 10;
        let mut watch = |done: usize| go_on(tested + done, total);
        let mut val = self.fill(judged, &order(1), &mut keys, &mut left_out, &mut watch)?;
        let (own, looked_at) = self.own(own);
        for record in looked_at {
            if keys.insert(record.key()) {
                val.push(record);
            } else {
                left_out += 1;
            }
        }
        let mut watch = |done: usize| go_on(tested + judged + done, total);
        let mut train = self.fill(self.examples - judged, &order(2), &mut keys, &mut left_out, &mut watch)?;
        // Of one panelboard several states may be known: as it was kept when a proposal was rejected, and as it is now.
        let mut states = BTreeSet::new();
        for record in own {
            if !keys.contains(&record.key()) && states.insert(record.state()) {
                train.push(record);
            } else {
                left_out += 1;
            }
        }
        Ok(PanelSet { train, val, test, copies_left_out: left_out })
    }

    /// Draws panelboards in order until there are `count` that nobody has yet.
    fn fill(
        &self,
        count: usize,
        order: &(dyn Fn(u64) -> Order + Sync),
        keys: &mut BTreeSet<String>,
        left_out: &mut usize,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<PanelRecord>, HrmError> {
        let mut all = Vec::with_capacity(count);
        let mut next = 0;
        while all.len() < count {
            if !go_on(all.len()) {
                return Err(HrmError::Cancelled);
            }
            let block = BLOCK.min(2 * (count - all.len()) + 8);
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

    /// Draws some panelboards side by side; the order does not depend on the threads.
    fn block(
        &self,
        from: u64,
        count: usize,
        order: &(dyn Fn(u64) -> Order + Sync),
    ) -> Vec<Option<PanelRecord>> {
        side_by_side(from, count, |index| self.one(order(index)))
    }

    fn one(&self, order: Order) -> Option<PanelRecord> {
        let Order { split, index, slots, system, tested } = order;
        let cases: &[(Case, f64)] = if tested { &Case::TESTED } else { Case::learned(self.difficulty) };
        let drawn = draw_panel(seed_of(self.seed, split, index), slots, system, cases);
        let name = format!("{split}-{index}");
        self.record(name, drawn.occupancy.name(), drawn.case.name(), &drawn.problem)
    }

    /// Labels a panelboard; `None` where nobody has a choice.
    pub(super) fn record(
        &self,
        name: String,
        occupancy: &str,
        case: &str,
        problem: &BalanceProblem,
    ) -> Option<PanelRecord> {
        let seating = Seating::new(problem);
        if seating.seatables().is_empty() || seating.total() <= 0 || seating.home().is_none() {
            return None;
        }
        let (best, choice) = seating.best(self.nodes, self.close);
        Some(PanelRecord::new(name, (occupancy, case), problem, &best, choice))
    }

    pub(super) fn varied(&self, problem: &BalanceProblem, copy: u64) -> BalanceProblem {
        super::vary::varied(problem, seed_of(self.seed, 3, copy))
    }
}
