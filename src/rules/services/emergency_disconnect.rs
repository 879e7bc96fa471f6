//! PW066: one- and two-family dwellings have an emergency disconnect outdoors.

use crate::domain::facts::{project, supply};
use crate::nec::Edition;
use crate::rules::services::occupancy;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct EmergencyDisconnect;

const META: RuleMeta = RuleMeta {
    code: "PW066",
    name: "emergency-disconnect",
    family: "services",
    title: "Dwelling without an emergency disconnect outdoors",
    sections: Some(["none", "230.85", "230.85", "230.85"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service],
    checks: "Whether the service of a one- or two-family dwelling, to 240 V, has an emergency disconnect in a readily \
             accessible place outdoors. Not in 2017.",
    resolve: "Put the service disconnect, a meter disconnect or another listed switch outdoors.",
    not_checked: "Its kind, its marking, the short-circuit rating, and replaced service equipment.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// Dwellings have no more volts between lines.
const DWELLINGS_TO_V: f64 = 240.0;

impl Rule for EmergencyDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        if cx.edition < Edition::E2020 || service.system.line_to_line().0 > DWELLINGS_TO_V {
            return Verdict::NotApplicable;
        }
        let has = service.facts.yes(&supply::EMERGENCY_DISCONNECT);
        match occupancy(cx) {
            Some("one-family" | "two-family") => {}
            Some(_) => return Verdict::NotApplicable,
            // With one outdoors the use of the building does not matter.
            None if has == Some(true) => return Verdict::Pass,
            None => return Verdict::of_project(project::OCCUPANCY.label),
        }
        match has {
            None => Verdict::Undetermined(supply::EMERGENCY_DISCONNECT.label),
            Some(true) => Verdict::Pass,
            Some(false) => {
                let message = "no emergency disconnect outdoors";
                Verdict::violation(message, "none", "an emergency disconnect outdoors", Vec::new())
            }
        }
    }
}
