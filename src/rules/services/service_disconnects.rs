//! PW063: a service has at most six disconnects, and since 2020 each in an enclosure of its own.

use crate::domain::facts::{service as facts, supply};
use crate::nec::Edition;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct ServiceDisconnects;

const MOST: Threshold = Threshold { name: "number of disconnects", unit: "", value: 6.0 };

const META: RuleMeta = RuleMeta {
    code: "PW063",
    name: "service-disconnects",
    family: "services",
    title: "Too many service disconnects, or several in one enclosure",
    sections: Some(["230.71(A)", "230.71", "230.71", "230.71"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service],
    checks: "The number of disconnects against six; since 2020, where there are two to six, whether they stand in separate \
             enclosures or compartments.",
    resolve: "Reduce the number of disconnects, or give each an enclosure or compartment of its own.",
    not_checked: "Their grouping in one place and their marking (230.72, 230.70(B)); disconnects of fire pumps, surge \
                  protection and metering, which do not count.",
    verification: Verification::Partly,
    thresholds: &[MOST],
};

impl Rule for ServiceDisconnects {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let count = service.facts.number_or_assumed(&facts::DISCONNECTS).unwrap_or(1.0);
        let most = cx.threshold(META.code, &MOST);
        if count > most {
            let (count, most) = (trimmed(count, 0), trimmed(most, 0));
            let message = format!("{count} service disconnects, {most} at most");
            return Verdict::violation(message, count, most, Vec::new());
        }
        if count < 2.0 || cx.edition < Edition::E2020 {
            return Verdict::Pass;
        }
        match service.facts.word(&supply::DISCONNECT_GROUPING) {
            None => Verdict::Undetermined(supply::DISCONNECT_GROUPING.label),
            Some("separate") => Verdict::Pass,
            Some(_) => {
                let message = format!("{} service disconnects in one enclosure", trimmed(count, 0));
                Verdict::violation(message, "one enclosure", "an enclosure or compartment each", Vec::new())
            }
        }
    }
}
