//! Findings of all chunks, with those that are one joined: faults with one cause, one field missing at one object.

use crate::rules::{Finding, FindingKey};
use std::collections::BTreeMap;

/// Findings, and the places of their objects in the same order.
#[derive(Default)]
pub(in crate::rules) struct Joined {
    pub findings: Vec<Finding>,
    pub places: Vec<usize>,
    known: BTreeMap<FindingKey, usize>,
}

impl Joined {
    /// Adds a finding, or joins it to the one it is a part of.
    pub(in crate::rules) fn add(&mut self, place: usize, found: Finding) {
        let next = self.findings.len();
        let joins = found.cause.is_some() || found.is_undetermined();
        let at = if joins { *self.known.entry(found.key.clone()).or_insert(next) } else { next };
        let Some(known) = self.findings.get_mut(at) else {
            self.findings.push(found);
            self.places.push(place);
            return;
        };
        known.verdicts += found.verdicts;
        known.severity = known.severity.max(found.severity);
        for rule in found.rules {
            if !known.rules.contains(&rule) {
                known.rules.push(rule);
            }
        }
        if found.cause.is_some() {
            known.subjects.extend(found.subjects);
            known.facts_hash = both(&known.facts_hash, &found.facts_hash);
        }
    }
}

/// Joins the hashes of the facts of several objects; their order, which places decide, does not matter.
fn both(known: &str, more: &str) -> String {
    let mut hashes: Vec<&str> = known.split('+').chain([more]).collect();
    hashes.sort_unstable();
    hashes.join("+")
}
