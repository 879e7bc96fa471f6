//! PW082: the device of a single appliance without a motor is not much larger than the appliance.

use crate::domain::facts;
use crate::engineering::Step;
use crate::nec::tables::{StandardDevice, next_standard_rating};
use crate::rules::circuit_current::circuit_current;
use crate::rules::fix::smaller_device;
use crate::rules::places::equipment;
use crate::rules::{
    Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct ApplianceDevice;

const SMALL: Threshold = Threshold { name: "largest small appliance", unit: "A", value: 13.3 };
const OF_SMALL: Threshold = Threshold { name: "largest device of a small appliance", unit: "A", value: 20.0 };
const SHARE: Threshold = Threshold { name: "largest device of others", unit: "%", value: 150.0 };

const META: RuleMeta = RuleMeta {
    code: "PW082",
    name: "appliance-device",
    family: "equipment",
    title: "Device too large for a single appliance",
    sections: Some(["422.11(E)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The device of a circuit that serves one range, cooktop, oven or water heater, as it says or the plan shows: the rating \
             of the nameplate where it is given; else 20 A for appliances to 13.3 A, and 150 % of larger ones or the next \
             standard rating above.",
    resolve: "Choose a smaller device.",
    not_checked: "Appliances with motors, dryers among them; circuits that do not say what they serve; several appliances on one \
                  circuit.",
    verification: Verification::Transcription,
    thresholds: &[SMALL, OF_SMALL, SHARE],
};

const WITHOUT_MOTOR: [&str; 5] = ["range", "cooktop", "oven", "water-heater", "tankless-heater"];

impl Rule for ApplianceDevice {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let served = equipment(cx, panel, circuit).filter(|word| WITHOUT_MOTOR.contains(word));
        if !cx.is_branch(panel, circuit) || served.is_none() || cx.outlets(panel, circuit) > 1 {
            return Verdict::NotApplicable;
        }
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        let (largest, steps) = match circuit.facts.number(&facts::motor::MOCP) {
            Some(marked) => (marked, vec![Step::new("Largest device", "nameplate", Amperes(marked))]),
            None => {
                let current = match circuit_current(panel, circuit) {
                    Ok(current) => current,
                    Err(missing) => return Verdict::Undetermined(missing),
                };
                let amperes = current.amperes.0;
                let small = cx.threshold(META.code, &SMALL);
                let (largest, words) = if amperes <= small + 1e-6 {
                    (cx.threshold(META.code, &OF_SMALL), format!("to {}", Amperes(small)))
                } else {
                    let share = cx.threshold(META.code, &SHARE);
                    let exact = amperes * share / 100.0;
                    let up = next_standard_rating(exact, StandardDevice::Breaker, cx.edition);
                    let words = format!("{} × {share} %, next standard rating", current.amperes);
                    (up.unwrap_or(exact), words)
                };
                (largest, vec![current.step(), Step::new("Largest device", words, Amperes(largest))])
            }
        };
        if trip.0 <= largest + 1e-6 {
            return Verdict::Pass;
        }
        let largest = Amperes(largest);
        Verdict::violation(format!("{trip} device; {largest} is the largest"), trip, largest, steps)
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        smaller_device(self, cx, object).into_iter().collect()
    }
}
