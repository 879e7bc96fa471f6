//! PW067: services and feeders of dwellings and sleeping places have surge protection.

use crate::domain::Facts;
use crate::domain::facts::{feeder as fed, project, supply};
use crate::nec::Edition;
use crate::rules::services::{is_dwelling, occupancy};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct SurgeProtection;

const DISCHARGE: Threshold = Threshold { name: "nominal discharge current", unit: "kA", value: 10.0 };

const META: RuleMeta = RuleMeta {
    code: "PW067",
    name: "surge-protection",
    family: "services",
    title: "Service or feeder of a dwelling without surge protection",
    sections: Some(["none", "230.67", "230.67; 215.18; 225.42", "230.67; 215.18; 225.42"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "A surge protective device of type 1 or 2 at services of dwellings since 2020, of dormitories, hotels and nursing \
             homes too since 2023, and at feeders that carry a whole dwelling since 2023; its nominal discharge current since \
             2023. Not in 2017.",
    resolve: "Add a surge protective device of type 1 or 2 with at least 10 kA.",
    not_checked: "Its place beside the equipment; devices at each panelboard downstream instead of one at the service; \
                  replaced equipment; feeders of sleeping places other than whole dwellings.",
    verification: Verification::Transcription,
    thresholds: &[DISCHARGE],
};

impl Rule for SurgeProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        if cx.edition < Edition::E2020 {
            return Verdict::NotApplicable;
        }
        match object {
            Object::Service(service) => {
                let sleeping = |word: &str| ["dormitory", "hotel", "nursing-home"].contains(&word);
                match occupancy(cx) {
                    Some(word) if is_dwelling(word) => {}
                    Some(word) if sleeping(word) && cx.edition >= Edition::E2023 => {}
                    Some(_) => return Verdict::NotApplicable,
                    None => return Verdict::of_project(project::OCCUPANCY.label),
                }
                judge(cx, &service.facts)
            }
            Object::Feeder(feeder) => {
                let dwelling = feeder.feeder.facts.yes_or_assumed(&fed::WHOLE_DWELLING) == Some(true);
                if !dwelling || cx.edition < Edition::E2023 {
                    return Verdict::NotApplicable;
                }
                judge(cx, &feeder.feeder.facts)
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn judge(cx: &RuleContext<'_>, facts: &Facts) -> Verdict {
    let wanted = "a surge protective device of type 1 or 2";
    match facts.word(&supply::SURGE) {
        None => return Verdict::Undetermined(supply::SURGE.label),
        Some("type-1" | "type-2") => {}
        Some("none") => return Verdict::violation("no surge protection", "none", wanted, Vec::new()),
        Some(_) => {
            let actual = "type 3 or 4";
            return Verdict::violation(
                format!("surge protective device of {actual}"),
                actual,
                wanted,
                Vec::new(),
            );
        }
    }
    if cx.edition < Edition::E2023 {
        return Verdict::Pass;
    }
    let Some(has) = facts.number(&supply::SURGE_KA) else {
        return Verdict::Undetermined(supply::SURGE_KA.label);
    };
    let least = cx.threshold(META.code, &DISCHARGE);
    if has >= least {
        return Verdict::Pass;
    }
    let (has, least) = (format!("{} kA", trimmed(has, 1)), format!("{} kA", trimmed(least, 1)));
    Verdict::violation(format!("surge protective device of {has}, {least} at least"), has, least, Vec::new())
}
