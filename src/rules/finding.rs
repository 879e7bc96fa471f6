//! What a run finds: faults, what could not be decided, what passed, and the counts of all verdicts.

use crate::domain::{EntityId, PanelId, WaiverId};
use crate::engineering::Step;
use crate::nec::{Citation, Edition};
use crate::rules::{
    Amended, AmendmentLine, BaselineTally, FindingKey, Orphan, RuleMeta, Severity, Since, Subject,
};
use std::collections::BTreeSet;

named_enum!(
    /// Where a finding stands.
    State {
        Open = "open",
        /// Answered once, by a waiver that holds no more: its facts changed, or its time is over. Counts as open.
        Stale = "stale",
        Undetermined = "undetermined",
        /// Answered by a waiver.
        Waived = "waived",
        /// An existing condition: in the baseline with the same facts.
        Existing = "existing",
    }
);

impl State {
    /// Returns whether a person must still act on a violation.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Stale)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Of the first rule it stands for.
    pub meta: &'static RuleMeta,
    /// The codes of all rules it stands for: a missing field is one finding, whichever rules wait for it.
    pub rules: Vec<&'static str>,
    /// With local amendments applied.
    pub severity: Severity,
    pub state: State,
    /// What it is known by, whatever its subjects are called and wherever they go.
    pub key: FindingKey,
    /// Hash of what the verdict rests on.
    pub facts_hash: String,
    pub subjects: Vec<Subject>,
    pub message: String,
    pub citation: Option<Citation>,
    pub actual: String,
    pub required: String,
    /// The fields that are missing.
    pub needs: Vec<&'static str>,
    pub steps: Vec<Step>,
    /// What makes several faults one: the room whose receptacles lack protection.
    pub cause: Option<EntityId>,
    /// How many verdicts it stands for.
    pub verdicts: usize,
    /// A rule of ours failed here; nothing is known about the project.
    pub internal: bool,
    /// The waiver that answers it, or did.
    pub waiver: Option<WaiverId>,
    /// Why the waiver holds no more, in words: `450° → 540°`.
    pub changed: Option<String>,
    /// How it stands to the baseline; `None` without one, outside of it, and for what is undetermined.
    pub since: Option<Since>,
}

impl Finding {
    /// Returns whether a field is missing and the rules have not decided.
    pub fn is_undetermined(&self) -> bool {
        !self.needs.is_empty()
    }

    /// Returns the panelboards it speaks of.
    pub fn panels(&self) -> BTreeSet<PanelId> {
        let of = |subject: &Subject| match subject.id {
            EntityId::Panel(id) | EntityId::Circuit(id, _) => Some(id),
            EntityId::Project
            | EntityId::Service
            | EntityId::Transformer(_)
            | EntityId::Sheet(_)
            | EntityId::Wall(..)
            | EntityId::Opening(..)
            | EntityId::Area(..)
            | EntityId::Room(..)
            | EntityId::Device(..)
            | EntityId::Run(..)
            | EntityId::Waiver(_)
            | EntityId::Baseline
            | EntityId::Amendments
            | EntityId::OneLine => None,
        };
        self.subjects.iter().filter_map(of).collect()
    }

    /// Returns its subjects and what it says, in one line.
    pub fn summary(&self) -> String {
        let subjects: Vec<&str> = self.subjects.iter().map(|subject| subject.name.as_str()).collect();
        format!("{}: {}", subjects.join(", "), self.message)
    }
}

/// The objects that passed a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    pub meta: &'static RuleMeta,
    pub checked: usize,
    /// Their places in [`Report::objects`], rising.
    pub places: Vec<u32>,
}

/// Verdicts counted, one for each rule and object; their sum is rules × objects. Rules that are off do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub rules: usize,
    pub objects: usize,
    pub open: usize,
    pub undetermined: usize,
    pub waived: usize,
    pub stale: usize,
    pub existing: usize,
    pub passed: usize,
    pub not_applicable: usize,
}

impl Counts {
    /// Counts the verdicts that a finding stands for.
    pub(in crate::rules) fn add(&mut self, finding: &Finding) {
        let place = match finding.state {
            State::Open => &mut self.open,
            State::Stale => &mut self.stale,
            State::Undetermined => &mut self.undetermined,
            State::Waived => &mut self.waived,
            State::Existing => &mut self.existing,
        };
        *place += finding.verdicts;
    }
}

/// All that a run found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub edition: Edition,
    /// In the order of states, the worst first, then by rule, then in the order of the objects.
    pub findings: Vec<Finding>,
    /// Rules that passed somewhere, in the order of codes.
    pub passed: Vec<Passed>,
    /// Everything that was looked at, in the order of the objects.
    pub objects: Vec<Subject>,
    pub counts: Counts,
    /// Waivers that answer no finding, by id.
    pub orphaned: Vec<Orphan>,
    /// How the findings stand to the baseline, where they were held against it.
    pub baseline: Option<BaselineTally>,
    /// Everything that local amendments change, in the order they were made.
    pub amendments: Vec<AmendmentLine>,
    pub(in crate::rules) amended: Amended,
}

impl Report {
    /// Returns the objects that passed a rule.
    pub fn passed_objects<'r>(&'r self, passed: &'r Passed) -> impl Iterator<Item = &'r Subject> {
        passed.places.iter().filter_map(|place| self.objects.get(*place as usize))
    }

    /// Returns the severity of a rule with local amendments applied; `None` where it is off.
    pub fn configured(&self, meta: &RuleMeta) -> Option<Severity> {
        (!self.amended.is_off(meta.code)).then(|| self.amended.severity(meta))
    }

    /// Returns whether an error is open, or answered by a waiver that holds no more.
    pub fn has_open_error(&self) -> bool {
        self.findings.iter().any(|f| f.state.is_open() && f.severity == Severity::Error)
    }
}
