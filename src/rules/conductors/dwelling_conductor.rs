//! PW015: conductors that carry the whole load of a dwelling have 83 % of its rating.

use crate::domain::facts;
use crate::engineering::Step;
use crate::nec::tables::{Column, DWELLING_SERVICE_SHARE};
use crate::rules::conductors::wires_of_feeder;
use crate::rules::wiring::NO_VALUE;
use crate::rules::{
    FeederRef, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict,
    Verification,
};
use crate::units::{Amperes, Volts};

pub(in crate::rules) struct DwellingConductor;

const SHARE: Threshold =
    Threshold { name: "share of the rating", unit: "%", value: 100.0 * DWELLING_SERVICE_SHARE };

const META: RuleMeta = RuleMeta {
    code: "PW015",
    name: "dwelling-conductor",
    family: "conductors",
    title: "Conductors of a dwelling below 83 % of their rating",
    sections: Some(["310.15(B)(7)", "310.12", "310.12", "310.12"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "Feeders of 100 to 400 A, 240/120 V single-phase, that are said to carry the whole load of a dwelling: the \
             ampacity of their conductors in the 75 °C column against 83 % of the device ahead. PW002 and PW007 leave them \
             to this rule.",
    resolve: "Enlarge the conductors, or reduce the device.",
    not_checked: "Service conductors, which are PW061's; dwellings on two legs of a 208Y/120 V system; whether the feeder \
                  really carries the whole load.",
    verification: Verification::CrossChecked,
    thresholds: &[SHARE],
};

/// Smallest and largest rating with a share.
const RATINGS_A: (f64, f64) = (100.0, 400.0);

impl Rule for DwellingConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        if !carries_dwelling(feeder) {
            return Verdict::NotApplicable;
        }
        let rating = match feeder.protection {
            Protection::Device(rating) => rating,
            Protection::NotGiven => return Verdict::Undetermined("rating of the device ahead"),
            Protection::AtTheEnd => return Verdict::NotApplicable,
        };
        if dwelling_rating(feeder).is_none() {
            return Verdict::NotApplicable;
        }
        let Some(wires) = wires_of_feeder(feeder) else { return Verdict::Undetermined("conductors") };
        let Some(found) = wires.may_carry(Column::C75) else { return Verdict::Undetermined(NO_VALUE) };
        let share = cx.threshold(META.code, &SHARE);
        let (has, needs) = (Amperes(found.usable()), rating * (share / 100.0));
        if has.0 >= needs.0 - 1e-6 {
            return Verdict::Pass;
        }
        let steps = vec![
            Step::new("Share of the rating", format!("{rating} × {share} %"), format!("{needs:.1}")),
            Step::new("Ampacity", wires.words(Column::C75), has),
        ];
        let needs = format!("{needs:.1}");
        let message = format!("conductors carry {has}; {share} % of {rating} are {needs}");
        Verdict::violation(message, has, needs, steps)
    }
}

fn carries_dwelling(feeder: &FeederRef<'_>) -> bool {
    let said = feeder.feeder.facts.yes_or_assumed(&facts::feeder::WHOLE_DWELLING);
    said == Some(true) && !feeder.three_phase && feeder.volts == Volts(240.0)
}

/// Returns the rating of which the conductors of a feeder have to carry a share only; `None` where they carry all of it.
pub(in crate::rules) fn dwelling_rating(feeder: &FeederRef<'_>) -> Option<Amperes> {
    let Protection::Device(rating) = feeder.protection else { return None };
    let in_range = (RATINGS_A.0..=RATINGS_A.1).contains(&rating.0);
    (carries_dwelling(feeder) && in_range).then_some(rating)
}
