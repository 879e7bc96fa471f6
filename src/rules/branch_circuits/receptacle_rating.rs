//! PW005: receptacles have a rating that fits their circuit.

use crate::domain::{LoadClass, facts};
use crate::nec::tables::branch_circuit;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct ReceptacleRating;

/// Receptacles of larger circuits are asked for their rating.
const ASKED_ABOVE_A: f64 = 20.0;

const META: RuleMeta = RuleMeta {
    code: "PW005",
    name: "receptacle-rating",
    family: "branch_circuits",
    title: "Receptacle that does not fit its circuit",
    sections: Some(["210.21(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Receptacles by the rating of their circuit: a single one alone has at least that rating; two and more \
             have 15 A on 15 A, 15 or 20 A on 20 A, 30 A on 30 A, 40 or 50 A on 40 A, 50 A on 50 A, and none on 10 A. \
             Judged is the rating given; circuits of class R of 30 A and more are asked for it.",
    resolve: "Choose a receptacle or a circuit of another rating.",
    not_checked: "Receptacles of 15 and 20 A circuits whose rating is not given; receptacles for motors and welders, \
                  which go by other sections (430.81, 630.11).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for ReceptacleRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let given = circuit.facts.number(&facts::outlets::RECEPTACLE_RATING);
        let exempt = matches!(circuit.facts.word(&facts::circuit::EQUIPMENT), Some("motor" | "welder"));
        if !cx.is_branch(panel, circuit) || exempt {
            return Verdict::NotApplicable;
        }
        let asked =
            circuit.class == LoadClass::Receptacle && circuit.trip.is_some_and(|trip| trip.0 > ASKED_ABOVE_A);
        let rating = match given {
            Some(rating) => rating,
            None if asked => return Verdict::Undetermined(facts::outlets::RECEPTACLE_RATING.label),
            None => return Verdict::NotApplicable,
        };
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        let row = branch_circuit(trip.0, cx.edition).map_or(&[][..], |row| row.receptacles);
        let fits_several = row.iter().any(|(fits, _)| *fits == rating);
        let fits_alone = rating >= trip.0;
        let several = circuit.facts.number(&facts::circuit::RECEPTACLES).is_some_and(|number| number > 1.0);
        let alone = match circuit.facts.yes(&facts::outlets::SINGLE_RECEPTACLE) {
            Some(alone) => alone,
            None if several => false,
            None if fits_several && fits_alone => return Verdict::Pass,
            None if !fits_several && !fits_alone => false,
            None => return Verdict::Undetermined(facts::outlets::SINGLE_RECEPTACLE.label),
        };
        if if alone { fits_alone } else { fits_several } {
            return Verdict::Pass;
        }
        let ratings: Vec<String> = row.iter().map(|(fits, _)| trimmed(*fits, 0)).collect();
        let required = match (alone, ratings.is_empty()) {
            (true, _) => format!("at least {trip}"),
            (false, true) => "no receptacles".to_owned(),
            (false, false) => format!("{} A", ratings.join(" or ")),
        };
        let actual = Amperes(rating);
        let what = if alone { "a single receptacle" } else { "receptacles" };
        Verdict::violation(format!("{what} of {actual} on a {trip} circuit"), actual, required, Vec::new())
    }
}
