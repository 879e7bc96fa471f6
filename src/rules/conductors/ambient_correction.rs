//! PW011: conductors in an ambient other than 30 °C, or close above a sunlit roof, still hold.

use crate::domain::facts;
use crate::rules::conductors::corrected::by_correction;
use crate::rules::laid::{Laid, Stage};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct AmbientCorrection;

const META: RuleMeta = RuleMeta {
    code: "PW011",
    name: "ambient-correction",
    family: "conductors",
    title: "Conductors too small for their ambient temperature",
    sections: Some([
        "310.15(B)(2), (B)(3)(c)",
        "310.15(B)(1), (B)(2)",
        "310.15(B)(1), (B)(2)",
        "310.15(B)(1), (B)(2)",
    ]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Ampacity with the factor for the ambient, by the column of the insulation, against the device ahead and \
             the load. Less than 7/8 in (3/4 in since 2023) above a sunlit roof the ambient counts 33 °C higher, except \
             for XHHW-2. Looks where an ambient or a height above a roof is given.",
    resolve: "Enlarge the conductors, take an insulation of a higher temperature, or raise them above the roof.",
    not_checked: "What holds neither without the factor, which PW002 and PW007 say; 125 % of motor and cooling loads; \
                  ambients along parts of a circuit.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for AmbientCorrection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let facts = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => &circuit.facts,
            Object::Feeder(feeder) => &feeder.feeder.facts,
            _ => return Verdict::NotApplicable,
        };
        let given = [&facts::conductors::AMBIENT, &facts::conductors::ROOFTOP_HEIGHT];
        if given.iter().all(|fact| facts.get(fact).is_none()) {
            return Verdict::NotApplicable;
        }
        let Some(laid) = Laid::of(cx, object) else { return Verdict::Undetermined("conductors") };
        let Some(column) = laid.place.column() else { return Verdict::NotApplicable };
        match laid.place.ambient_factor(column) {
            Some(factor) if factor >= 1.0 => Verdict::Pass,
            Some(_) => by_correction(cx, object, &laid, (Stage::InInsulation, Stage::Ambient)),
            None => {
                let ambient = format!("{} °C", trimmed(laid.place.ambient_c(), 1));
                // The last band of each column ends 5 °C below its own temperature.
                let most = format!("{} °C", column.celsius() - 5.0);
                let message =
                    format!("{} in an ambient of {ambient}, {most} at most", laid.place.set.insulation);
                Verdict::violation(message, ambient, most, Vec::new())
            }
        }
    }
}
