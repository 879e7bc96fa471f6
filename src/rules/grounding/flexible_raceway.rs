//! PW152: a flexible metal raceway serves as the only equipment grounding conductor within limits.

use crate::domain::{CircuitField, ConductorSet, Raceway};
use crate::nec::RacewayType;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, Feet};

pub(in crate::rules) struct FlexibleRaceway;

const LENGTH: Threshold = Threshold { name: "length of flexible raceway", unit: "ft", value: 6.0 };
const SMALL: Threshold = Threshold { name: "device on FMC and small LFMC", unit: "A", value: 20.0 };
const LARGE: Threshold = Threshold { name: "device on LFMC from 3/4 to 1-1/4", unit: "A", value: 60.0 };

const META: RuleMeta = RuleMeta {
    code: "PW152",
    name: "flexible-raceway",
    family: "grounding",
    title: "Flexible raceway as the only equipment grounding conductor",
    sections: Some(["250.118(5), (6)", "250.118(5), (6)", "250.118(A)(5), (6)", "250.118(A)(5), (6)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Circuits and feeders in FMC or LFMC without a wire-type EGC: 6 ft at most, the device ahead 20 A at most, \
             for LFMC of trade size 3/4 to 1-1/4 60 A; larger than 1-1/4 not at all.",
    resolve: "Pull an equipment grounding conductor.",
    not_checked: "Flexible parts of other raceways; vibration and movement, which ask for a conductor; fittings that \
                  are not listed for grounding.",
    verification: Verification::ExamKey,
    thresholds: &[LENGTH, SMALL, LARGE],
};

impl Rule for FlexibleRaceway {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (set, raceway, length, device) = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                let unread = circuit.unread.contains_key(&CircuitField::Conductors);
                let set = circuit.conductors.as_ref().filter(|_| !unread);
                (set, circuit.raceway.as_ref(), circuit.length, circuit.trip)
            }
            Object::Feeder(feeder) => {
                let device = match feeder.protection {
                    Protection::Device(rating) => Some(rating),
                    Protection::NotGiven => None,
                    Protection::AtTheEnd => return Verdict::NotApplicable,
                };
                let of = feeder.feeder;
                (of.conductors.as_ref(), of.raceway.as_ref(), of.length, device)
            }
            _ => return Verdict::NotApplicable,
        };
        let Some(raceway) = raceway.filter(|raceway| is_flexible(raceway.kind)) else {
            return Verdict::NotApplicable;
        };
        match set {
            None => Verdict::Undetermined("conductors"),
            Some(ConductorSet { egc: Some(_), .. }) => Verdict::Pass,
            Some(_) => without_egc(cx, raceway, length, device),
        }
    }
}

const fn is_flexible(kind: RacewayType) -> bool {
    matches!(kind, RacewayType::Fmc | RacewayType::Lfmc)
}

fn without_egc(
    cx: &RuleContext<'_>,
    raceway: &Raceway,
    length: Option<Feet>,
    device: Option<Amperes>,
) -> Verdict {
    let large = match (raceway.kind, raceway.trade_size.trim()) {
        (_, "") => return Verdict::Undetermined("trade size of the raceway"),
        (RacewayType::Lfmc, "3/4" | "1" | "1-1/4") => true,
        (_, "3/8" | "1/2" | "3/4" | "1" | "1-1/4") => false,
        (_, size) => {
            let message = format!("{raceway} without an EGC");
            return Verdict::violation(message, size, "1-1/4", Vec::new());
        }
    };
    let Some(device) = device else { return Verdict::Undetermined("trip rating") };
    let most = Amperes(cx.threshold(META.code, if large { &LARGE } else { &SMALL }));
    if device.0 > most.0 + 1e-6 {
        let message = format!("{raceway} without an EGC behind a {device} device");
        return Verdict::violation(message, device, most, Vec::new());
    }
    let Some(length) = length else { return Verdict::Undetermined("length") };
    let longest = Feet(cx.threshold(META.code, &LENGTH));
    if length.0 <= longest.0 + 1e-6 {
        return Verdict::Pass;
    }
    let message = format!("{length} of {raceway} without an EGC");
    Verdict::violation(message, length, longest, Vec::new())
}
