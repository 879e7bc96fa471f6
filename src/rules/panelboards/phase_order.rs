//! PW027: the phases of a panelboard lie in the order A, B, C, with the high leg of a delta on B.

use crate::domain::facts::distribution;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct PhaseOrder;

const META: RuleMeta = RuleMeta {
    code: "PW027",
    name: "phase-order",
    family: "panelboards",
    title: "Phases in another order than A, B, C",
    sections: Some(["408.3(E)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Panel],
    checks: "Three-phase panelboards are taken to have the order A, B, C. Where another is given it is a fault, and so is the \
             high leg on C, except in one section with the meter.",
    resolve: "Arrange the phases A, B, C, the high leg on B.",
    not_checked: "Whether the order in the cabinet is the recorded one; additions to existing installations with another \
                  order, which are marked.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for PhaseOrder {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        if !panel.system.is_three_phase() {
            return Verdict::NotApplicable;
        }
        let metering = panel.facts.yes_or_assumed(&distribution::METERING) == Some(true);
        let order = panel.facts.word_or_assumed(&distribution::PHASE_ORDER);
        let actual = match order {
            Some("high-leg-c") if metering && panel.system.high_leg().is_some() => return Verdict::Pass,
            Some("high-leg-c") => "high leg on C",
            Some("other") => "another order",
            _ => return Verdict::Pass,
        };
        let required =
            if panel.system.high_leg().is_some() { "A, B, C with the high leg on B" } else { "A, B, C" };
        Verdict::violation(format!("phases in another order: {actual}"), actual, required, Vec::new())
    }
}
