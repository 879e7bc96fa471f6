//! PW050: small-appliance and laundry circuits count 1,500 VA each.

use crate::domain::facts;
use crate::engineering::{General, Step};
use crate::nec::tables::DWELLING_CIRCUIT_VA;
use crate::rules::stated_loads::stated::{at_least, stated, unknown};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, trimmed};

pub(in crate::rules) struct SmallApplianceLoad;

const META: RuleMeta = RuleMeta {
    code: "PW050",
    name: "small-appliance-load",
    family: "stated_loads",
    title: "Small-appliance and laundry load stated too low",
    sections: Some(["220.52", "220.52", "220.52", "120.52"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A load that is stated for small-appliance and laundry circuits of dwellings, against 1,500 VA for each \
             circuit that is marked as one, and at least two small-appliance circuits and one laundry circuit for \
             each whole dwelling. Where none is stated the program counts so itself, and the rule does not apply.",
    resolve: "State at least what the calculation gives.",
    not_checked: "Buildings with a laundry for all tenants, whose units need no circuit of their own.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for SmallApplianceLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Some(stated) = stated(cx, object, &facts::stated::SMALL_APPLIANCES) else {
            return Verdict::NotApplicable;
        };
        let circuits = General::of(stated.loads.dwelling(), cx.edition).circuits;
        if circuits <= 0.0 {
            return unknown(cx, object).unwrap_or(Verdict::NotApplicable);
        }
        let least = circuits * DWELLING_CIRCUIT_VA;
        let inputs = format!("{} × 1,500 VA", trimmed(circuits, 0));
        let step =
            Step::new("Small-appliance and laundry circuits", inputs, format!("{:.0}", VoltAmperes(least)));
        at_least(&stated, least, "small-appliance and laundry load", vec![step])
    }
}
