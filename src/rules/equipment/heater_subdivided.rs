//! PW084: electric space heaters over 48 A are subdivided.

use crate::domain::{LoadClass, facts};
use crate::rules::circuit_current::circuit_current;
use crate::rules::places::equipment;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct HeaterSubdivided;

const LARGEST: Threshold = Threshold { name: "largest load of one part", unit: "A", value: 48.0 };

const META: RuleMeta = RuleMeta {
    code: "PW084",
    name: "heater-subdivided",
    family: "equipment",
    title: "Large space heater that is not subdivided",
    sections: Some(["424.22(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of class heating over 48 A: the heater says that its elements are subdivided into loads of at most 48 A, each \
             behind a device of at most 60 A.",
    resolve: "Choose a heater with subdivided elements, or divide it over several circuits.",
    not_checked: "The devices inside the heater; boilers of pressure vessels, which may have larger parts (424.72); water heaters \
                  (422.11(F)); several heaters on one circuit.",
    verification: Verification::Transcription,
    thresholds: &[LARGEST],
};

const SUBDIVIDED: &facts::Fact = &facts::equipment::SUBDIVIDED;

impl Rule for HeaterSubdivided {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let heats_water =
            || matches!(equipment(cx, panel, circuit), Some("water-heater" | "tankless-heater"));
        if !cx.is_branch(panel, circuit) || circuit.class != LoadClass::Heating || heats_water() {
            return Verdict::NotApplicable;
        }
        let current = match circuit_current(panel, circuit) {
            Ok(current) => current,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let largest = cx.threshold(META.code, &LARGEST);
        if current.amperes.0 <= largest + 1e-6 {
            return Verdict::Pass;
        }
        match circuit.facts.yes(SUBDIVIDED) {
            Some(true) => Verdict::Pass,
            None => Verdict::Undetermined(SUBDIVIDED.label),
            Some(false) => {
                let amperes = format!("{:.1}", current.amperes);
                let message = format!("heater of {amperes} in one part");
                let required = format!("parts of at most {largest} A");
                Verdict::violation(message, amperes, required, vec![current.step()])
            }
        }
    }
}
