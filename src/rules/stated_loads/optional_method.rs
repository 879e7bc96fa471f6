//! PW057: the optional methods hold only for what they are written for.

use crate::domain::{LoadClass, facts};
use crate::engineering::{OptionalCase, OptionalRefusal, Premises};
use crate::rules::stated_loads::stated::{unknown, with_facts};
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct OptionalMethod;

const META: RuleMeta = RuleMeta {
    code: "PW057",
    name: "optional-method",
    family: "stated_loads",
    title: "Optional method where it does not hold",
    sections: Some(["220.82 to 220.88", "220.82 to 220.88", "220.82 to 220.88", "120.82 to 120.88"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder],
    checks: "Feeders and services that state the optional method: one dwelling on three wires of one phase with 100 A \
             or more; two dwellings; three and more with electric cooking and electric heating or cooling in each; \
             schools with electric heating or cooling; restaurants. Its loads by the optional method are the \
             program's for dwellings only.",
    resolve: "State the standard method, or give what makes the other eligible.",
    not_checked: "Farms; existing loads by metering (220.87); whether each of several dwellings has the equipment or \
                  some have more.",
    verification: Verification::Partly,
    thresholds: &[LEAST],
};

/// Least rating of the service or feeder of one dwelling.
const LEAST: Threshold = Threshold { name: "least rating for one dwelling", unit: "A", value: 100.0 };

impl Rule for OptionalMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Some((given, loads)) = with_facts(cx, object) else { return Verdict::NotApplicable };
        if given.word(&facts::stated::METHOD) != Some("optional") {
            return Verdict::NotApplicable;
        }
        let Some(occupancy) = Premises::of(cx.project).occupancy else {
            return Verdict::of_project(facts::project::OCCUPANCY.label);
        };
        if let Some(verdict) = unknown(cx, object) {
            return verdict;
        }
        let fault = |reason: &str, required: &str| {
            Verdict::violation(format!("optional method {reason}"), "optional method", required, Vec::new())
        };
        match (loads.optional_case(), occupancy) {
            (Ok(OptionalCase::One), _) => one(cx, object),
            (Ok(OptionalCase::Two | OptionalCase::Several(_)), _) => Verdict::Pass,
            (Err(OptionalRefusal::NoDwelling), "restaurant") => Verdict::Pass,
            (Err(OptionalRefusal::NoDwelling), "school") => {
                let air = [LoadClass::Heating, LoadClass::Cooling];
                if loads.classes.iter().any(|row| air.contains(&row.class) && row.connected.0 > 0.0) {
                    return Verdict::Pass;
                }
                fault("of a school without electric heating or cooling", "electric heating or cooling")
            }
            (Err(OptionalRefusal::NoDwelling), "farm") => Verdict::NotApplicable,
            (Err(OptionalRefusal::NoDwelling), _) => {
                fault("for what is no whole dwelling, school or restaurant", "standard method")
            }
            (Err(OptionalRefusal::NotOnThreeWires), _) => fault(
                "of a dwelling that is not alone on three wires of one phase",
                "three wires of one phase",
            ),
            (Err(OptionalRefusal::NoCooking), _) => {
                fault("with fewer electric ranges than dwellings", "electric cooking in each dwelling")
            }
            (Err(OptionalRefusal::NoHeatingOrCooling), _) => {
                fault("of dwellings without electric heating or cooling", "electric heating or cooling")
            }
        }
    }
}

/// Judges one dwelling by the rating of its service or of the device ahead of its feeder.
fn one(cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
    let rating: Option<Amperes> = match object {
        Object::Service(service) => service.rating,
        Object::Feeder(feeder) => match feeder.protection {
            Protection::Device(rating) => Some(rating),
            Protection::NotGiven | Protection::AtTheEnd => None,
        },
        _ => None,
    };
    let least = Amperes(cx.threshold(META.code, &LEAST));
    match (rating, object) {
        (Some(rating), _) if rating < least => {
            Verdict::violation(format!("optional method at {rating}"), rating, least, Vec::new())
        }
        (Some(_), _) => Verdict::Pass,
        (None, Object::Service(_)) => Verdict::Undetermined("rating"),
        (None, _) => Verdict::Undetermined("rating of the device ahead"),
    }
}
