//! PW147: small SE cable in thermal insulation holds at 60 °C.

use crate::rules::conductors::corrected::by_correction;
use crate::rules::laid::{Laid, Stage};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct SeCableColumn;

const META: RuleMeta = RuleMeta {
    code: "PW147",
    name: "se-cable-column",
    family: "conductors",
    title: "SE cable in thermal insulation used above 60 °C",
    sections: Some(["338.10(B)(4)(a)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "SE cable in thermal insulation, by its 60 °C ampacity, against the device ahead and the load: 10 AWG and \
             smaller, in 2017 of every size.",
    resolve: "Enlarge the cable, or keep it out of thermal insulation.",
    not_checked: "UF cable, whose insulation has no other column and which PW002 and PW007 judge by it; SE cable used \
                  as a service.",
    verification: Verification::ExamKey,
    thresholds: &[],
};

impl Rule for SeCableColumn {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match Laid::of(cx, object) {
            Some(laid) if laid.place.is_se_in_insulation() => {
                by_correction(cx, object, &laid, (Stage::Plain, Stage::InInsulation))
            }
            _ => Verdict::NotApplicable,
        }
    }
}
