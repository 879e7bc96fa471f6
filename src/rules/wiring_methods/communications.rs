//! PW148: power and limited-energy or communications circuits lie apart.

use crate::domain::facts;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct Communications;

const META: RuleMeta = RuleMeta {
    code: "PW148",
    name: "communications",
    family: "wiring_methods",
    title: "Communications or power-limited circuits together with power",
    sections: Some(["725.136, 760.136, 770.133, 800.133"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device, ObjectKind::Run],
    checks: "Conduit runs and boxes of power circuits that are said to hold Class 2 or 3, power-limited fire alarm, \
             communications or coaxial cables as well: only with a barrier between. Nonconductive optical fiber may lie \
             with power.",
    resolve: "Give them a raceway and a box of their own, or a barrier.",
    not_checked: "The distance of 2 in between open cables; Class 1 circuits; runs and boxes of which nothing is said; \
                  sections of 2026, read as those of 2023.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for Communications {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (facts, power) = match object {
            Object::Run(_, run) => (&run.facts, !run.circuits.is_empty()),
            Object::Device(_, device) => (&device.facts, device.circuit.is_some()),
            _ => return Verdict::NotApplicable,
        };
        let Some(others) = facts.word(&facts::plan::OTHER_SYSTEMS).filter(|_| power) else {
            return Verdict::NotApplicable;
        };
        let barrier = facts.yes_or_assumed(&facts::plan::BARRIER).unwrap_or(false);
        let named = match others {
            "none" | "optical" => return Verdict::Pass,
            "class-2" => "Class 2 or 3 circuits",
            "fire-alarm" => "power-limited fire alarm circuits",
            _ => "communications circuits",
        };
        if barrier {
            return Verdict::Pass;
        }
        let message = format!("{named} lie with power circuits and no barrier between");
        Verdict::violation(message, named, "apart", Vec::new())
    }
}
