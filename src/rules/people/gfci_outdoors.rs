//! PW117: outdoor outlets of dwellings other than receptacles, with ground-fault protection for people.

use crate::domain::{LoadClass, facts};
use crate::nec::{Edition, RoomKind};
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::{MOST_TO_GROUND_V, circuit_has_gfci, device_has_gfci, words};
use crate::rules::places::{equipment, places, serves_dwelling, serves_receptacles, volts_to_ground};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct GfciOutdoors;

const META: RuleMeta = RuleMeta {
    code: "PW117",
    name: "gfci-outdoors",
    family: "people",
    title: "Outdoor outlet of a dwelling without GFCI protection",
    sections: Some(["no such section", "210.8(F)", "210.8(F)", "210.8(F)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Single-phase circuits of dwellings to 150 V to ground and 50 A that serve outlets outdoors other than lighting and \
             receptacles; since 2023 in garages and boathouses as well. Where the plan does not show it, only cooling is asked \
             for its place. HVAC equipment under the exception that ended in 2026 says so.",
    resolve: "Use a GFCI breaker of the circuit's rating, or equipment listed with the protection.",
    not_checked: "The edition of 2017, which has no such rule; receptacles (PW113); the date of installation beyond what the \
                  circuit says.",
    verification: Verification::Partly,
    thresholds: &[],
};

const MOST_A: f64 = 50.0;
const LISTED: &facts::Fact = &facts::people::LISTED_HVAC;

impl Rule for GfciOutdoors {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let lighting = circuit.class == LoadClass::Lighting;
        if cx.edition < Edition::E2020
            || !cx.is_branch(panel, circuit)
            || lighting
            || serves_receptacles(cx, panel, circuit)
            || circuit.poles > 2
            || circuit.trip.is_some_and(|trip| trip.0 > MOST_A)
            || volts_to_ground(panel, circuit).0 > MOST_TO_GROUND_V
        {
            return Verdict::NotApplicable;
        }
        let hvac =
            circuit.class == LoadClass::Cooling || equipment(cx, panel, circuit) == Some("air-conditioning");
        let found = places(cx, panel, circuit, |device| !device_has_gfci(device));
        let outside = found.known.iter().find(|place| is_outside(place.kind, cx.edition));
        if outside.is_none() && !(hvac && found.missing.is_some()) {
            return Verdict::NotApplicable;
        }
        match serves_dwelling(cx, panel) {
            Ok(false) => return Verdict::NotApplicable,
            _ if circuit_has_gfci(circuit) => return Verdict::Pass,
            Err(unknown) => return unknown,
            Ok(true) => {}
        }
        // The exception was gone from the edition that follows its end.
        if hvac && cx.edition < Edition::E2026 {
            match circuit.facts.yes(LISTED) {
                Some(true) => return Verdict::NotApplicable,
                Some(false) => {}
                None => return Verdict::Undetermined(LISTED.label),
            }
        }
        let Some(place) = outside else { return found.missing.unwrap_or(Verdict::NotApplicable) };
        if circuit.trip.is_none() {
            return Verdict::Undetermined("trip rating");
        }
        let message = format!("outlet without GFCI protection; place: {}", words(place.kind));
        Verdict::violation(message, "no GFCI", "GFCI protection", Vec::new())
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::GroundFault).into_iter().collect()
    }
}

fn is_outside(kind: RoomKind, edition: Edition) -> bool {
    let outdoors = matches!(kind, RoomKind::Outdoors | RoomKind::Roof);
    outdoors || (edition >= Edition::E2023 && matches!(kind, RoomKind::Garage | RoomKind::Boathouse))
}
