//! PW047: every entrance of a tenant has a circuit for a sign, of the right size.

use crate::domain::{Circuit, LoadClass, Project, facts};
use crate::nec::tables::SIGN_LEAST_VA;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, VoltAmperes, trimmed};

pub(in crate::rules) struct SignCircuit;

const LEAST_VA: Threshold = Threshold { name: "least load of a sign", unit: "VA", value: SIGN_LEAST_VA };
const SIGN_A: Threshold = Threshold { name: "largest device of a sign", unit: "A", value: 20.0 };
const NEON_A: Threshold = Threshold { name: "largest device of neon tubing", unit: "A", value: 30.0 };
/// The circuit of a required outlet has so many amperes.
const OUTLET_A: f64 = 20.0;

const META: RuleMeta = RuleMeta {
    code: "PW047",
    name: "sign-circuit",
    family: "loads",
    title: "Sign circuit missing, too small or too large",
    sections: Some(["220.14(F); 600.5", "220.14(F); 600.5", "220.14(F); 600.5", "120.14(F); 600.5"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project, ObjectKind::Circuit],
    checks: "A sign circuit of 20 A or more for each tenant space that people enter, in offices, banks, stores, \
             restaurants and hotels. Each sign circuit: at least 1,200 VA, its device at most 20 A, with neon tubing \
             30 A. Sign circuits are those that say they serve a sign, and those of class S that are no show window.",
    resolve: "Give each entrance a sign outlet on a circuit of its own, counted with 1,200 VA.",
    not_checked: "Whether the outlet is at the entrance; signs of other buildings; entrances that only service people \
                  use.",
    verification: Verification::Transcription,
    thresholds: &[LEAST_VA, SIGN_A, NEON_A],
};

impl Rule for SignCircuit {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Project(project) => entrances(cx, project),
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) && serves_sign(circuit) => {
                sign(cx, circuit)
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn serves_sign(circuit: &Circuit) -> bool {
    let given = &circuit.facts;
    let window = [&facts::outlets::SHOW_WINDOW_LENGTH, &facts::outlets::SHOW_WINDOW_OUTLETS]
        .iter()
        .any(|fact| given.number(fact).is_some());
    match given.word(&facts::circuit::EQUIPMENT) {
        Some(word) => word == "sign",
        None => circuit.class == LoadClass::Sign && !window,
    }
}

fn entrances(cx: &RuleContext<'_>, project: &Project) -> Verdict {
    let given = &project.settings().facts;
    let commercial = ["office", "bank", "retail", "restaurant", "hotel"];
    let occupancy = given.word(&facts::project::OCCUPANCY);
    if occupancy.is_some_and(|word| !commercial.contains(&word)) || project.panels().len() == 0 {
        return Verdict::NotApplicable;
    }
    let circuits = project.panels().flat_map(|panel| panel.circuits().map(move |circuit| (panel, circuit)));
    let serving = circuits.filter(|(panel, circuit)| cx.is_branch(panel, circuit) && serves_sign(circuit));
    let large = serving.filter(|(_, circuit)| circuit.trip.is_none_or(|trip| trip.0 >= OUTLET_A)).count();
    let Some(entrances) = given.number(&facts::outlets::TENANT_ENTRANCES) else {
        let missing = match occupancy {
            None => facts::project::OCCUPANCY.label,
            Some(_) => facts::outlets::TENANT_ENTRANCES.label,
        };
        return Verdict::Undetermined(missing);
    };
    if large as f64 >= entrances {
        return if entrances == 0.0 { Verdict::NotApplicable } else { Verdict::Pass };
    }
    let actual = format!("{large} sign circuits of 20 A");
    let required = format!("{} of 20 A", trimmed(entrances, 0));
    let message = format!("{actual} for {} entrances", trimmed(entrances, 0));
    Verdict::violation(message, actual, required, Vec::new())
}

fn sign(cx: &RuleContext<'_>, circuit: &Circuit) -> Verdict {
    let [least, plain, neon] =
        [&LEAST_VA, &SIGN_A, &NEON_A].map(|threshold| cx.threshold(META.code, threshold));
    let carried = circuit.load.total();
    if carried.0 + 1e-6 < least {
        let least = VoltAmperes(least);
        let message = format!("a sign circuit with {carried:.0}, which counts at least {least:.0}");
        return Verdict::violation(message, format!("{carried:.0}"), format!("{least:.0}"), Vec::new());
    }
    let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
    let of_neon = circuit.facts.yes(&facts::outlets::NEON) == Some(true);
    let most = Amperes(if of_neon { neon } else { plain });
    if trip <= most {
        return Verdict::Pass;
    }
    let what = if of_neon { "neon tubing" } else { "a sign" };
    Verdict::violation(format!("{trip} device for {what}"), trip, format!("at most {most}"), Vec::new())
}
