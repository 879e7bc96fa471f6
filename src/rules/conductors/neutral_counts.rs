//! PW013: neutrals that count as current-carrying are among those that lower the ampacity.

use crate::domain::facts;
use crate::engineering::{CurrentCarrying, carrying_in_run, feeder_wires, lies_bundled, own_wires};
use crate::nec::tables::bundling_factor;
use crate::rules::conductors::corrected::{by_correction, of_run};
use crate::rules::laid::{CountedBy, Laid, Stage};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct NeutralCounts;

const META: RuleMeta = RuleMeta {
    code: "PW013",
    name: "neutral-counts",
    family: "conductors",
    title: "Neutral left out of the current-carrying conductors",
    sections: Some(["310.15(B)(5)", "310.15(E)", "310.15(E)", "310.15(E)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit, ObjectKind::Run],
    checks: "Ampacity with the neutrals that count: of two phases of a four-wire wye, and of a whole wye where most of \
             the load is nonlinear, which is asked only where it decides. A count given by hand is at least that of the \
             circuit's own conductors.",
    resolve: "Enlarge the conductors, divide the circuits among raceways, or correct the count.",
    not_checked: "What fails without these neutrals, which PW012 says; how nonlinear a load is.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for NeutralCounts {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        if let Object::Run(sheet, run) = object {
            let carrying = carrying_in_run(cx.project, run).unwrap_or_default();
            if !lies_bundled(run) || !decides(carrying) {
                return Verdict::NotApplicable;
            }
            return of_run(cx, (sheet, run), carrying, |object, laid| with_neutrals(cx, object, laid));
        }
        let own = match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                own_wires(panel, circuit).current_carrying()
            }
            Object::Feeder(feeder) => match feeder_wires(cx.project, feeder.load) {
                Some(wires) => wires.current_carrying(),
                None => return Verdict::NotApplicable,
            },
            _ => return Verdict::NotApplicable,
        };
        let Some(laid) = Laid::of(cx, object) else { return Verdict::NotApplicable };
        match laid.counted_by {
            CountedBy::Fact => count_given(laid.carrying.counted, own),
            CountedBy::Run => Verdict::NotApplicable,
            CountedBy::Alone if !decides(own) => Verdict::NotApplicable,
            CountedBy::Alone => with_neutrals(cx, object, &laid),
        }
    }
}

/// Whether the neutrals change the factor.
fn decides(carrying: CurrentCarrying) -> bool {
    bundling_factor(carrying.at_most) < bundling_factor(carrying.plain)
}

/// Judges a count that somebody has given against that of the circuit's own conductors.
fn count_given(given: f64, own: CurrentCarrying) -> Verdict {
    if own.counted <= own.plain {
        return Verdict::NotApplicable;
    }
    if given >= own.counted {
        return Verdict::Pass;
    }
    let message =
        format!("{given} current-carrying conductors given; those of this circuit alone are {}", own.counted);
    Verdict::violation(message, given, own.counted, Vec::new())
}

fn with_neutrals(cx: &RuleContext<'_>, object: &Object<'_>, laid: &Laid<'_>) -> Verdict {
    match by_correction(cx, object, laid, (Stage::Bundled, Stage::Neutrals)) {
        Verdict::Pass => {}
        other => return other,
    }
    match by_correction(cx, object, laid, (Stage::Neutrals, Stage::PerhapsNonlinear)) {
        Verdict::Violation(_) => Verdict::Undetermined(facts::conductors::NONLINEAR.label),
        other => other,
    }
}
