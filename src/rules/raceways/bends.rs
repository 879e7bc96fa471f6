//! PW137: the bends between two pull points are 360° at most.

use crate::domain::{DeviceKind, Run, Sheet};
use crate::engineering::Step;
use crate::nec::RacewayType;
use crate::nec::tables::BENDS_BETWEEN_PULLS_DEG;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::PlanPoint;

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

/// A junction box this near to a bend, in feet, stands at it.
const AT_BEND_FT: f64 = 0.5;

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
        let (degrees, bends) = most_between_pulls(sheet, run);
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

/// Returns the largest sum of bends between two pull points, in degrees, and their number.
fn most_between_pulls(sheet: &Sheet, run: &Run) -> (f64, usize) {
    let boxes: Vec<PlanPoint> =
        sheet.devices.values().filter(|d| d.kind == DeviceKind::JunctionBox).map(|d| d.at).collect();
    let near = |a: PlanPoint, b: PlanPoint| (a.x - b.x).hypot(a.y - b.y) <= AT_BEND_FT;
    let (mut most, mut here) = ((0.0, 0), (0.0, 0));
    for three in run.path.windows(3) {
        let [from, at, to] = three else { continue };
        if boxes.iter().any(|place| near(*place, *at)) {
            here = (0.0, 0);
            continue;
        }
        let (first, second) = ((at.x - from.x, at.y - from.y), (to.x - at.x, to.y - at.y));
        let cross = first.0 * second.1 - first.1 * second.0;
        let dot = first.0 * second.0 + first.1 * second.1;
        let turn = cross.atan2(dot).abs().to_degrees();
        if turn > 1e-6 {
            here = (here.0 + turn, here.1 + 1);
        }
        if here.0 > most.0 {
            most = here;
        }
    }
    most
}
