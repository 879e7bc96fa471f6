//! PW049: a stated receptacle demand is at least 10 kVA and half of the rest.

use crate::domain::{LoadClass, facts};
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ReceptacleDemand;

const META: RuleMeta = RuleMeta {
    code: "PW049",
    name: "receptacle-demand",
    family: "stated_loads",
    title: "Receptacle demand stated too low",
    sections: Some(["220.44", "220.44", "220.47", "120.47"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A receptacle demand that is stated for a feeder or service against 10 kVA and half of the rest, outside \
             dwellings; in offices and banks with the load by floor area where that is more. Where none is stated the \
             rule does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Receptacles counted together with the lighting by its factors, which the section also permits.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for ReceptacleDemand {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::Class(LoadClass::Receptacle)];
        against_groups(cx, object, (&facts::stated::RECEPTACLES, "receptacle demand"), &groups)
    }
}
