//! PW104: energy storage has a disconnect in sight.

use crate::domain::facts;
use crate::rules::disconnects::sight::{IN_SIGHT, in_sight};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct StorageDisconnect;

const META: RuleMeta = RuleMeta {
    code: "PW104",
    name: "storage-disconnect",
    family: "disconnects",
    title: "Energy storage without a disconnect in sight",
    sections: Some(["706.7", "706.15", "706.15", "706.15"]),
    severity: Severity::Info,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of energy storage on the plan, or that say what disconnects it: a disconnect of the circuit, or its panelboard, \
             on the same sheet within 50 ft with no wall and no closed door between; a lockable one may be elsewhere.",
    resolve: "Place a disconnect at the storage, or say that it can be locked open.",
    not_checked: "Storage that no plan shows and of which nobody has said anything; 10 ft where the Code asks for it; markings, \
                  emergency shutdown of dwellings, ventilation and places where batteries may not stand.",
    verification: Verification::Memory,
    thresholds: &[IN_SIGHT],
};

impl Rule for StorageDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let stores = circuit.facts.word(&facts::circuit::EQUIPMENT) == Some("storage");
        if !stores || !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        in_sight(cx, (panel, circuit), cx.threshold(META.code, &IN_SIGHT))
    }
}
