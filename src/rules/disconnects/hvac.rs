//! PW079: air-conditioning and refrigerating equipment has a disconnect in sight.

use crate::domain::LoadClass;
use crate::rules::disconnects::sight::{IN_SIGHT, in_sight};
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct HvacDisconnect;

const META: RuleMeta = RuleMeta {
    code: "PW079",
    name: "hvac-disconnect",
    family: "disconnects",
    title: "Air-conditioning equipment without a disconnect in sight",
    sections: Some(["440.14"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Air conditioners, heat pumps and other equipment with a cooling circuit on the plan, or whose circuit says what \
             disconnects it: a disconnect of the circuit, or its panelboard, on the same sheet within 50 ft with no wall and no \
             closed door between.",
    resolve: "Place a disconnect at the unit, or say that one is in it.",
    not_checked: "Equipment that no plan shows and of which nobody has said anything; whether the disconnect is readily \
                  accessible and clear of panels that have to come off; cord-and-plug equipment.",
    verification: Verification::Memory,
    thresholds: &[IN_SIGHT],
};

impl Rule for HvacDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let cools = match equipment(cx, panel, circuit) {
            Some(word) => word == "air-conditioning",
            None => circuit.class == LoadClass::Cooling,
        };
        if !cools || !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        in_sight(cx, (panel, circuit), cx.threshold(META.code, &IN_SIGHT))
    }
}
