//! PW094: a service has a grounding electrode system.

use crate::domain::{Facts, facts};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct ElectrodeSystem;

const SPACING: Threshold = Threshold { name: "distance between rods", unit: "ft", value: 6.0 };
const RESISTANCE: Threshold = Threshold { name: "resistance of a single rod", unit: "Ω", value: 25.0 };

const META: RuleMeta = RuleMeta {
    code: "PW094",
    name: "electrode-system",
    family: "grounding",
    title: "Service without a complete grounding electrode system",
    sections: Some(["250.50, 250.53"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Service],
    checks: "Whether there is an electrode; a water pipe with another electrode beside it; two rods, pipes or plates 6 \
             ft apart, or one of 25 Ω at most.",
    resolve: "Add an electrode.",
    not_checked: "Whether all electrodes that are present are bonded together; dimensions and depth of electrodes.",
    verification: Verification::Memory,
    thresholds: &[SPACING, RESISTANCE],
};

impl Rule for ElectrodeSystem {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let facts = &service.facts;
        let none = |message: &str| Verdict::violation(message, "none", "an electrode", Vec::new());
        match facts.word(&facts::grounding::ELECTRODE) {
            None => Verdict::Undetermined(facts::grounding::ELECTRODE.label),
            Some("none") => none("the service has no grounding electrode"),
            Some("rods") => rods(cx, facts),
            Some("water-pipe") => match facts.word(&facts::grounding::SECOND_ELECTRODE) {
                None => Verdict::Undetermined(facts::grounding::SECOND_ELECTRODE.label),
                Some("none") => none("the water pipe has no other electrode beside it"),
                Some("rods") => rods(cx, facts),
                Some(_) => Verdict::Pass,
            },
            Some(_) => Verdict::Pass,
        }
    }
}

fn rods(cx: &RuleContext<'_>, facts: &Facts) -> Verdict {
    let fault = |message: String, actual: f64, unit: &str, required: f64| {
        let of = |value| format!("{} {unit}", trimmed(value, 2));
        Verdict::violation(message, of(actual), of(required), Vec::new())
    };
    match facts.number(&facts::grounding::RODS) {
        None => Verdict::Undetermined(facts::grounding::RODS.label),
        Some(count) if count >= 2.0 => match facts.number(&facts::grounding::ROD_SPACING) {
            None => Verdict::Undetermined(facts::grounding::ROD_SPACING.label),
            Some(feet) => {
                let least = cx.threshold(META.code, &SPACING);
                if feet >= least {
                    return Verdict::Pass;
                }
                fault(format!("rods {} ft apart", trimmed(feet, 2)), feet, "ft", least)
            }
        },
        Some(count) if count >= 1.0 => match facts.number(&facts::grounding::ROD_OHMS) {
            None => Verdict::Undetermined(facts::grounding::ROD_OHMS.label),
            Some(ohms) => {
                let most = cx.threshold(META.code, &RESISTANCE);
                if ohms <= most {
                    return Verdict::Pass;
                }
                fault(format!("a single rod of {} Ω", trimmed(ohms, 2)), ohms, "Ω", most)
            }
        },
        Some(_) => Verdict::violation("no rod, pipe or plate", "none", "an electrode", Vec::new()),
    }
}
