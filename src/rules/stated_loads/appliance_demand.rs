//! PW051: 75 % counts for four and more appliances fastened in place, and for nothing else.

use crate::domain::facts;
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ApplianceDemand;

const META: RuleMeta = RuleMeta {
    code: "PW051",
    name: "appliance-demand",
    family: "stated_loads",
    title: "Demand of fastened appliances stated too low",
    sections: Some(["220.53", "220.53", "220.53", "120.53"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A demand that is stated for appliances of dwellings fastened in place, against 75 % of four and more and \
             all of fewer. Dishwashers, disposers, microwave ovens, water heaters and sump pumps of class A count, \
             since 2023 from 500 VA; cooking, dryers, heating and cooling never do. Where none is stated the rule \
             does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Appliances whose circuits do not say what they serve; motors by their horsepower.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for ApplianceDemand {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::Appliances];
        against_groups(cx, object, (&facts::stated::APPLIANCES, "demand of fastened appliances"), &groups)
    }
}
