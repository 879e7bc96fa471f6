//! PW092: in a separate building the neutral is not bonded to enclosures.

use crate::domain::{Source, facts};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct NeutralBonded;

const META: RuleMeta = RuleMeta {
    code: "PW092",
    name: "neutral-bonded",
    family: "grounding",
    title: "Neutral bonded in a separate building",
    sections: Some([
        "250.24(A)(5), 250.32(B)",
        "250.24(A)(5), 250.32(B)",
        "250.24(B), 250.32(B)",
        "250.24(B), 250.32(B)",
    ]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards in separate buildings that another panelboard feeds: whether their neutral is bonded to the \
             enclosure. An existing feeder without an EGC may keep the bond.",
    resolve: "Remove the bond, and run an equipment grounding conductor with the feeder.",
    not_checked: "Panelboards in the same building (PW093) and behind a transformer, whose bond PW091 judges; service equipment; the other conditions of \
                  the exception, such as no common metal paths.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for NeutralBonded {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let downstream = match panel.feeder.as_ref().map(|feeder| feeder.source) {
            Some(Source::Circuit(..) | Source::FeedThrough(_)) => true,
            // Ahead of these stands a bond of their own, or they may be the service equipment themselves.
            Some(Source::Service | Source::Transformer(_)) | None => false,
        };
        let said = |fact| panel.facts.yes_or_assumed(fact).unwrap_or(false);
        if !downstream || !panel.system.has_neutral() || !said(&facts::grounding::SEPARATE_BUILDING) {
            return Verdict::NotApplicable;
        }
        match panel.facts.yes(&facts::grounding::NEUTRAL_BONDED) {
            None => Verdict::Undetermined(facts::grounding::NEUTRAL_BONDED.label),
            Some(false) => Verdict::Pass,
            Some(true) if said(&facts::grounding::FED_WITHOUT_EGC) => Verdict::Pass,
            Some(true) => {
                let message = "the neutral is bonded to the enclosure of a panelboard in a separate building";
                Verdict::violation(message, "bonded", "not bonded", Vec::new())
            }
        }
    }
}
