//! PW052: a dryer counts at least 5,000 VA.

use crate::domain::facts;
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct DryerLoad;

const META: RuleMeta = RuleMeta {
    code: "PW052",
    name: "dryer-load",
    family: "stated_loads",
    title: "Dryer demand stated too low",
    sections: Some(["220.54", "220.54", "220.54", "120.54"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A demand that is stated for clothes dryers of dwellings, against 5,000 VA or the nameplate of each, \
             whichever is more, with the factor by their number. Where none is stated the rule does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Dryers of laundries, which have no factor.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for DryerLoad {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::Dryers];
        against_groups(cx, object, (&facts::stated::DRYERS, "dryer demand"), &groups)
    }
}
