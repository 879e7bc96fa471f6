//! PW114: receptacles outside of dwelling units with ground-fault protection for people.

use crate::nec::gfci_elsewhere;
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::{MOST_TO_GROUND_V, by_places, circuit_has_gfci};
use crate::rules::places::{serves_dwelling, serves_receptacles, volts_to_ground};
use crate::rules::{
    Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct GfciElsewhere;

const SINGLE_PHASE: Threshold = Threshold { name: "largest single-phase circuit", unit: "A", value: 50.0 };
const THREE_PHASE: Threshold = Threshold { name: "largest three-phase circuit", unit: "A", value: 100.0 };

const META: RuleMeta = RuleMeta {
    code: "PW114",
    name: "gfci-elsewhere",
    family: "people",
    title: "Receptacle without GFCI protection outside of dwellings",
    sections: Some(["210.8(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Receptacle circuits outside of dwelling units to 150 V to ground, single-phase to 50 A and three-phase to 100 A, in \
             bathrooms, kitchens, garages and service bays, crawl spaces, unfinished basements, locker rooms with showers, on \
             roofs, outdoors and within 6 ft of sinks; since 2020 in laundries and damp places; since 2023 where food or \
             beverages are prepared or served. A GFCI breaker, or receptacles that are protected where they stand, comply.",
    resolve: "Use a GFCI breaker, or GFCI receptacles ahead of all others.",
    not_checked: "Distances to sinks that are not drawn, except where a circuit's place says them; aquariums; receptacles for snow melting, \
                  weighing scales, laboratories and patient beds that the exceptions leave out; appliances wired in place (PW115).",
    verification: Verification::Transcription,
    thresholds: &[SINGLE_PHASE, THREE_PHASE],
};

impl Rule for GfciElsewhere {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let most = if circuit.poles == 3 { &THREE_PHASE } else { &SINGLE_PHASE };
        let larger = circuit.trip.is_some_and(|trip| trip.0 > cx.threshold(META.code, most));
        if !cx.is_branch(panel, circuit)
            || !serves_receptacles(cx, panel, circuit)
            || volts_to_ground(panel, circuit).0 > MOST_TO_GROUND_V
            || larger
        {
            return Verdict::NotApplicable;
        }
        let dwelling = serves_dwelling(cx, panel);
        if dwelling == Ok(true) {
            return Verdict::NotApplicable;
        }
        if circuit_has_gfci(circuit) {
            return Verdict::Pass;
        }
        match (by_places(cx, panel, circuit, |kind| gfci_elsewhere(kind, cx.edition)), dwelling) {
            (Verdict::Pass, _) => Verdict::Pass,
            (_, Err(unknown)) => unknown,
            (_, Ok(_)) if circuit.trip.is_none() => Verdict::Undetermined("trip rating"),
            (verdict, Ok(_)) => verdict,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::GroundFault).into_iter().collect()
    }
}
