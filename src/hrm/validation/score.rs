//! How good answers are: what was flagged of what is violated, family by family.

use crate::hrm::validation::answer::CircuitAnswer;
use crate::hrm::validation::families::{FAMILIES, Family, Truth};
use crate::hrm::validation::truth::Truths;

/// Counts of one family; a violation is what is to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FamilyCounts {
    pub hits: usize,
    pub missed: usize,
    pub false_alarms: usize,
    /// Of the hits, those that name the attribute.
    pub located: usize,
    /// Circuits where holds, undetermined or violated is said right, of all.
    pub right: usize,
    pub all: usize,
}

fn share(of: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { of as f64 / all as f64 }
}

impl FamilyCounts {
    /// Counts one circuit.
    pub fn add(&mut self, said: Truth, truth: Truth) {
        match (said.is_violated(), truth.is_violated()) {
            (true, true) => self.hits += 1,
            (false, true) => self.missed += 1,
            (true, false) => self.false_alarms += 1,
            (false, false) => {}
        }
        self.located += usize::from(truth.is_violated() && said == truth);
        let same = said == truth || said.is_violated() && truth.is_violated();
        self.right += usize::from(same);
        self.all += 1;
    }

    /// Returns which share of the alarms is right; 1 where there is none.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    /// Returns which share of the violations is found; 1 where there is none.
    pub fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.missed)
    }

    /// Returns the harmonic mean of both; 1 where there is neither violation nor alarm.
    pub fn f1(&self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.missed + self.false_alarms)
    }

    /// Returns how many violations there are.
    pub const fn violations(&self) -> usize {
        self.hits + self.missed
    }
}

/// Counts of all families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    families: [FamilyCounts; FAMILIES],
    /// Circuits where every family is said right, attributes included.
    exact: usize,
    circuits: usize,
}

impl Confusion {
    /// Counts one circuit.
    pub fn add(&mut self, said: &CircuitAnswer, truths: &Truths) {
        self.add_said(&said.map(|answer| answer.said()), truths);
    }

    /// Counts one circuit by what somebody says about it.
    pub fn add_said(&mut self, said: &Truths, truths: &Truths) {
        for ((counts, said), truth) in self.families.iter_mut().zip(said).zip(truths) {
            counts.add(*said, *truth);
        }
        self.exact += usize::from(said == truths);
        self.circuits += 1;
    }

    /// Returns the counts of a family.
    pub fn family(&self, family: Family) -> FamilyCounts {
        self.families.get(family.index()).copied().unwrap_or_default()
    }

    /// Returns the mean F1 of the families that are violated anywhere.
    pub fn macro_f1(&self) -> f64 {
        let there: Vec<f64> =
            self.families.iter().filter(|counts| counts.violations() > 0).map(FamilyCounts::f1).collect();
        if there.is_empty() { 1.0 } else { there.iter().sum::<f64>() / there.len() as f64 }
    }

    /// Returns in which share of the violations found the attribute is named.
    pub fn attribute(&self) -> f64 {
        let sum = |of: fn(&FamilyCounts) -> usize| self.families.iter().map(of).sum::<usize>();
        share(sum(|counts| counts.located), sum(|counts| counts.hits))
    }

    /// Returns the share of the circuits with nothing wrong.
    pub fn exact(&self) -> f64 {
        share(self.exact, self.circuits)
    }

    /// Returns the share of families and circuits where holds, undetermined or violated is said right.
    pub fn agreement(&self) -> f64 {
        let sum = |of: fn(&FamilyCounts) -> usize| self.families.iter().map(of).sum::<usize>();
        share(sum(|counts| counts.right), sum(|counts| counts.all))
    }

    /// Returns the circuits counted.
    pub const fn circuits(&self) -> usize {
        self.circuits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hrm::validation::families::Attribute;

    #[test]
    fn f1_is_that_of_hits_misses_and_false_alarms() {
        let mut counts = FamilyCounts::default();
        let violated = Truth::Violated(Attribute::Trip);
        let cases =
            [(violated, violated, 6), (Truth::Holds, violated, 2), (violated, Truth::Undetermined, 1)];
        for (said, truth, times) in cases {
            (0..times).for_each(|_| counts.add(said, truth));
        }
        // Precision 6 of 7, recall 6 of 8: 2 · 6/7 · 3/4 ÷ (6/7 + 3/4).
        let (p, r) = (6.0 / 7.0, 0.75);
        assert!((counts.f1() - 2.0 * p * r / (p + r)).abs() < 1e-12);
        assert_eq!((counts.precision(), counts.recall(), counts.violations()), (p, r, 8));
    }

    #[test]
    fn an_attribute_beside_the_right_one_is_a_hit_that_is_not_located() {
        let mut counts = FamilyCounts::default();
        counts.add(Truth::Violated(Attribute::Size), Truth::Violated(Attribute::Trip));
        assert_eq!((counts.hits, counts.located, counts.right), (1, 0, 1));
    }
}
