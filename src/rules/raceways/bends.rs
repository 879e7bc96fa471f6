//! PW137: the bends between two pull points are 360° at most.

use crate::engineering::Step;
use crate::engineering::run_figures::{boxes_at_bends, most_bent, pulls};
use crate::nec::RacewayType;
use crate::nec::tables::BENDS_BETWEEN_PULLS_DEG;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct Bends;

const BETWEEN_PULLS: Threshold =
    Threshold { name: "bends between pull points", unit: "°", value: BENDS_BETWEEN_PULLS_DEG };

const META: RuleMeta = RuleMeta {
    code: "PW137",
    name: "bends",
    family: "raceways",
    title: "More bends than may lie between two pull points",
    sections: Some(["358.26; 342.26, 344.26, 348.26, 350.26, 352.26, 362.26"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Run],
    checks: "The bends of a conduit run as drawn, from one end to the other or to a junction box drawn at one of its bends.",
    resolve: "Put a pull box into the run, or route it with fewer bends.",
    not_checked: "Bends out of the plane of the sheet, such as at the ends of the run; offsets that are not drawn.",
    verification: Verification::Transcription,
    thresholds: &[BETWEEN_PULLS],
};

impl Rule for Bends {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Run(sheet, run) = object else { return Verdict::NotApplicable };
        match run.raceway.as_ref().map(|raceway| raceway.kind) {
            None => return Verdict::Undetermined("raceway"),
            Some(RacewayType::CableMc | RacewayType::CableNm) => return Verdict::NotApplicable,
            Some(_) => {}
        }
        let pulls = pulls(&run.path, &boxes_at_bends(sheet, &run.path));
        let (degrees, bends) = most_bent(&pulls).map_or((0.0, 0), |pull| (pull.degrees(), pull.bends.len()));
        let most = cx.threshold(META.code, &BETWEEN_PULLS);
        if degrees <= most + 1e-6 {
            return Verdict::Pass;
        }
        let actual = format!("{degrees:.0}°");
        let required = format!("{most:.0}°");
        let step = Step::new("Bends", format!("{bends} between pull points"), &actual);
        let message = format!("{bends} bends of {actual} between pull points, {required} at most");
        Verdict::violation(message, &actual, &required, vec![step])
    }
}
