//! PW048: a stated lighting demand leaves no more than the factors of the occupancy do.

use crate::domain::{LoadClass, facts};
use crate::engineering::DemandGroup;
use crate::rules::stated_loads::stated::against_groups;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct LightingDemand;

const META: RuleMeta = RuleMeta {
    code: "PW048",
    name: "lighting-demand",
    family: "stated_loads",
    title: "Lighting demand stated too low",
    sections: Some(["220.42", "220.42", "220.45", "120.45"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A lighting demand that is stated for a feeder or service against the demand by the factors of its \
             occupancy: dwellings with their small-appliance and laundry circuits, hotels, warehouses, hospitals in \
             2017; everything else counts in full. Where none is stated the program's own figure is used, and the \
             rule does not apply.",
    resolve: "State at least what the calculation gives, or correct the circuits it counts.",
    not_checked: "Ballrooms, dining rooms and other places of hotels where all lights are on at once, which have no \
                  factor.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for LightingDemand {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let groups = [DemandGroup::General, DemandGroup::Class(LoadClass::Lighting)];
        against_groups(cx, object, (&facts::stated::LIGHTING, "lighting demand"), &groups)
    }
}
