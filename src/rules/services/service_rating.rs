//! PW062: a service disconnect has the least rating of what it supplies.

use crate::domain::facts;
use crate::rules::services::{RATING, branch_circuits, occupancy};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct ServiceRating;

const ONE_FAMILY: Threshold = Threshold { name: "one-family dwelling", unit: "A", value: 100.0 };
const OTHER: Threshold = Threshold { name: "any other service", unit: "A", value: 60.0 };
const TWO_CIRCUITS: Threshold = Threshold { name: "two circuits", unit: "A", value: 30.0 };
const ONE_CIRCUIT: Threshold = Threshold { name: "one circuit", unit: "A", value: 15.0 };

const META: RuleMeta = RuleMeta {
    code: "PW062",
    name: "service-rating",
    family: "services",
    title: "Service disconnect below its least rating",
    sections: Some(["230.79"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service],
    checks: "The rating of the service disconnect: at least 100 A for a one-family dwelling, 60 A for others, 30 A where the \
             project has two branch circuits and 15 A where it has one.",
    resolve: "Choose a larger service.",
    not_checked: "The load of the service (PW061); two-wire circuits apart from others; several disconnects, whose ratings \
                  are added.",
    verification: Verification::Transcription,
    thresholds: &[ONE_FAMILY, OTHER, TWO_CIRCUITS, ONE_CIRCUIT],
};

impl Rule for ServiceRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let Some(rating) = service.rating else { return Verdict::Undetermined(RATING) };
        let least = |threshold: &Threshold| Amperes(cx.threshold(META.code, threshold));
        let one_family = least(&ONE_FAMILY);
        if rating >= one_family {
            return Verdict::Pass;
        }
        let (others, what) = match branch_circuits(cx) {
            1 => (least(&ONE_CIRCUIT), "one circuit"),
            2 => (least(&TWO_CIRCUITS), "two circuits"),
            _ => (least(&OTHER), "such a service"),
        };
        let (required, what) = match occupancy(cx) {
            Some("one-family") => (one_family, "a one-family dwelling"),
            None if rating >= others => return Verdict::of_project(facts::project::OCCUPANCY.label),
            _ => (others, what),
        };
        if rating >= required {
            return Verdict::Pass;
        }
        let message = format!("service disconnect of {rating}; {what} asks for {required}");
        Verdict::violation(message, rating, required, Vec::new())
    }
}
