//! What a rule is: facts about itself, and one verdict for each object.

use crate::nec::{Citation, Edition};
use crate::rules::{Fix, Object, ObjectKind, RuleContext, Severity, Threshold, Verdict};

/// What a rule's statement was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Read in a transcription of the Code.
    Transcription,
    /// Numbers found in two or more sources.
    CrossChecked,
    /// Known from a printed examination key only.
    ExamKey,
    /// Partly read, partly from memory.
    Partly,
    /// From memory.
    Memory,
}

impl Verification {
    /// Returns the letter used in tables.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Transcription => "T",
            Self::CrossChecked => "X",
            Self::ExamKey => "E",
            Self::Partly => "T/M",
            Self::Memory => "M",
        }
    }

    /// Returns what a person should do about it; `None` where the statement was read.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Transcription | Self::CrossChecked => None,
            Self::ExamKey | Self::Partly | Self::Memory => Some("verify against your Code book"),
        }
    }
}

/// The facts about a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleMeta {
    /// `PW001`; never reused.
    pub code: &'static str,
    /// In kebab case: `continuous-load-device`.
    pub name: &'static str,
    /// The folder of the rule and of its cases.
    pub family: &'static str,
    pub title: &'static str,
    /// Sections of the 2017, 2020, 2023 and 2026 editions; `None` for a design target of our own.
    pub sections: Option<[&'static str; 4]>,
    pub severity: Severity,
    /// Everything else is not applicable.
    pub looks_at: &'static [ObjectKind],
    pub checks: &'static str,
    pub resolve: &'static str,
    pub not_checked: &'static str,
    pub verification: Verification,
    /// Its numbers that a local amendment may change.
    pub thresholds: &'static [Threshold],
}

impl RuleMeta {
    /// Returns the section of an edition.
    pub fn citation(&self, edition: Edition) -> Option<Citation> {
        let at = Edition::ALL.iter().position(|e| *e == edition)?;
        let section = *self.sections.as_ref()?.get(at)?;
        Some(Citation { edition, section })
    }
}

/// A rule. It is pure: the same project, the same verdicts.
pub trait Rule: Sync {
    /// Returns the facts about the rule.
    fn meta(&self) -> &'static RuleMeta;

    /// Judges one object of a kind the rule looks at.
    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict;

    /// Returns what can be done about a violation of the rule at this object, the best first.
    fn fixes(&self, _cx: &RuleContext<'_>, _object: &Object<'_>) -> Vec<Fix> {
        Vec::new()
    }
}
