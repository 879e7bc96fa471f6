//! PW138: raceways and cables are held often enough.

use crate::domain::{Raceway, facts};
use crate::engineering::Step;
use crate::nec::RacewayType;
use crate::nec::tables::{supports, threaded_rmc_spacing_ft};
use crate::rules::wiring_methods::trade_inches;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct SupportSpacing;

const META: RuleMeta = RuleMeta {
    code: "PW138",
    name: "support-spacing",
    family: "raceways",
    title: "Raceway or cable held too seldom",
    sections: Some(["358.30; 330.30, 334.30, 342.30 to 362.30"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Run],
    checks: "The distance between supports, and of the first from a box or an end, that a conduit run gives, against its kind of \
             raceway: of PVC by trade size, of straight RMC and IMC with threaded couplings by Table 344.30(B)(2). Runs that give \
             none follow what the building says of all.",
    resolve: "Add supports, or specify them.",
    not_checked: "Runs of up to 18 in, risers, fished runs and connections of luminaires; EMT, IMC and RMC whose first support may be \
                  5 ft away because nothing is nearer; what holds the support.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

const SPACING: &facts::Fact = &facts::plan::SUPPORT_SPACING;
const FIRST: &facts::Fact = &facts::plan::FIRST_SUPPORT;
const ALL: &facts::Fact = &facts::plan::SUPPORTS_SPECIFIED;
/// Lengths to it need no support of their own, in feet.
const SHORT_FT: f64 = 1.5;

impl Rule for SupportSpacing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Run(_, run) = object else { return Verdict::NotApplicable };
        let legs = run.path.iter().zip(run.path.iter().skip(1));
        let length: f64 = legs.map(|(from, to)| (to.x - from.x).hypot(to.y - from.y)).sum();
        if length <= SHORT_FT + 1e-6 {
            return Verdict::NotApplicable;
        }
        let (spacing, first) = (run.facts.number(SPACING), run.facts.number(FIRST));
        if spacing.is_none() && first.is_none() {
            return match cx.project.settings().facts.yes(ALL) {
                Some(true) => Verdict::Pass,
                Some(false) => {
                    Verdict::violation("no supports specified", "none", "supports by the Code", Vec::new())
                }
                None => Verdict::of_project(ALL.label),
            };
        }
        let Some(raceway) = &run.raceway else { return Verdict::Undetermined("raceway") };
        let Some(limits) = limits(raceway, run.facts.yes_or_assumed(&facts::plan::THREADED) == Some(true))
        else {
            return Verdict::Undetermined("trade size");
        };
        let (most, most_first) = limits;
        for (what, has, most) in
            [("between supports", spacing, most), ("to the first support", first, most_first)]
        {
            if let Some(has) = has.filter(|has| *has > most + 1e-6) {
                let [has, most] = [has, most].map(|feet| format!("{} ft", trimmed(feet, 2)));
                let step = Step::new("Limit", format!("{}, {what}", raceway.kind), &most);
                let message = format!("{has} {what}; {most} at most");
                return Verdict::violation(message, has, most, vec![step]);
            }
        }
        match (spacing, first) {
            (None, _) => Verdict::Undetermined(SPACING.label),
            (_, None) => Verdict::Undetermined(FIRST.label),
            (Some(_), Some(_)) => Verdict::Pass,
        }
    }
}

/// Returns the largest spacing and the largest distance of the first support in feet; `None` where the trade size decides and
/// cannot be read.
fn limits(raceway: &Raceway, threaded: bool) -> Option<(f64, f64)> {
    let by_size = match raceway.kind {
        RacewayType::PvcSchedule40 | RacewayType::PvcSchedule80 => true,
        RacewayType::Rmc | RacewayType::Imc => threaded,
        RacewayType::Emt
        | RacewayType::Fmc
        | RacewayType::Lfmc
        | RacewayType::Ent
        | RacewayType::CableMc
        | RacewayType::CableNm => false,
    };
    let inches = trade_inches(&raceway.trade_size);
    let size = if by_size { inches? } else { inches.unwrap_or(0.0) };
    let held = supports(raceway.kind, size);
    let straight = matches!(raceway.kind, RacewayType::Rmc | RacewayType::Imc) && threaded;
    Some((if straight { threaded_rmc_spacing_ft(size) } else { held.spacing_ft }, held.first_ft))
}
