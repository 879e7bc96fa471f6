//! Local amendments as rules see them: what is off, which numbers and severities are changed, and the lines that every
//! report shows.

use crate::domain::{Amendment, AmendmentChange};
use crate::rules::{RuleMeta, Severity, Threshold, all_rules};
use crate::units::{Date, trimmed};
use std::collections::{BTreeMap, BTreeSet};

/// What amendments make of the rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::rules) struct Amended {
    off: BTreeSet<String>,
    severities: BTreeMap<String, Severity>,
    thresholds: BTreeMap<(String, String), f64>,
}

/// One amendment in words, for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentLine {
    pub rule: String,
    /// `not checked`, `drop of a branch circuit: 2.5 % instead of 3 %`
    pub what: String,
    pub basis: String,
    pub author: String,
    pub date: Option<Date>,
    /// Whether this version knows the rule and the number. Else the amendment is kept and changes nothing.
    pub is_known: bool,
}

/// An amendment names something that is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("amendment {nth} ({rule}): {problem}; {advice}")]
pub struct AmendmentError {
    /// Its place in the list, from 1.
    pub nth: usize,
    pub rule: String,
    pub problem: String,
    pub advice: String,
}

impl Amended {
    /// Reads amendments in order: of several to one thing the last holds.
    pub(in crate::rules) fn by(amendments: &[Amendment]) -> Self {
        let mut amended = Self::default();
        for amendment in amendments {
            let rule = amendment.rule.clone();
            match &amendment.change {
                AmendmentChange::Off => {
                    amended.off.insert(rule);
                }
                AmendmentChange::On => {
                    amended.off.remove(&rule);
                }
                AmendmentChange::Severity(severity) => {
                    amended.severities.insert(rule, *severity);
                }
                AmendmentChange::Threshold { name, value } => {
                    amended.thresholds.insert((rule, name.clone()), *value);
                }
                AmendmentChange::Note(_) => {}
            }
        }
        amended
    }

    pub(in crate::rules) fn is_off(&self, code: &str) -> bool {
        self.off.contains(code)
    }

    pub(in crate::rules) fn severity(&self, meta: &RuleMeta) -> Severity {
        self.severities.get(meta.code).copied().unwrap_or(meta.severity)
    }

    pub(in crate::rules) fn threshold(&self, code: &str, threshold: &Threshold) -> f64 {
        if self.thresholds.is_empty() {
            return threshold.value;
        }
        let key = (code.to_owned(), threshold.name.to_owned());
        self.thresholds.get(&key).copied().unwrap_or(threshold.value)
    }
}

/// Returns one line for each amendment that has the last word, in the order they were made.
pub(in crate::rules) fn lines(amendments: &[Amendment]) -> Vec<AmendmentLine> {
    let is_last = |at: usize, amendment: &Amendment| {
        !amendments.iter().skip(at + 1).any(|later| replaces(later, amendment))
    };
    let shown = amendments.iter().enumerate().filter(|(at, amendment)| is_last(*at, amendment));
    shown.map(|(_, amendment)| line(amendment)).collect()
}

fn replaces(later: &Amendment, earlier: &Amendment) -> bool {
    use AmendmentChange::{Note, Off, On, Severity, Threshold};
    later.rule == earlier.rule
        && match (&later.change, &earlier.change) {
            (Off | On, Off | On) | (Severity(_), Severity(_)) => true,
            (Threshold { name: a, .. }, Threshold { name: b, .. }) => a == b,
            // Notes stand beside each other.
            (Note(_) | Off | On | Severity(_) | Threshold { .. }, _) => false,
        }
}

/// Returns the facts of the rule with this code.
pub(in crate::rules) fn meta_of(code: &str) -> Option<&'static RuleMeta> {
    all_rules().iter().map(|rule| rule.meta()).find(|meta| meta.code == code)
}

fn line(amendment: &Amendment) -> AmendmentLine {
    let meta = meta_of(&amendment.rule);
    let mut is_known = meta.is_some();
    let what = match &amendment.change {
        AmendmentChange::Off => "not checked".to_owned(),
        AmendmentChange::On => "checked".to_owned(),
        AmendmentChange::Severity(severity) => {
            let instead = meta.map(|meta| format!(" instead of {}", meta.severity)).unwrap_or_default();
            format!("severity {severity}{instead}")
        }
        AmendmentChange::Threshold { name, value } => {
            let known = meta.and_then(|meta| meta.thresholds.iter().find(|t| t.name == name));
            is_known = known.is_some();
            known.map_or_else(
                || format!("{name}: {}", trimmed(*value, 3)),
                |t| {
                    format!("{name}: {} instead of {}", with_unit(*value, t.unit), with_unit(t.value, t.unit))
                },
            )
        }
        AmendmentChange::Note(text) => format!("note: {text}"),
    };
    AmendmentLine {
        rule: amendment.rule.clone(),
        what,
        basis: amendment.basis.clone(),
        author: amendment.author.clone(),
        date: amendment.date,
        is_known,
    }
}

/// Writes a value with its unit: `3 %`, `360°`.
pub(in crate::rules) fn with_unit(value: f64, unit: &str) -> String {
    let space = if unit.is_empty() || unit == "°" { "" } else { " " };
    format!("{}{space}{unit}", trimmed(value, 3))
}

/// Checks that amendments name rules and numbers that are there, with a reason each.
///
/// # Errors
/// The first that does not, with what to do.
pub fn check_amendments(amendments: &[Amendment]) -> Result<(), AmendmentError> {
    for (index, amendment) in amendments.iter().enumerate() {
        let refuse = |problem: String, advice: String| AmendmentError {
            nth: index + 1,
            rule: amendment.rule.clone(),
            problem,
            advice,
        };
        let Some(meta) = meta_of(&amendment.rule) else {
            return Err(refuse(
                "there is no such rule".to_owned(),
                "codes stand in RULES.md: PW001 and on".to_owned(),
            ));
        };
        if amendment.basis.trim().is_empty() {
            let advice = "cite the ordinance, section or letter as its basis".to_owned();
            return Err(refuse("it does not say what it rests on".to_owned(), advice));
        }
        let AmendmentChange::Threshold { name, value } = &amendment.change else { continue };
        if !meta.thresholds.iter().any(|threshold| threshold.name == name) {
            let names: Vec<String> = meta.thresholds.iter().map(|t| format!("\"{}\"", t.name)).collect();
            let advice = if names.is_empty() {
                "this rule has no number to change; turn it off or add a note".to_owned()
            } else {
                format!("use {}", names.join(" or "))
            };
            return Err(refuse(format!("it has no number \"{name}\""), advice));
        }
        if !value.is_finite() || *value <= 0.0 {
            let advice = "give a number above 0".to_owned();
            return Err(refuse(format!("\"{name}\" cannot be {value}"), advice));
        }
    }
    Ok(())
}
