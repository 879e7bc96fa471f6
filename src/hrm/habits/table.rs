//! The plain baseline of habits: how often a kind of breaker was seen in each part of a panelboard. No network.
//!
//! Kinds are class and poles; seats those of the network. Counts are smoothed by a half, so that what was never seen is
//! unlikely and not impossible. The seating step is the same, so that the difference is what the network knows beyond
//! the counts: areas, orders, neighbors.

use super::examples::HabitExample;
use super::tokens::{HABIT_CLASSES, Seat, class_of};
use crate::domain::Slot;
use crate::engineering::balance::{BalanceProblem, most_liked};
use std::collections::BTreeMap;

/// Counts of seats by class and poles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HabitTable(BTreeMap<(usize, u8), Vec<f32>>);

impl HabitTable {
    /// Counts the seats of finished panelboards.
    pub fn of(examples: &[HabitExample]) -> Self {
        let mut table: BTreeMap<(usize, u8), Vec<f32>> = BTreeMap::new();
        for example in examples {
            let problem = &example.problem;
            for item in problem.items.iter().filter(|item| !item.locked) {
                let counts =
                    table.entry((class_of(item), item.poles)).or_insert_with(|| vec![0.5; HABIT_CLASSES]);
                Seat::of(problem.slots, item.top, item.poles).spread(1.0, counts);
            }
        }
        for counts in table.values_mut() {
            let sum: f32 = counts.iter().sum();
            counts.iter_mut().for_each(|count| *count = (*count / sum).ln());
        }
        Self(table)
    }

    /// Seats an arrangement anew by the counts.
    pub fn seat(&self, problem: &BalanceProblem, tops: &[Slot]) -> Vec<Slot> {
        let held = vec![false; problem.items.len()];
        let mut liking = |index: usize, slot: Slot| {
            let item = &problem.items[index];
            let values = self.0.get(&(class_of(item), item.poles));
            values.map_or(0.0, |values| Seat::of(problem.slots, slot, item.poles).read(values))
        };
        most_liked(problem, tops, &held, &mut liking).unwrap_or_else(|| tops.to_vec())
    }
}
