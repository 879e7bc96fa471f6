//! In which order examples are learned.
//!
//! ```text
//! iteration ─ groups shuffled, once for each pass of it ─ a random puzzle of each ─ its examples, shuffled
//!           └─ packed to full batches; what is left at the end is dropped
//! ```

use crate::hrm::HrmError;
use crate::hrm::data::split::Split;
use rand::seq::{SliceRandom, index};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// Where the order stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// Counted from 1; 0 before the first batch.
    iteration: u64,
    /// The batch of the iteration to come.
    next: usize,
}

/// The batches of one iteration, and where it stands.
#[derive(Debug)]
pub(super) struct Order {
    seed: u64,
    batch: usize,
    passes: usize,
    position: Position,
    /// Examples of each batch of the present iteration.
    batches: Vec<Vec<usize>>,
}

impl Order {
    pub const fn new(seed: u64, batch: usize, passes: usize) -> Self {
        Self { seed, batch, passes, position: Position { iteration: 0, next: 0 }, batches: Vec::new() }
    }

    /// Returns the examples of the next batch.
    pub fn next(&mut self, split: &Split) -> Result<Vec<usize>, HrmError> {
        if self.position.next >= self.batches.len() {
            self.position = Position { iteration: self.position.iteration + 1, next: 0 };
            self.batches = self.iteration(split);
        }
        let batch = self.batches.get(self.position.next).cloned().ok_or_else(|| {
            HrmError::Settings(format!(
                "{} groups do not fill a batch of {}; lower batch, or raise task.passes",
                split.groups(),
                self.batch
            ))
        })?;
        self.position.next += 1;
        Ok(batch)
    }

    pub const fn position(&self) -> Position {
        self.position
    }

    /// Goes to where another order stood.
    pub fn go_to(&mut self, position: Position, split: &Split) {
        self.position = position;
        self.batches = if position.iteration == 0 { Vec::new() } else { self.iteration(split) };
    }

    fn iteration(&self, split: &Split) -> Vec<Vec<usize>> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(self.position.iteration);
        let mut groups = Vec::new();
        for _ in 0..self.passes {
            let mut pass: Vec<usize> = (0..split.groups()).collect();
            pass.shuffle(&mut rng);
            groups.extend(pass);
        }
        let (mut batches, mut batch) = (Vec::new(), Vec::new());
        for group in groups {
            let puzzle = rng.random_range(split.groups[group]..split.groups[group + 1]);
            let (start, end) = (split.puzzles[puzzle], split.puzzles[puzzle + 1]);
            // What does not fit the batch is left out, as in the reference.
            let taken = (end - start).min(self.batch - batch.len());
            batch.extend(index::sample(&mut rng, end - start, taken).into_iter().map(|i| start + i));
            if batch.len() == self.batch {
                batches.push(std::mem::take(&mut batch));
            }
        }
        batches
    }
}
