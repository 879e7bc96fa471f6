//! PW065: breakers that can be set to 1,200 A, and fuses of that rating, clear arcing faults sooner.

use crate::domain::facts::supply;
use crate::domain::{Facts, Feeder, Main};
use crate::nec::Edition;
use crate::rules::overcurrent::large::is_service_disconnect;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct ArcEnergy;

const FROM: Threshold = Threshold { name: "largest setting or fuse rating", unit: "A", value: 1200.0 };

const META: RuleMeta = RuleMeta {
    code: "PW065",
    name: "arc-energy",
    family: "overcurrent",
    title: "Device of 1,200 A without a method to reduce arc energy",
    sections: Some(["240.87", "240.87; 240.67", "240.87; 240.67", "240.87; 240.67"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Panel, ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Whether a device whose largest setting, else its rating, is 1,200 A or more has one of the methods that reduce \
             arc energy: service disconnects, mains, devices of feeders and branch circuits. A main or feeder device behind the \
             service of its very rating is taken for the service disconnect. Fuses since 2020.",
    resolve: "Choose a device with zone-selective interlocking, a maintenance switch or another of the methods.",
    not_checked: "Which method suits breakers and which fuses, its setting below the available arcing current, its \
                  documentation and its test.",
    verification: Verification::Transcription,
    thresholds: &[FROM],
};

impl Rule for ArcEnergy {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let (rating, facts): (Option<Amperes>, &Facts) = match object {
            Object::Service(service) => (service.rating, &service.facts),
            Object::Panel(panel) => match panel.main {
                Main::Breaker(main) if is_at_service(cx, panel.feeder.as_ref(), main) => {
                    return Verdict::NotApplicable;
                }
                Main::Breaker(main) => (Some(main), &panel.facts),
                Main::LugsOnly => return Verdict::NotApplicable,
            },
            // The breaker ahead of other feeders is a circuit of its panelboard.
            Object::Feeder(feeder)
                if is_service_disconnect(cx.project, Some(feeder.feeder.source), feeder.feeder.ocpd) =>
            {
                return Verdict::NotApplicable;
            }
            Object::Feeder(feeder) if feeder.feeder.ocpd.is_some() => {
                (feeder.feeder.ocpd, &feeder.feeder.facts)
            }
            Object::Circuit(_, circuit) => (circuit.trip, &circuit.facts),
            _ => return Verdict::NotApplicable,
        };
        let setting = facts.number(&supply::LARGEST_SETTING).map(Amperes);
        let Some(largest) = setting.or(rating) else {
            return match object {
                Object::Service(_) => Verdict::Undetermined("rating"),
                _ => Verdict::Undetermined("trip rating"),
            };
        };
        let fuse = facts.word_or_assumed(&supply::DEVICE_KIND) == Some("fuse");
        let from = Amperes(cx.threshold(META.code, &FROM));
        if largest < from || (fuse && cx.edition < Edition::E2020) {
            return Verdict::NotApplicable;
        }
        match facts.word(&supply::ARC_ENERGY) {
            None => Verdict::Undetermined(supply::ARC_ENERGY.label),
            Some("none") => {
                let message = format!("{largest} without a method to reduce arc energy");
                Verdict::violation(
                    message,
                    format!("{largest} without"),
                    format!("a method from {from}"),
                    Vec::new(),
                )
            }
            Some(_) => Verdict::Pass,
        }
    }
}

/// Whether a main is the service disconnect: of its rating, and without a device between.
fn is_at_service(cx: &RuleContext<'_>, feeder: Option<&Feeder>, main: Amperes) -> bool {
    let direct = feeder.filter(|feeder| feeder.ocpd.is_none()).map(|feeder| feeder.source);
    is_service_disconnect(cx.project, direct, Some(main))
}
