//! PW135: pull boxes of large conductors are long enough.

use crate::domain::facts;
use crate::nec::TRADE_SIZES;
use crate::nec::tables::{angle_pull_in, conductor, straight_pull_in};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Inches, trimmed};

pub(in crate::rules) struct PullBox;

const META: RuleMeta = RuleMeta {
    code: "PW135",
    name: "pull-box",
    family: "wiring_methods",
    title: "Pull box too short",
    sections: Some(["314.28(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device],
    checks: "The distance from the wall where raceways enter to the opposite wall, where a kind of pull is given and \
             conductors are 4 AWG or larger: in a straight pull 8 times the largest trade size, in an angle or U pull 6 \
             times the largest and the sum of the others of the same wall.",
    resolve: "Take a larger box.",
    not_checked: "The distance between entries of the same conductors; removable covers of conduit bodies; boxes of \
                  which no kind of pull is given.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// The smallest conductors that such boxes are measured for.
const FROM: &str = "4";
const UNREAD: &str = "raceways of one wall written as '3, 2, 2'";

impl Rule for PullBox {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Device(_, device) = object else { return Verdict::NotApplicable };
        let facts = &device.facts;
        let Some(pull) = facts.word(&facts::boxes::PULL) else { return Verdict::NotApplicable };
        let Some(largest) = facts.wire_size(&facts::boxes::PULLED) else {
            return Verdict::Undetermined(facts::boxes::PULLED.label);
        };
        let cmil = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
        if cmil(largest.name()) < cmil(FROM) {
            return Verdict::NotApplicable;
        }
        let Some(text) = facts.text(&facts::boxes::PULL_RACEWAYS) else {
            return Verdict::Undetermined(facts::boxes::PULL_RACEWAYS.label);
        };
        let Some(row) = trade_sizes(text) else { return Verdict::Undetermined(UNREAD) };
        let Some(has) = facts.number(&facts::boxes::PULL_DISTANCE) else {
            return Verdict::Undetermined(facts::boxes::PULL_DISTANCE.label);
        };
        let largest = row.iter().copied().fold(0.0, f64::max);
        let needs = if pull == "straight" { straight_pull_in(largest) } else { angle_pull_in(&row) };
        if has + 1e-6 >= needs {
            return Verdict::Pass;
        }
        let message = format!(
            "{} in from wall to wall; a {pull} pull asks for {} in",
            trimmed(has, 2),
            trimmed(needs, 2)
        );
        Verdict::violation(message, Inches(has), Inches(needs), Vec::new())
    }
}

/// Reads trade sizes as inches; `None` where one is none, or there are none.
fn trade_sizes(text: &str) -> Option<Vec<f64>> {
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let sizes: Vec<f64> = entries.map(inches).collect::<Option<_>>()?;
    (!sizes.is_empty()).then_some(sizes)
}

/// Returns a trade size in inches; `None` where it is none.
pub(in crate::rules) fn inches(trade_size: &str) -> Option<f64> {
    TRADE_SIZES.iter().find(|size| **size == trade_size)?;
    let (whole, part) = trade_size.split_once('-').unwrap_or(("0", trade_size));
    let part = match part.split_once('/') {
        Some((n, d)) => n.parse::<f64>().ok()? / d.parse::<f64>().ok()?,
        None => part.parse().ok()?,
    };
    Some(whole.parse::<f64>().ok()? + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trade_sizes_are_inches() {
        assert_eq!(trade_sizes("3, 2-1/2, 3/4"), Some(vec![3.0, 2.5, 0.75]));
        assert_eq!(trade_sizes(""), None);
        assert_eq!(trade_sizes("7/8"), None);
    }
}
