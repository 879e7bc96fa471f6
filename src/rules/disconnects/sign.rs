//! PW107: a sign has a disconnect in sight, or one that can be locked open.

use crate::domain::{Circuit, LoadClass, facts};
use crate::rules::disconnects::sight::{IN_SIGHT, in_sight};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct SignDisconnect;

const META: RuleMeta = RuleMeta {
    code: "PW107",
    name: "sign-disconnect",
    family: "disconnects",
    title: "Sign without a disconnect in sight",
    sections: Some(["600.6"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of signs on the plan, or that say what disconnects the sign: a disconnect of the circuit, or its panelboard, \
             on the same sheet within 50 ft with no wall and no closed door between; a lockable one may be elsewhere.",
    resolve: "Place a disconnect at the sign or where the circuit enters it, or say that it can be locked open.",
    not_checked: "Signs that no plan shows and of which nobody has said anything; show windows; exit signs; portable signs; the \
                  marking of a disconnect that is elsewhere.",
    verification: Verification::Memory,
    thresholds: &[IN_SIGHT],
};

impl Rule for SignDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !is_sign(circuit) || !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        in_sight(cx, (panel, circuit), cx.threshold(META.code, &IN_SIGHT))
    }
}

fn is_sign(circuit: &Circuit) -> bool {
    let window = [&facts::outlets::SHOW_WINDOW_LENGTH, &facts::outlets::SHOW_WINDOW_OUTLETS];
    match circuit.facts.word(&facts::circuit::EQUIPMENT) {
        Some(word) => word == "sign",
        None => {
            circuit.class == LoadClass::Sign && !window.iter().any(|fact| circuit.facts.get(fact).is_some())
        }
    }
}
