//! PW093: neutral and equipment grounding conductors are bonded at the service and nowhere after it.

use crate::domain::Source;
use crate::domain::facts::{distribution, grounding};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct NeutralBond;

const META: RuleMeta = RuleMeta {
    code: "PW093",
    name: "neutral-bond",
    family: "panelboards",
    title: "Neutral bonded downstream of the service",
    sections: Some([
        "250.24(A)(5); 250.142(B)",
        "250.24(A)(5); 250.142(B)",
        "250.24(B); 250.142(B)",
        "250.24(B); 250.142(B)",
    ]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards whose neutral is said to be bonded to the enclosure: at fault where another panelboard feeds them; \
             fed from the service, only where they are the service equipment themselves. Nothing is asked where nobody \
             has said.",
    resolve: "Remove the bonding screw or strap, and keep the neutral and the equipment grounding conductors apart.",
    not_checked: "Panelboards at a transformer, which are separately derived (PW091); those in separate buildings \
                  (PW092); a missing bond at the service.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for NeutralBond {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let apart = panel.facts.yes_or_assumed(&grounding::SEPARATE_BUILDING) == Some(true);
        let Some(bonded) = panel.facts.yes(&grounding::NEUTRAL_BONDED) else { return Verdict::NotApplicable };
        if !panel.system.has_neutral() || apart {
            return Verdict::NotApplicable;
        }
        let source = panel.feeder.as_ref().map(|feeder| feeder.source);
        match (source, bonded) {
            (Some(Source::Transformer(_)), _) => Verdict::NotApplicable,
            (_, false) => Verdict::Pass,
            (None, true) => Verdict::Undetermined("source of supply"),
            (Some(Source::Service), true) => match panel.facts.yes(&distribution::SERVICE_EQUIPMENT) {
                None => Verdict::Undetermined(distribution::SERVICE_EQUIPMENT.label),
                Some(true) => Verdict::Pass,
                Some(false) => fault(),
            },
            (Some(Source::Circuit(..) | Source::FeedThrough(_)), true) => fault(),
        }
    }
}

fn fault() -> Verdict {
    let message = "the neutral is bonded to the enclosure downstream of the service";
    Verdict::violation(message, "bonded", "neutral and equipment grounding conductors apart", Vec::new())
}
