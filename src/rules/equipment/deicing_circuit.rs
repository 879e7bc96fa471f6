//! PW085: circuits of deicing and snow melting have room for 125 % of them.

use crate::rules::carrying::holds_continuous;
use crate::rules::circuit_current::circuit_current;
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct DeicingCircuit;

const META: RuleMeta = RuleMeta {
    code: "PW085",
    name: "deicing-circuit",
    family: "equipment",
    title: "Circuit smaller than deicing asks for",
    sections: Some(["426.4"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Device and conductors of circuits that say they serve deicing or snow melting against 125 % of their load.",
    resolve: "Enlarge device and conductors, or split the heating over two circuits.",
    not_checked: "Circuits that do not say what they serve; heating of pipes and vessels (427.4).",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for DeicingCircuit {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || equipment(cx, panel, circuit) != Some("deicing") {
            return Verdict::NotApplicable;
        }
        match circuit_current(panel, circuit) {
            Ok(current) => holds_continuous(circuit, &current, META.citation(cx.edition)),
            Err(missing) => Verdict::Undetermined(missing),
        }
    }
}
