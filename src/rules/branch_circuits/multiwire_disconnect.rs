//! PW034: all ungrounded conductors of a multiwire branch circuit are disconnected together.

use crate::domain::EntityId;
use crate::domain::facts::distribution;
use crate::rules::branch_circuits::shared_neutral::{Sharing, sharing};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct MultiwireDisconnect;

const META: RuleMeta = RuleMeta {
    code: "PW034",
    name: "multiwire-disconnect",
    family: "branch_circuits",
    title: "Multiwire branch circuit that is not disconnected together",
    sections: Some(["210.4(B); 240.15(B)(1)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits recorded as multiwire are taken to have one breaker with common trip; where they are said to have \
             independent ones it is a fault. Circuits that share a neutral by its name are asked how they open together, and \
             are one finding.",
    resolve: "Use a breaker with common trip, or identified handle ties.",
    not_checked: "Circuits that share a neutral without anybody having said so; the grouping of conductors (210.4(D)).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for MultiwireDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let sharing = sharing(panel, circuit);
        let word = match (circuit.multiwire && !circuit.is_spare(), sharing) {
            (false, Sharing::Alone) => return Verdict::NotApplicable,
            (true, Sharing::Alone) => circuit.facts.word_or_assumed(&distribution::COMMON_TRIP),
            (_, Sharing::With(_)) => match circuit.facts.word(&distribution::COMMON_TRIP) {
                Some(word) => Some(word),
                None => return Verdict::Undetermined(distribution::COMMON_TRIP.label),
            },
        };
        if word != Some("independent") {
            return Verdict::Pass;
        }
        let message = "multiwire branch circuit on independent breakers";
        let actual = "independent breakers";
        let verdict =
            Verdict::violation(message, actual, "common trip or identified handle ties", Vec::new());
        match sharing {
            Sharing::Alone => verdict,
            Sharing::With(first) => verdict.because_of(EntityId::Circuit(panel.id, first.id)),
        }
    }
}
