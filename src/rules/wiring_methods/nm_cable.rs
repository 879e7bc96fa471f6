//! PW146: NM cable only where it is permitted.

use crate::domain::facts;
use crate::nec::RacewayType;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct NmCable;

const META: RuleMeta = RuleMeta {
    code: "PW146",
    name: "nm-cable",
    family: "wiring_methods",
    title: "NM cable where it is not permitted",
    sections: Some(["334.10, 334.12"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Circuits and feeders in NM cable: not where it is damp or wet, not embedded in masonry; in one- and \
             two-family dwellings otherwise anywhere; in construction of Types I and II in raceways only; in other \
             buildings than dwellings concealed, and not exposed above dropped ceilings.",
    resolve: "Use another wiring method, such as MC cable or EMT.",
    not_checked: "The fire rating of what conceals it; theaters, garages, hoistways and corrosive places; cables that \
                  are drawn as runs only; limits on floors of editions before 2008.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for NmCable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (raceway, facts) = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                (&circuit.raceway, &circuit.facts)
            }
            Object::Feeder(feeder) => (&feeder.feeder.raceway, &feeder.feeder.facts),
            _ => return Verdict::NotApplicable,
        };
        if raceway.as_ref().is_none_or(|raceway| raceway.kind != RacewayType::CableNm) {
            return Verdict::NotApplicable;
        }
        let fault = |actual: &str, required: &str| {
            let message = format!("NM cable: {actual}; {required} is permitted");
            Verdict::violation(message, actual, required, Vec::new())
        };
        let location = facts.word_or_assumed(&facts::conductors::WIRING_LOCATION).unwrap_or("dry");
        if location != "dry" {
            return fault(&format!("{location} location"), "a dry location");
        }
        let place = facts.word(&facts::conductors::NM_PLACE);
        if place == Some("masonry") {
            return fault("embedded", "not embedded");
        }
        let building = &cx.project.settings().facts;
        let occupancy = match building.word(&facts::project::OCCUPANCY) {
            None => return Verdict::of_project(facts::project::OCCUPANCY.label),
            Some("one-family" | "two-family") => return Verdict::Pass,
            Some(occupancy) => occupancy,
        };
        match building.word(&facts::project::CONSTRUCTION) {
            None => Verdict::of_project(facts::project::CONSTRUCTION.label),
            Some(kind @ ("I" | "II")) => match place {
                Some("raceway") => Verdict::Pass,
                None => Verdict::Undetermined(facts::conductors::NM_PLACE.label),
                Some(_) => fault(&format!("construction of Type {kind}"), "Type III, IV or V"),
            },
            Some(_) => match place {
                _ if occupancy == "multifamily" => Verdict::Pass,
                None => Verdict::Undetermined(facts::conductors::NM_PLACE.label),
                Some("exposed") => fault("exposed", "concealed"),
                Some("dropped-ceiling") => fault("exposed above a dropped ceiling", "concealed"),
                Some(_) => Verdict::Pass,
            },
        }
    }
}
