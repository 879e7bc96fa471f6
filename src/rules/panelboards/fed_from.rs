//! PW026: a panelboard names its source of supply.

use crate::domain::facts::project;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct FedFrom;

const META: RuleMeta = RuleMeta {
    code: "PW026",
    name: "fed-from",
    family: "panelboards",
    title: "Panelboard without its source of supply",
    sections: Some(["408.4(B)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Panel],
    checks: "Whether the panelboard's record says what feeds it, since schedule and cabinet are marked with it.",
    resolve: "Say where the panelboard is fed from.",
    not_checked: "One- and two-family dwellings, which need no marking and are left out; the words and the place of the marking itself.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for FedFrom {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        if panel.feeder.is_some() {
            return Verdict::Pass;
        }
        let used = cx.project.settings().facts.word(&project::OCCUPANCY);
        if used.is_some_and(|word| ["one-family", "two-family"].contains(&word)) {
            return Verdict::NotApplicable;
        }
        Verdict::violation("nothing says what feeds it", "no source", "the source of supply", Vec::new())
    }
}
