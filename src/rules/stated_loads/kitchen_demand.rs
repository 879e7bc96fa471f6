//! PW054: kitchen equipment counts by number, and never less than its two largest pieces.

use crate::domain::{LoadClass, facts};
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct KitchenDemand;

const META: RuleMeta = RuleMeta {
    code: "PW054",
    name: "kitchen-demand",
    family: "stated_loads",
    title: "Demand of kitchen equipment stated too low",
    sections: Some(["220.56", "220.56", "220.56", "120.56"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A demand that is stated for commercial kitchen equipment, against the factor by number of pieces and \
             never less than the two largest. Each circuit of class K is a piece; heating, cooling and ventilation \
             are none. Where none is stated the rule does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Whether equipment is controlled by a thermostat or used now and then; several pieces on one circuit.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for KitchenDemand {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::Class(LoadClass::Kitchen)];
        against_groups(cx, object, (&facts::stated::KITCHEN, "demand of kitchen equipment"), &groups)
    }
}
