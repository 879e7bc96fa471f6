//! PW053: household cooking counts by the columns and notes of its table.

use crate::domain::facts;
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct CookingDemand;

const META: RuleMeta = RuleMeta {
    code: "PW053",
    name: "cooking-demand",
    family: "stated_loads",
    title: "Cooking demand stated too low",
    sections: Some(["220.55", "220.55", "220.55", "120.55"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A demand that is stated for household cooking, against the smaller of column C with 5 % for each \
             kilowatt above 12 and columns A and B. Circuits of class K in dwellings count, and ranges, cooktops and \
             ovens of class A, from above 1.75 kW to 27 kW. On three phases two and more count by twice the number \
             between two phases. Where none is stated the rule does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Cooktop and ovens on one branch circuit taken as one range; different ratings on three phases, \
                  which are all taken as the largest.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for CookingDemand {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::Cooking];
        against_groups(cx, object, (&facts::stated::COOKING, "cooking demand"), &groups)
    }
}
