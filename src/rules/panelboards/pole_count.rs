//! PW024: a panelboard holds no more poles than it is listed for.

use crate::domain::Panel;
use crate::domain::facts::distribution;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct PoleCount;

const META: RuleMeta = RuleMeta {
    code: "PW024",
    name: "pole-count",
    family: "panelboards",
    title: "More poles than the panelboard is listed for",
    sections: Some(["408.54"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The poles of all breakers, spares included, against the number the panelboard is listed for, or its slots where \
             nobody has given one. A tandem counts two poles for each slot, and asks for the listed number.",
    resolve: "Remove breakers or tandems, or choose a panelboard listed for more poles.",
    not_checked: "Which slots accept tandems; the main, which does not count.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for PoleCount {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let (poles, has_tandems) = poles(panel);
        let listed = panel.facts.number(&distribution::LISTED_POLES);
        if has_tandems && listed.is_none() {
            return Verdict::Undetermined(distribution::LISTED_POLES.label);
        }
        let most = listed.unwrap_or(f64::from(panel.slots));
        if f64::from(poles) <= most {
            return Verdict::Pass;
        }
        let most = trimmed(most, 0);
        Verdict::violation(format!("{poles} poles, listed for {most}"), poles, most, Vec::new())
    }
}

/// Returns the poles of all breakers, and whether tandems are among them.
fn poles(panel: &Panel) -> (u32, bool) {
    let tandem =
        |circuit: &crate::domain::Circuit| circuit.facts.yes_or_assumed(&distribution::TANDEM) == Some(true);
    let count = panel.circuits().map(|c| u32::from(c.poles) * if tandem(c) { 2 } else { 1 }).sum();
    (count, panel.circuits().any(tandem))
}
