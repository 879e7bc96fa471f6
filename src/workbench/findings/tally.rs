//! Findings counted by kind.

use super::FindingKind;
use crate::rules::Report;
use std::collections::BTreeMap;

/// How many findings of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<FindingKind, usize>);

impl Tally {
    /// Counts the findings of a report.
    pub fn of_report(report: &Report) -> Self {
        let mut tally = Self::default();
        report.findings.iter().for_each(|finding| tally.add(FindingKind::of(finding)));
        tally
    }

    /// Counts one more.
    pub(super) fn add(&mut self, kind: FindingKind) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// Returns how many there are of a kind.
    pub fn of(&self, kind: FindingKind) -> usize {
        self.0.get(&kind).copied().unwrap_or(0)
    }

    /// Returns how many there are in all.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// Returns the kinds that occur with their counts, the gravest first.
    pub fn kinds(&self) -> impl Iterator<Item = (FindingKind, usize)> {
        self.0.iter().map(|(kind, count)| (*kind, *count))
    }

    /// Returns the gravest kind that occurs.
    pub fn worst(&self) -> Option<FindingKind> {
        self.0.keys().next().copied()
    }

    /// Returns the counts in words: `6 errors, 2 warnings, 1 undetermined`.
    pub fn words(&self) -> String {
        if self.0.is_empty() {
            return "no findings".to_owned();
        }
        self.kinds().map(|(kind, count)| kind.counted(count)).collect::<Vec<_>>().join(", ")
    }
}
