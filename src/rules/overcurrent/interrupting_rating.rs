//! PW030: a panelboard stands the fault current that is available at it.

use crate::domain::FeederLoad;
use crate::engineering::fault_at;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::KiloAmperes;

pub(in crate::rules) struct InterruptingRating;

const META: RuleMeta = RuleMeta {
    code: "PW030",
    name: "interrupting-rating",
    family: "overcurrent",
    title: "Interrupting rating below the available fault current",
    sections: Some(["110.9; 110.10"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The interrupting rating of a panelboard against the most that can flow: what the utility says at the service, or \
             the rated current of the transformer ahead over its impedance, on an infinite primary while the fault current \
             ahead is unknown, half more for a single-phase three-wire secondary. A panelboard that stands it passes. Where \
             one does not, feeders and transformers from the service are counted point to point.",
    resolve: "Choose equipment of a higher interrupting rating, or have the fault current at the panelboard calculated.",
    not_checked: "Current of motors; series ratings (240.86); the circuit breakers' own ratings; the marking of the available \
                  fault current and its date (110.24).",
    verification: Verification::Partly,
    thresholds: &[],
};

impl Rule for InterruptingRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some(rating) = panel.interrupting else { return Verdict::Undetermined("interrupting rating") };
        let fault = match fault_at(cx.project, FeederLoad::Panel(panel.id)) {
            Ok(fault) => fault,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let stands = |amperes: f64| amperes <= rating.0 * 1000.0 + 1e-6;
        if stands(fault.most.0) {
            return Verdict::Pass;
        }
        match fault.counted {
            Err(missing) => Verdict::Undetermined(missing),
            Ok(counted) if stands(counted.0) => Verdict::Pass,
            Ok(counted) => {
                let available = format!("{:.1}", KiloAmperes(counted.0 / 1000.0));
                let message = format!("interrupting rating {rating}, available fault current {available}");
                Verdict::violation(message, rating, available, fault.steps)
            }
        }
    }
}
