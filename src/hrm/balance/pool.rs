//! Panelboards to learn from, by how many circuits have a choice: a batch has one number of them, and no padding.

use crate::engineering::balance::{BalanceProblem, Seating};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Panelboards in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    problems: Vec<BalanceProblem>,
    /// Circuits with a choice, of each.
    circuits: Vec<usize>,
    by_circuits: BTreeMap<usize, Vec<usize>>,
}

impl Pool {
    /// Sorts panelboards; those without a choice are left out.
    pub fn new(problems: Vec<BalanceProblem>) -> Self {
        Self::weighted(problems.into_iter().map(|problem| (problem, 1)).collect())
    }

    /// The same with how often each is there: difficult ones are drawn more often.
    pub fn weighted(problems: Vec<(BalanceProblem, usize)>) -> Self {
        let mut pool = Self::default();
        for (problem, times) in problems {
            let circuits = Seating::new(&problem).seatables().len();
            if circuits > 0 {
                for _ in 0..times {
                    pool.by_circuits.entry(circuits).or_default().push(pool.problems.len());
                    pool.problems.push(problem.clone());
                    pool.circuits.push(circuits);
                }
            }
        }
        pool
    }

    /// Returns how many panelboards there are.
    pub const fn len(&self) -> usize {
        self.problems.len()
    }

    /// Draws panelboards of at most so many slots with equally many circuits: one by chance, the others like it.
    pub fn draw(
        &self,
        rng: &mut ChaCha8Rng,
        most_slots: u16,
        part_circuits: usize,
        part_panels: usize,
    ) -> Vec<&BalanceProblem> {
        let count = self.problems.len();
        if count == 0 {
            return Vec::new();
        }
        // A pool without small panels has the first that comes.
        let mut first = rng.random_range(0..count);
        for _ in 0..200 {
            if self.problems[first].slots <= most_slots {
                break;
            }
            first = rng.random_range(0..count);
        }
        let circuits = self.circuits[first];
        let alike = self.by_circuits.get(&circuits).map_or(&[][..], Vec::as_slice);
        let panels = (part_circuits / circuits).clamp(1, part_panels);
        let mut drawn = vec![&self.problems[first]];
        drawn.extend((1..panels).map(|_| &self.problems[alike[rng.random_range(0..alike.len())]]));
        drawn
    }
}
