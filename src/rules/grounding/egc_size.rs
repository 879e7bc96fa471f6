//! PW016: wire-type equipment grounding conductors have the size that goes with the device ahead.

use crate::calc::{egc_of, egc_table_cmil};
use crate::domain::{CircuitField, ConductorSet, Raceway};
use crate::nec::RacewayType;
use crate::nec::tables::{conductor, egc_size};
use crate::rules::fix::larger_egc;
use crate::rules::grounding::shown;
use crate::rules::{
    Fix, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct EgcSize;

const META: RuleMeta = RuleMeta {
    code: "PW016",
    name: "egc-size",
    family: "grounding",
    title: "Equipment grounding conductor too small",
    sections: Some(["250.122(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The wire-type equipment grounding conductor against the table by the rating of the device ahead; it need not be \
             larger than the ungrounded conductors. The metal of the circuit's conductors is taken for it.",
    resolve: "Enlarge the equipment grounding conductor.",
    not_checked: "Enlarging with enlarged conductors (PW017); parallel raceways without one (PW018); whether a metal raceway may \
                  serve as equipment grounding conductor (PW152); secondaries of transformers, whose bonding jumper has \
                  another table (PW020); tables of aluminum above 4000 A differ between sources.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for EgcSize {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (set, raceway, device) = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                let unread = circuit.unread.contains_key(&CircuitField::Conductors);
                (circuit.conductors.as_ref().filter(|_| !unread), circuit.raceway.as_ref(), circuit.trip)
            }
            Object::Feeder(feeder) => {
                let device = match feeder.protection {
                    Protection::Device(rating) => Some(rating),
                    Protection::NotGiven => return Verdict::Undetermined("rating of the device ahead"),
                    Protection::AtTheEnd => return Verdict::NotApplicable,
                };
                (feeder.feeder.conductors.as_ref(), feeder.feeder.raceway.as_ref(), device)
            }
            _ => return Verdict::NotApplicable,
        };
        let Some(set) = set else { return Verdict::Undetermined("conductors") };
        let Some(device) = device else { return Verdict::Undetermined("trip rating") };
        judge(cx, set, raceway, device)
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        larger_egc(self, cx, object).into_iter().collect()
    }
}

fn judge(cx: &RuleContext<'_>, set: &ConductorSet, raceway: Option<&Raceway>, device: Amperes) -> Verdict {
    let Some(egc) = set.egc else {
        return match raceway.map(|raceway| raceway.kind) {
            Some(kind) if is_metal(kind) => Verdict::NotApplicable,
            _ => Verdict::Undetermined("equipment grounding conductor"),
        };
    };
    let table = egc_size(device.0, set.material, cx.edition).and_then(egc_table_cmil);
    let required = table.and_then(|cmil| egc_of(cmil, conductor(set.size.name())));
    let (Some(required), Some(has)) = (required, conductor(egc.name())) else {
        return Verdict::Undetermined("a device within the table");
    };
    if has.cmil + 0.5 >= required.cmil {
        return Verdict::Pass;
    }
    let required = shown(required.size);
    let message = format!("EGC {egc} {} behind a {device} device, which asks for {required}", set.material);
    Verdict::violation(message, egc, required, Vec::new())
}

/// Returns whether a raceway may serve as equipment grounding conductor, whatever its conditions.
const fn is_metal(kind: RacewayType) -> bool {
    match kind {
        RacewayType::Emt | RacewayType::Imc | RacewayType::Rmc | RacewayType::Fmc | RacewayType::Lfmc => true,
        RacewayType::PvcSchedule40
        | RacewayType::PvcSchedule80
        | RacewayType::Ent
        | RacewayType::CableMc
        | RacewayType::CableNm => false,
    }
}
