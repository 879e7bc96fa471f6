//! PW028: nothing that runs on 120 V hangs on the high leg.

use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct HighLeg;

const META: RuleMeta = RuleMeta {
    code: "PW028",
    name: "high-leg",
    family: "panelboards",
    title: "Line-to-neutral load on the high leg",
    sections: Some(["110.15; 408.3(F)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "In a 240/120 V four-wire delta panelboard no one-pole or multiwire circuit touches leg B, which is 208 V to \
             neutral. Spares are left out.",
    resolve: "Move the circuit to a slot of leg A or C, or leave the slot of leg B empty.",
    not_checked: "Loads rated for 208 V to neutral; the marking of the leg and its color.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for HighLeg {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let Some(high) = panel.system.high_leg() else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || !circuit.is_line_to_neutral() {
            return Verdict::NotApplicable;
        }
        if circuit.span().legs(panel.system).all(|leg| leg != high) {
            return Verdict::Pass;
        }
        let message =
            format!("a line-to-neutral circuit on leg {high}, the high leg: 208 V to neutral, not 120 V");
        Verdict::violation(message, "208 V to neutral", "120 V to neutral", Vec::new())
    }
}
