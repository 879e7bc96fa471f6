//! PW086: deicing and snow melting have ground-fault protection of equipment.

use crate::domain::facts;
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct DeicingProtection;

const META: RuleMeta = RuleMeta {
    code: "PW086",
    name: "deicing-protection",
    family: "equipment",
    title: "Deicing without ground-fault protection of equipment",
    sections: Some(["426.28"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits that say they serve deicing or snow melting: ground-fault protection of equipment, or a GFCI breaker.",
    resolve: "Use a breaker with ground-fault protection of equipment (30 mA).",
    not_checked: "Heating of pipes and vessels (427.22); mineral-insulated cable embedded in masonry, which needs none; circuits \
                  that do not say what they serve.",
    verification: Verification::Memory,
    thresholds: &[],
};

const GFPE: &facts::Fact = &facts::supply::GROUND_FAULT;

impl Rule for DeicingProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || equipment(cx, panel, circuit) != Some("deicing") {
            return Verdict::NotApplicable;
        }
        match circuit.facts.yes(GFPE) {
            _ if circuit.gfci => Verdict::Pass,
            Some(true) => Verdict::Pass,
            None => Verdict::Undetermined(GFPE.label),
            Some(false) => Verdict::violation(
                "no ground-fault protection of equipment",
                "none",
                "ground-fault protection of equipment",
                Vec::new(),
            ),
        }
    }
}
