//! A dataset of floor plans: drawn by size, split by plan, checked for copies that are turned or mirrored.

use crate::hrm::data::{MazeOptions, draw_mazes};
use crate::hrm::routing::plans::draw::{PlanKind, draw_plan_of};
use crate::hrm::routing::plans::record::{PlanRecord, SIDE, hash_of_plans};
use crate::hrm::train::sha256;
use crate::hrm::{Difficulty, HrmError};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Sides of the plans that are learned from and judged on, in cells.
pub const SIZES: [usize; 7] = [8, 10, 12, 16, 20, 24, 30];
/// Side of the mazes that are judged on, and the least steps from their start to the goal.
const MAZE: (usize, usize) = (30, 110);
/// Draws of one plan that are copies of others before it is given up.
const PATIENCE: u64 = 200;

/// What to draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FloorPlans {
    pub seed: u64,
    /// Plans to learn from and to judge a run by, nine to one.
    pub examples: usize,
    /// Plans of each size that a model is judged on.
    pub test_per_size: usize,
    /// Mazes that a model is judged on.
    pub test_mazes: usize,
    /// Sides of the plans to learn from, in cells.
    pub sizes: Vec<usize>,
    /// Kinds of the plans to learn from: `rooms`, `corridor`, `open`.
    pub kinds: Vec<String>,
    /// How much stands in the way on the plans to learn from.
    pub difficulty: Difficulty,
}

impl Default for FloorPlans {
    fn default() -> Self {
        Self {
            seed: 1,
            examples: 4_000,
            test_per_size: 40,
            test_mazes: 40,
            sizes: SIZES.to_vec(),
            kinds: PlanKind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            difficulty: Difficulty::default(),
        }
    }
}

/// Floor plans by split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FloorSet {
    pub train: Vec<PlanRecord>,
    pub val: Vec<PlanRecord>,
    pub test: Vec<PlanRecord>,
    /// Plans left out because one of another split, or before, is the same but for turning and mirroring.
    pub copies_left_out: usize,
}

impl FloorPlans {
    /// Checks that such a set can be drawn.
    ///
    /// # Errors
    /// Names what cannot be.
    pub fn check(&self) -> Result<(), HrmError> {
        if self.sizes.is_empty() || !self.sizes.iter().all(|side| (6..=SIDE).contains(side)) {
            return Err(HrmError::Settings(format!("sizes are sides of 6 to {SIDE} cells")));
        }
        if self.kinds.is_empty() {
            return Err(HrmError::Settings("kinds is empty".to_owned()));
        }
        if let Some(name) = self.kinds.iter().find(|name| PlanKind::from_name(name).is_none()) {
            return Err(HrmError::Settings(format!("kinds: '{name}' is no kind of floor plan")));
        }
        if self.examples < 10 {
            return Err(HrmError::Settings("examples is below 10".to_owned()));
        }
        Ok(())
    }

