//! PW081: circuits of storage water heaters have room for 125 % of them.

use crate::domain::facts;
use crate::rules::carrying::holds_continuous;
use crate::rules::circuit_current::circuit_current;
use crate::rules::places::equipment;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct StorageWaterHeater;

const LARGEST: Threshold = Threshold { name: "largest tank", unit: "gal", value: 120.0 };

const META: RuleMeta = RuleMeta {
    code: "PW081",
    name: "storage-water-heater",
    family: "equipment",
    title: "Circuit smaller than a storage water heater asks for",
    sections: Some(["422.10(A); 422.13"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Device and conductors of circuits that serve a storage water heater, as they say or the plan shows, against 125 % of \
             their load. Where they do not hold, the capacity decides: to 120 gal.",
    resolve: "Enlarge device and conductors.",
    not_checked: "Circuits that do not say what they serve; heaters over 120 gal, which are continuous where they are marked so \
                  (PW001); several heaters on a circuit.",
    verification: Verification::Transcription,
    thresholds: &[LARGEST],
};

impl Rule for StorageWaterHeater {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || equipment(cx, panel, circuit) != Some("water-heater") {
            return Verdict::NotApplicable;
        }
        let tank = circuit.facts.number(&facts::equipment::TANK);
        if tank.is_some_and(|gallons| gallons > cx.threshold(META.code, &LARGEST)) {
            return Verdict::NotApplicable;
        }
        let current = match circuit_current(panel, circuit) {
            Ok(current) => current,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        match holds_continuous(circuit, &current, META.citation(cx.edition)) {
            Verdict::Violation(_) if tank.is_none() => Verdict::Undetermined(facts::equipment::TANK.label),
            verdict => verdict,
        }
    }
}
