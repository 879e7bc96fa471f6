//! PW115: appliances whose outlets have ground-fault protection wherever they stand.

use crate::domain::facts;
use crate::nec::{Edition, gfci_appliance};
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::{MOST_TO_GROUND_V, circuit_has_gfci, device_has_gfci};
use crate::rules::places::{equipment, serves_dwelling, volts_to_ground};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct GfciAppliance;

const META: RuleMeta = RuleMeta {
    code: "PW115",
    name: "gfci-appliance",
    family: "people",
    title: "Appliance without GFCI protection",
    sections: Some(["210.8(D); 422.5", "422.5(A)", "210.8(D)", "210.8(D)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits to 60 A and 150 V to ground that serve vending machines, drinking water coolers, tire inflators, vacuums for \
             vehicles, spray washers and dishwashers (in 2017 those of dwellings); since 2020 sump pumps; since 2023 ranges, wall \
             ovens, cooktops, dryers and microwave ovens. The equipment of a circuit, or one symbol on the plan, says what it \
             serves.",
    resolve: "Use a GFCI breaker, or an outlet with GFCI protection.",
    not_checked: "Circuits that do not say what they serve; protection built into the cord or the appliance, which its circuit says \
                  as GFCI at the outlet.",
    verification: Verification::Transcription,
    thresholds: &[],
};

const MOST_A: f64 = 60.0;

impl Rule for GfciAppliance {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || volts_to_ground(panel, circuit).0 > MOST_TO_GROUND_V {
            return Verdict::NotApplicable;
        }
        let listed = equipment(cx, panel, circuit).filter(|word| gfci_appliance(word, cx.edition));
        let Some(word) = listed else { return Verdict::NotApplicable };
        if circuit.trip.is_some_and(|trip| trip.0 > MOST_A) {
            return Verdict::NotApplicable;
        }
        let devices = cx.devices(panel, circuit);
        let at_outlets = !devices.is_empty() && devices.iter().all(|(_, device)| device_has_gfci(device));
        if circuit_has_gfci(circuit) || at_outlets {
            return Verdict::Pass;
        }
        if word == "dishwasher" && cx.edition == Edition::E2017 {
            match serves_dwelling(cx, panel) {
                Ok(true) => {}
                Ok(false) => return Verdict::NotApplicable,
                Err(unknown) => return unknown,
            }
        }
        if circuit.trip.is_none() {
            return Verdict::Undetermined("trip rating");
        }
        let fact = &facts::circuit::EQUIPMENT;
        let name = fact.show(&facts::FactValue::Word(word)).to_lowercase();
        Verdict::violation(
            format!("{name} without GFCI protection"),
            "no GFCI",
            "GFCI protection",
            Vec::new(),
        )
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::GroundFault).into_iter().collect()
    }
}
