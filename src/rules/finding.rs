//! What a run finds: faults, what could not be decided, what passed, and the counts of all verdicts.

use crate::engineering::Step;
use crate::nec::{Citation, Edition};
use crate::rules::{RuleMeta, Severity, Subject};

named_enum!(
    /// Where a finding stands.
    State { Open = "open", Undetermined = "undetermined" }
);

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Of the first rule it stands for.
    pub meta: &'static RuleMeta,
    /// The codes of all rules it stands for: a missing field is one finding, whichever rules wait for it.
    pub rules: Vec<&'static str>,
    pub severity: Severity,
    pub state: State,
    pub subjects: Vec<Subject>,
    pub message: String,
    pub citation: Option<Citation>,
    pub actual: String,
    pub required: String,
    /// The fields that are missing.
    pub needs: Vec<&'static str>,
    pub steps: Vec<Step>,
    /// A rule of ours failed here; nothing is known about the project.
    pub internal: bool,
}

/// The objects that passed a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    pub meta: &'static RuleMeta,
    pub checked: usize,
    /// Their places in [`Report::objects`], rising.
    pub places: Vec<u32>,
}

/// Verdicts counted, one for each rule and object; their sum is rules × objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub rules: usize,
    pub objects: usize,
    pub open: usize,
    pub undetermined: usize,
    pub passed: usize,
    pub not_applicable: usize,
}

/// All that a run found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub edition: Edition,
    /// Open ones first, the worst first, then by rule, then in the order of the objects.
    pub findings: Vec<Finding>,
    /// Rules that passed somewhere, in the order of codes.
    pub passed: Vec<Passed>,
    /// Everything that was looked at, in the order of the objects.
    pub objects: Vec<Subject>,
    pub counts: Counts,
}

impl Report {
    /// Returns the objects that passed a rule.
    pub fn passed_objects<'r>(&'r self, passed: &'r Passed) -> impl Iterator<Item = &'r Subject> {
        passed.places.iter().filter_map(|place| self.objects.get(*place as usize))
    }

    /// Returns whether an error is open.
    pub fn has_open_error(&self) -> bool {
        self.findings.iter().any(|f| f.state == State::Open && f.severity == Severity::Error)
    }
}
