//! PW113: receptacles of dwelling units with ground-fault protection for people.

use crate::nec::{Edition, Protected, RoomKind, gfci_in_dwelling};
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::{MOST_TO_GROUND_V, by_places, circuit_has_gfci};
use crate::rules::places::{equipment, serves_dwelling, serves_receptacles, volts_to_ground};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct GfciDwelling;

const META: RuleMeta = RuleMeta {
    code: "PW113",
    name: "gfci-dwelling",
    family: "people",
    title: "Receptacle of a dwelling without GFCI protection",
    sections: Some(["210.8(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Receptacle circuits of dwelling units to 150 V to ground, in bathrooms, garages, crawl spaces, unfinished \
             basements, kitchens, laundries, boathouses, outdoors and within 6 ft of sinks, tubs and showers; since 2020 in \
             all basements and in damp or wet places. In 2017 only 120 V circuits of 15 and 20 A. A GFCI breaker, or \
             receptacles that are protected where they stand, comply.",
    resolve: "Use a GFCI breaker, or GFCI receptacles ahead of all others.",
    not_checked: "Distances to tubs and showers, and to sinks that are not drawn; receptacles on ceilings for lighting, and in bathrooms as part of an assembly; those for \
                  fire alarms, snow melting and garage door openers out of reach. Before 2023 a kitchen receptacle counts as \
                  serving the countertop unless its circuit says which appliance it serves.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// The largest circuit of 2017.
const MOST_2017_A: f64 = 20.0;

impl Rule for GfciDwelling {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let old = cx.edition == Edition::E2017;
        let larger = old && (circuit.poles > 1 || circuit.trip.is_some_and(|trip| trip.0 > MOST_2017_A));
        if !cx.is_branch(panel, circuit)
            || !serves_receptacles(cx, panel, circuit)
            || volts_to_ground(panel, circuit).0 > MOST_TO_GROUND_V
            || larger
        {
            return Verdict::NotApplicable;
        }
        let dwelling = serves_dwelling(cx, panel);
        if dwelling == Ok(false) {
            return Verdict::NotApplicable;
        }
        if circuit_has_gfci(circuit) {
            return Verdict::Pass;
        }
        let appliance = equipment(cx, panel, circuit).is_some_and(|word| word != "general");
        let off_counter = appliance && cx.edition < Edition::E2023;
        let verdict = by_places(cx, panel, circuit, |kind| match kind {
            RoomKind::Kitchen if off_counter => Protected::No,
            kind => gfci_in_dwelling(kind, cx.edition),
        });
        match (verdict, dwelling) {
            (Verdict::Pass, _) => Verdict::Pass,
            (_, Err(unknown)) => unknown,
            (verdict, Ok(_)) => verdict,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::GroundFault).into_iter().collect()
    }
}
