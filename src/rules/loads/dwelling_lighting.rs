//! PW042: the lighting of a dwelling is no less than its floor area asks for.

use crate::engineering::Step;
use crate::nec::tables::dwelling_lighting_va_per_ft2;
use crate::rules::dwelling::{Place, dwelling_at, missing_area};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, grouped, trimmed};

pub(in crate::rules) struct DwellingLighting;

const META: RuleMeta = RuleMeta {
    code: "PW042",
    name: "dwelling-lighting",
    family: "loads",
    title: "Less general lighting than the dwelling asks for",
    sections: Some(["220.12", "220.14(J)", "220.41", "120.41"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Project, ObjectKind::Feeder],
    checks: "Lighting and receptacles in general of a whole dwelling, as the schedules have them, against 3 VA for \
             each square foot (2 VA in 2026). Judged are one-family buildings, and feeders that are said to carry a \
             whole dwelling. The program's own load takes the larger figure in any case.",
    resolve: "Give the lighting circuits the load of the floor area, evenly, or correct the area.",
    not_checked: "Open porches, garages and spaces that cannot be finished, which do not count as floor area; a \
                  feeder's area where it is not given.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for DwellingLighting {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let dwelling = match dwelling_at(cx, object) {
            Place::Dwelling(dwelling) => dwelling,
            Place::NoDwelling => return Verdict::NotApplicable,
            Place::Unknown(verdict) => return verdict,
        };
        let sum = dwelling.loads.dwelling();
        if sum.without_area > 0.0 {
            return missing_area(cx, object);
        }
        let per_ft2 = dwelling_lighting_va_per_ft2(cx.edition);
        let least = per_ft2 * sum.area_ft2;
        let carried = sum.lighting_va + sum.receptacles_va;
        if carried + 0.5 >= least {
            return Verdict::Pass;
        }
        let [actual, required] = [carried, least].map(|va| format!("{:.0}", VoltAmperes(va)));
        let inputs = format!("{} VA/ft² × {} ft²", trimmed(per_ft2, 1), grouped(sum.area_ft2, 0));
        let message =
            format!("{actual} of general lighting and receptacles; the floor area asks for {required}");
        let step = Step::new("By area", inputs, &required);
        Verdict::violation(message, actual, required, vec![step])
    }
}
