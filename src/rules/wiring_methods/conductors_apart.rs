//! PW143: all conductors of a circuit lie together.

use crate::domain::facts;
use crate::nec::RacewayType;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ConductorsApart;

const META: RuleMeta = RuleMeta {
    code: "PW143",
    name: "conductors-apart",
    family: "wiring_methods",
    title: "Conductors of one circuit in different raceways",
    sections: Some(["300.3(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Circuits and feeders whose conductors are said to lie in different raceways or cables, or parallel ones \
             one phase to a raceway, which is allowed in nonmetallic raceways underground only.",
    resolve: "Lay all conductors of the circuit, the neutral and the EGC too, into one raceway; every parallel set \
              complete.",
    not_checked: "Circuits of which nothing is said; nonferrous raceways with the measures of 300.20(B); column-width \
                  panelboards.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for ConductorsApart {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (set, raceway, facts) = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                (&circuit.conductors, &circuit.raceway, &circuit.facts)
            }
            Object::Feeder(feeder) => {
                let feeder = feeder.feeder;
                (&feeder.conductors, &feeder.raceway, &feeder.facts)
            }
            _ => return Verdict::NotApplicable,
        };
        let fault = |message: &str, actual: &str| Verdict::violation(message, actual, "together", Vec::new());
        match facts.word(&facts::conductors::GROUPING) {
            None => Verdict::NotApplicable,
            Some("together") => Verdict::Pass,
            Some("isolated-phase") => match (set, raceway) {
                (None, _) => Verdict::Undetermined("conductors"),
                (_, None) => Verdict::Undetermined("raceway"),
                (Some(set), Some(raceway)) => {
                    let plastic =
                        matches!(raceway.kind, RacewayType::PvcSchedule40 | RacewayType::PvcSchedule80);
                    if plastic && set.parallel_sets > 1 {
                        return Verdict::Pass;
                    }
                    fault(
                        "one phase to a raceway that is not of PVC, or without parallel conductors",
                        "isolated phases",
                    )
                }
            },
            Some(_) => fault("conductors of one circuit lie in different raceways or cables", "split"),
        }
    }
}
