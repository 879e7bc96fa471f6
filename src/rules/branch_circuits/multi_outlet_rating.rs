//! PW003: branch circuits with two or more outlets have one of a few ratings.

use crate::domain::LoadClass;
use crate::nec::Edition;
use crate::nec::tables::branch_circuit;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct MultiOutletRating;

const META: RuleMeta = RuleMeta {
    code: "PW003",
    name: "multi-outlet-rating",
    family: "branch_circuits",
    title: "Branch circuit with several outlets of a rating it may not have",
    sections: Some(["210.3", "210.18", "210.18", "210.18"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of lighting and receptacles: with two or more outlets on the plan their device is 15, 20, 30, 40 or \
             50 A, since 2023 also 10 A. A device of such a rating passes whatever it serves; with any other the outlets \
             on the plan decide.",
    resolve: "Choose a rating of the list, or give each outlet a circuit of its own.",
    not_checked: "Circuits over 50 A for other than lighting in supervised industrial premises; circuits of other \
                  classes.",
    verification: Verification::ExamKey,
    thresholds: &[],
};

impl Rule for MultiOutletRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let of_outlets = [LoadClass::Lighting, LoadClass::Receptacle].contains(&circuit.class);
        if !cx.is_branch(panel, circuit) || !of_outlets {
            return Verdict::NotApplicable;
        }
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        if branch_circuit(trip.0, cx.edition).is_some() {
            return Verdict::Pass;
        }
        match cx.outlets(panel, circuit) {
            0 => Verdict::Undetermined("outlets on the plan"),
            1 => Verdict::NotApplicable,
            outlets => {
                let ten = if cx.edition >= Edition::E2023 { "10, " } else { "" };
                let required = format!("{ten}15, 20, 30, 40 or 50 A");
                Verdict::violation(
                    format!("{trip} device with {outlets} outlets"),
                    trip,
                    required,
                    Vec::new(),
                )
            }
        }
    }
}
