//! PW012: more than three current-carrying conductors in one raceway still hold.

use crate::domain::facts;
use crate::engineering::{carrying_in_run, lies_bundled};
use crate::nec::tables::bundling_factor;
use crate::rules::conductors::corrected::{by_correction, of_run};
use crate::rules::laid::{CountedBy, Laid, Stage};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct BundlingAdjustment;

const META: RuleMeta = RuleMeta {
    code: "PW012",
    name: "bundling-adjustment",
    family: "conductors",
    title: "Too many current-carrying conductors in one raceway for their size",
    sections: Some(["310.15(B)(3)(a)", "310.15(C)(1)", "310.15(C)(1)", "310.15(C)(1)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit, ObjectKind::Run],
    checks: "Ampacity with the factor for the current-carrying conductors of a conduit run, against the devices and \
             loads of its circuits; one finding a run. Counted are the ungrounded conductors, the neutrals of two-wire \
             circuits, and additional conductors. A count given at a circuit or feeder holds for it instead of the \
             plan. One set of parallel conductors is taken to lie in a raceway.",
    resolve: "Divide the circuits among raceways, enlarge the conductors or reduce the devices.",
    not_checked: "Neutrals that 310.15(E) adds, which PW013 says; circuits in no run and without a count; cables that \
                  lie together; nipples to 24 in, which need no adjustment; 125 % of motor and cooling loads.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for BundlingAdjustment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let stages = (Stage::Ambient, Stage::Bundled);
        let facts = match object {
            Object::Run(sheet, run) => {
                if !lies_bundled(run) {
                    return Verdict::NotApplicable;
                }
                let carrying = match carrying_in_run(cx.project, run) {
                    Ok(carrying) => carrying,
                    Err(field) => return Verdict::Undetermined(field),
                };
                if bundling_factor(carrying.plain) >= 1.0 {
                    return Verdict::Pass;
                }
                return of_run(cx, (sheet, run), carrying, |object, laid| {
                    by_correction(cx, object, laid, stages)
                });
            }
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => &circuit.facts,
            Object::Feeder(feeder) => &feeder.feeder.facts,
            _ => return Verdict::NotApplicable,
        };
        let Some(count) = facts.number(&facts::conductors::CURRENT_CARRYING) else {
            return Verdict::NotApplicable;
        };
        match Laid::of(cx, object) {
            None => Verdict::Undetermined("conductors"),
            Some(laid) if laid.counted_by != CountedBy::Fact => Verdict::NotApplicable,
            Some(_) if bundling_factor(count) >= 1.0 => Verdict::Pass,
            Some(laid) => by_correction(cx, object, &laid, stages),
        }
    }
}
