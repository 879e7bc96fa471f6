//! PW033: the poles of a circuit open together.

use crate::domain::facts::distribution;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct CommonTrip;

const META: RuleMeta = RuleMeta {
    code: "PW033",
    name: "common-trip",
    family: "overcurrent",
    title: "Line-to-line circuit whose poles do not open together",
    sections: Some(["240.15(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of two and three poles are taken to have one breaker with common trip. Where they are said to have \
             single-pole breakers: independent ones are at fault, and so are handle ties where a leg is more than 120 V to \
             ground or the system has no grounded middle.",
    resolve: "Use a breaker of two or three poles with common trip.",
    not_checked: "Multiwire branch circuits, which are PW034's; sets of fuses; direct current.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// Handle ties do for line-to-line loads up to so many volts to ground.
const TIES_TO_V: f64 = 120.0;

impl Rule for CommonTrip {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if circuit.is_spare() || circuit.is_line_to_neutral() {
            return Verdict::NotApplicable;
        }
        let mut legs = circuit.span().legs(panel.system);
        let tied =
            legs.all(|leg| panel.system.line_to_neutral(leg).is_some_and(|volts| volts.0 <= TIES_TO_V));
        let (actual, required) = match circuit.facts.word_or_assumed(&distribution::COMMON_TRIP) {
            Some("independent") if tied => ("independent breakers", "common trip or identified handle ties"),
            Some("independent") => ("independent breakers", "common trip"),
            Some("handle-tie") if !tied => ("handle ties", "common trip"),
            _ => return Verdict::Pass,
        };
        Verdict::violation(format!("{actual} for a line-to-line load"), actual, required, Vec::new())
    }
}
