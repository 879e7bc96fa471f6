//! How findings stand to the baseline of existing conditions: new, changed, unchanged, gone.

use crate::domain::{Baseline, BaselineEntry, PanelId, Project};
use crate::rules::amended::meta_of;
use crate::rules::key::rule_of;
use crate::rules::waiver_state::Waiting;
use crate::rules::{Amended, Finding, Report, State};
use crate::units::Date;
use std::collections::{BTreeMap, BTreeSet};

named_enum!(
    /// How a finding stands to the baseline.
    Since {
        New = "new",
        /// In the baseline with other facts. It is open.
        Changed = "changed",
        Unchanged = "unchanged",
    }
);

/// The findings held against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineTally {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Entries of the baseline that are found no more, by key.
    pub fixed: Vec<GoneFinding>,
    /// Entries whose rules have not decided: off, unknown to this version, or waiting for a field.
    pub undecided: Vec<GoneFinding>,
}

/// An entry of the baseline without a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneFinding {
    pub key: String,
    /// What it said when the baseline was taken.
    pub summary: String,
}

/// Marks findings by the baseline and counts them.
pub(in crate::rules) fn apply_baseline(
    baseline: &Baseline,
    amended: &Amended,
    findings: &mut [Finding],
) -> BaselineTally {
    let mut tally = BaselineTally::default();
    for finding in findings.iter_mut() {
        let inside = baseline.panels.is_empty() || !finding.panels().is_disjoint(&baseline.panels);
        if finding.is_undetermined() || finding.internal || !inside {
            continue;
        }
        let since = match baseline.entries.get(finding.key.as_str()) {
            None => Since::New,
            Some(entry) if entry.facts_hash == finding.facts_hash => Since::Unchanged,
            Some(_) => Since::Changed,
        };
        match since {
            Since::New => tally.new += 1,
            Since::Changed => tally.changed += 1,
            Since::Unchanged => tally.unchanged += 1,
        }
        if since == Since::Unchanged && finding.state == State::Open {
            finding.state = State::Existing;
        }
        finding.since = Some(since);
    }
    let waiting = Waiting::of(findings);
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.key.as_str()).collect();
    let gone = baseline.entries.iter().filter(|(key, _)| !found.contains(key.as_str()));
    for (key, BaselineEntry { summary, .. }) in gone {
        let gone = GoneFinding { key: key.clone(), summary: summary.clone() };
        let code = rule_of(key);
        let runs = meta_of(code).is_some() && !amended.is_off(code);
        if runs && !waiting.is_undecided(key) { tally.fixed.push(gone) } else { tally.undecided.push(gone) }
    }
    tally
}

/// Returns a baseline with the open findings of a report: those of some panelboards, or of the whole project where none
/// is named. What is undetermined cannot be baselined, and what a waiver answers needs no baseline.
///
/// An earlier baseline keeps its entries for other panelboards.
pub fn take_baseline(
    project: &Project,
    report: &Report,
    panels: &BTreeSet<PanelId>,
    signed: (&str, Date),
) -> Baseline {
    let (author, date) = signed;
    let inside = |finding: &Finding| panels.is_empty() || !finding.panels().is_disjoint(panels);
    let mut entries = BTreeMap::new();
    let before = project.baseline();
    if let Some(before) = before.filter(|_| !panels.is_empty()) {
        let replaced: BTreeSet<&str> =
            report.findings.iter().filter(|f| inside(f)).map(|f| f.key.as_str()).collect();
        let kept = before.entries.iter().filter(|(key, _)| !replaced.contains(key.as_str()));
        entries.extend(kept.map(|(key, entry)| (key.clone(), entry.clone())));
    }
    for finding in report.findings.iter().filter(|finding| inside(finding)) {
        if matches!(finding.state, State::Open | State::Existing) && !finding.internal {
            let entry = BaselineEntry { facts_hash: finding.facts_hash.clone(), summary: finding.summary() };
            entries.insert(finding.key.as_str().to_owned(), entry);
        }
    }
    let panels = match before {
        Some(before) if before.panels.is_empty() => BTreeSet::new(),
        Some(before) if !panels.is_empty() => before.panels.union(panels).copied().collect(),
        _ => panels.clone(),
    };
    Baseline { date, author: author.to_owned(), panels, entries }
}

/// Returns the baseline without the entries that are fixed; `None` where nothing is fixed.
pub fn prune_baseline(project: &Project, report: &Report) -> Option<Baseline> {
    let fixed = &report.baseline.as_ref()?.fixed;
    let mut baseline = project.baseline()?.clone();
    let before = baseline.entries.len();
    for gone in fixed {
        baseline.entries.remove(&gone.key);
    }
    (baseline.entries.len() < before).then_some(baseline)
}
