//! PW009: devices have standard ratings.

use crate::domain::facts::supply;
use crate::domain::{Facts, Main};
use crate::nec::tables::{StandardDevice, standard_ratings};
use crate::rules::fix::standard_devices;
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct StandardRating;

const META: RuleMeta = RuleMeta {
    code: "PW009",
    name: "standard-rating",
    family: "overcurrent",
    title: "Overcurrent device of no standard rating",
    sections: Some(["240.6(A)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Transformer, ObjectKind::Panel, ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Breakers of circuits and mains against the standard ratings of breakers, 10 A among them since 2023; devices of \
             feeders and of transformers, which may be fuses, against those of fuses as well.",
    resolve: "Choose the next standard rating that the conductors allow.",
    not_checked: "Devices whose largest setting is given: an adjustable trip may stand at other values (240.6(B), (C)).",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for StandardRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        use StandardDevice::{Breaker, Fuse};
        if facts_of(object).is_some_and(|facts| facts.number(&supply::LARGEST_SETTING).is_some()) {
            return Verdict::NotApplicable;
        }
        let (rating, device) = match object {
            Object::Circuit(_, circuit) => match circuit.trip {
                Some(trip) => (trip, Breaker),
                None => return Verdict::Undetermined("trip rating"),
            },
            Object::Panel(panel) => match panel.main {
                Main::Breaker(main) => (main, Breaker),
                Main::LugsOnly => return Verdict::NotApplicable,
            },
            Object::Feeder(feeder) => match feeder.feeder.ocpd {
                Some(rating) => (rating, Fuse),
                None => return Verdict::NotApplicable,
            },
            Object::Transformer(transformer) => match transformer.secondary_ocpd {
                Some(rating) => (rating, Fuse),
                None => return Verdict::NotApplicable,
            },
            _ => return Verdict::NotApplicable,
        };
        let ratings = standard_ratings(device, cx.edition);
        if ratings.contains(&rating.0) {
            return Verdict::Pass;
        }
        let below = ratings.iter().rev().find(|standard| **standard < rating.0);
        let above = ratings.iter().find(|standard| **standard > rating.0);
        let near: Vec<String> = [below, above].into_iter().flatten().map(|a| trimmed(*a, 1)).collect();
        let required = format!("{} A", near.join(" or "));
        Verdict::violation(format!("{rating} is no standard rating"), Amperes(rating.0), required, Vec::new())
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        standard_devices(self, cx, object)
    }
}

/// Returns the facts of an object whose device may have an adjustable trip.
fn facts_of<'p>(object: &Object<'p>) -> Option<&'p Facts> {
    match object {
        Object::Circuit(_, circuit) => Some(&circuit.facts),
        Object::Panel(panel) => Some(&panel.facts),
        Object::Feeder(feeder) => Some(&feeder.feeder.facts),
        _ => None,
    }
}
