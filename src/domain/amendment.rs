//! Local amendments: what an ordinance or the project changes in the rules. They name rules and thresholds in words that
//! the rules room knows; one it does not know is kept and has no effect.

use crate::units::Date;

named_enum!(
    /// How much a violation matters.
    Severity {
        Info = "info",
        Warning = "warning",
        Error = "error",
    }
);

/// One amendment. Of several to one thing the last holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// `PW150`
    pub rule: String,
    pub change: AmendmentChange,
    /// The ordinance, section or letter it rests on.
    pub basis: String,
    pub author: String,
    pub date: Option<Date>,
}

/// What an amendment does to its rule.
#[derive(Clone, Debug, PartialEq)]
pub enum AmendmentChange {
    /// The rule is not checked.
    Off,
    /// The rule is checked, whatever an amendment before says.
    On,
    Severity(Severity),
    /// An adjustable number of the rule, in the unit the rule names.
    Threshold {
        name: String,
        value: f64,
    },
    /// Words that stand beside the rule in every report.
    Note(String),
}
