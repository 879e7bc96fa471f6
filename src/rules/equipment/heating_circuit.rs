//! PW083: a device for fixed space heating has room for 125 % of it.

use crate::domain::LoadClass;
use crate::rules::circuit_current::circuit_current;
use crate::rules::overcurrent::device_for;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct HeatingCircuit;

const META: RuleMeta = RuleMeta {
    code: "PW083",
    name: "heating-circuit",
    family: "equipment",
    title: "Device smaller than fixed space heating asks for",
    sections: Some(["424.3(B)", "424.4(B)", "424.4(B)", "424.4(B)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The device of circuits of class heating against 125 % of their load, heaters and their fans, whether or not they \
             are marked as continuous. The conductors are PW002's.",
    resolve: "Split the heaters over two circuits, or enlarge device and conductors.",
    not_checked: "Heating by cord and plug; industrial and process heating, which has articles of its own; heaters over 48 A, \
                  which are subdivided (424.22(B)).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for HeatingCircuit {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || circuit.class != LoadClass::Heating {
            return Verdict::NotApplicable;
        }
        match circuit_current(panel, circuit) {
            Ok(current) => device_for(&current, true, circuit.trip, META.citation(cx.edition)),
            Err(missing) => Verdict::Undetermined(missing),
        }
    }
}