    /// Draws the test split alone: plans of every size, then mazes. It depends on the seed and its own sizes, on nothing else.
    ///
    /// # Errors
    /// When `go_on` (done, of all) says no.
    pub fn draw_test(
        &self,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<PlanRecord>, HrmError> {
        let total = self.test_per_size * SIZES.len() + self.test_mazes;
        let (mut keys, mut left_out, mut all) = (BTreeSet::new(), 0, Vec::new());
        for (split, side) in SIZES.iter().enumerate() {
            let before = all.len();
            let mut watch = |done: usize| go_on(before + done, total);
            let stream = Stream {
                seed: self.seed,
                split: 100 + split as u64,
                sides: &[*side],
                kinds: PlanKind::ALL,
                difficulty: Difficulty::EasyToHard,
            };
            all.extend(stream.fill(self.test_per_size, &mut keys, &mut left_out, &mut watch)?);
        }
        if self.test_mazes > 0 {
            let (size, least_way) = MAZE;
            let options =
                MazeOptions { seed: self.seed, size, train: 1, test: self.test_mazes, augment: 0, least_way };
            let before = all.len();
            let mut drawn = 0;
            let mazes = draw_mazes(&options, &mut || {
                drawn += 1;
                go_on((before + drawn).min(total), total)
            })?;
            let test = &mazes.data.test;
            all.extend((0..test.examples()).filter_map(|at| PlanRecord::of_maze(test.example(at).0, size)));
        }
        Ok(all)
    }

    /// Draws every split. Plans `given` join what is learned from.
    ///
    /// # Errors
    /// When the plan does not hold or `go_on` (done, of all) says no.
    pub fn draw(
        &self,
        given: &[PlanRecord],
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<FloorSet, HrmError> {
        self.check()?;
        let tested = self.test_per_size * SIZES.len() + self.test_mazes;
        let total = tested + self.examples;
        let test = self.draw_test(&mut |done, _| go_on(done, total))?;
        let mut keys: BTreeSet<Vec<u8>> = test.iter().map(PlanRecord::key).collect();
        let mut left_out = 0;
        let judged = self.examples / 10;
        let kinds: Vec<PlanKind> = self.kinds.iter().filter_map(|name| PlanKind::from_name(name)).collect();
        let (seed, sides, difficulty) = (self.seed, &self.sizes, self.difficulty);
        let stream = |split: u64| Stream { seed, split, sides, kinds: &kinds, difficulty };
        let mut watch = |done: usize| go_on(tested + done, total);
        let val = stream(1).fill(judged, &mut keys, &mut left_out, &mut watch)?;
        let mut watch = |done: usize| go_on(tested + judged + done, total);
        let mut train = stream(2).fill(self.examples - judged, &mut keys, &mut left_out, &mut watch)?;
        for record in given {
            if keys.insert(record.key()) {
                train.push(record.clone());
            } else {
                left_out += 1;
            }
        }
        Ok(FloorSet { train, val, test, copies_left_out: left_out })
    }
}

/// Plans of these sides in turn, each drawn from a seed of its own.
struct Stream<'a> {
    seed: u64,
    split: u64,
    sides: &'a [usize],
    kinds: &'a [PlanKind],
    difficulty: Difficulty,
}

impl Stream<'_> {
    fn fill(
        &self,
        count: usize,
        keys: &mut BTreeSet<Vec<u8>>,
        left_out: &mut usize,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Vec<PlanRecord>, HrmError> {
        let mut all = Vec::with_capacity(count);
        for index in 0..count {
            if !go_on(index) {
                return Err(HrmError::Cancelled);
            }
            let side = self.sides.get(index % self.sides.len().max(1)).copied().unwrap_or(SIDE);
            let record = (0..PATIENCE).find_map(|attempt| {
                let record = self.plan(side, (index as u64) * PATIENCE + attempt);
                let is_new = keys.insert(record.key());
                *left_out += usize::from(!is_new);
                is_new.then_some(record)
            });
            let fault =
                || HrmError::Settings(format!("there seem to be no more plans with a side of {side}"));
            all.push(record.ok_or_else(fault)?);
        }
        Ok(all)
    }

    fn plan(&self, side: usize, index: u64) -> PlanRecord {
        let mixed = (self.split << 40 | index).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed ^ mixed);
        let (board, goal, kind) = draw_plan_of(side, self.kinds, self.difficulty, &mut rng);
        PlanRecord { name: kind.name().to_owned(), board, goal, start: None }
    }
}

impl FloorSet {
    /// Returns how many plans of one split have their like in another; the leak check.
    pub fn shared_keys(&self) -> usize {
        let keys =
            |records: &[PlanRecord]| -> BTreeSet<Vec<u8>> { records.iter().map(PlanRecord::key).collect() };
        let (train, val, test) = (keys(&self.train), keys(&self.val), keys(&self.test));
        train.intersection(&val).count() + train.intersection(&test).count() + val.intersection(&test).count()
    }

    /// Returns the hash of everything that is learned from and judged on.
    pub fn sha256(&self) -> String {
        let parts = [&self.train, &self.val, &self.test].map(|records| hash_of_plans(records));
        sha256(parts.join("\n").as_bytes())
    }
}
