//! PW068: a building has one service unless there is a reason for more.

use crate::domain::facts::supply;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct SeveralServices;

const META: RuleMeta = RuleMeta {
    code: "PW068",
    name: "several-services",
    family: "services",
    title: "More than one service without a reason",
    sections: Some(["230.2"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Service],
    checks: "Where the building is said to have more than one service, whether one of the listed reasons is given.",
    resolve: "Supply the building from one service, or state the reason.",
    not_checked: "Whether the reason given holds, and the plaques at each service (230.2(E)).",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for SeveralServices {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let count = service.facts.number_or_assumed(&supply::SERVICES).unwrap_or(1.0);
        if count <= 1.0 {
            return Verdict::Pass;
        }
        match service.facts.word(&supply::SERVICES_WHY) {
            None => Verdict::Undetermined(supply::SERVICES_WHY.label),
            Some("none") => {
                let actual = format!("{} services", trimmed(count, 0));
                Verdict::violation(format!("{actual} without a reason"), actual, "one service", Vec::new())
            }
            Some(_) => Verdict::Pass,
        }
    }
}
