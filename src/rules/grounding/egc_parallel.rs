//! PW018: every raceway of parallel conductors has an equipment grounding conductor of its own.

use crate::domain::facts;
use crate::nec::RacewayType;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct EgcParallel;

const META: RuleMeta = RuleMeta {
    code: "PW018",
    name: "egc-parallel",
    family: "grounding",
    title: "Parallel raceway without its equipment grounding conductor",
    sections: Some(["250.122(F)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Parallel conductors with wire-type equipment grounding conductors: their number against that of the \
             raceways. Metal raceways that serve as equipment grounding conductor pass without.",
    resolve: "Pull a full-size equipment grounding conductor into every raceway.",
    not_checked: "Their size, which PW016 judges; multiconductor cables in parallel; cable tray.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for EgcParallel {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (set, raceway, facts) = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                (circuit.conductors.as_ref(), &circuit.raceway, &circuit.facts)
            }
            Object::Feeder(feeder) => {
                let feeder = feeder.feeder;
                (feeder.conductors.as_ref(), &feeder.raceway, &feeder.facts)
            }
            _ => return Verdict::NotApplicable,
        };
        let Some(set) = set.filter(|set| set.parallel_sets > 1) else { return Verdict::NotApplicable };
        let together = facts.number_or_assumed(&facts::conductors::SETS_IN_RACEWAY).unwrap_or(1.0).max(1.0);
        let raceways = (f64::from(set.parallel_sets) / together).ceil();
        if set.egc.is_none() || raceways <= 1.0 {
            return Verdict::NotApplicable;
        }
        let given = facts.number(&facts::conductors::EGCS);
        match (given, raceway.as_ref().map(|raceway| raceway.kind)) {
            (Some(count), _) if count >= raceways => Verdict::Pass,
            // The metal of these raceways grounds without limits of length or rating.
            (_, Some(RacewayType::Emt | RacewayType::Imc | RacewayType::Rmc)) => Verdict::Pass,
            (None, _) => Verdict::Undetermined(facts::conductors::EGCS.label),
            (Some(count), _) => {
                let message = format!("{count} EGCs in {raceways} raceways");
                Verdict::violation(message, count, raceways, Vec::new())
            }
        }
    }
}
