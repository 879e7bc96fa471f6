//! PW022: the bus of a panelboard is protected at its rating.

use crate::domain::facts::{distribution, service as service_facts};
use crate::domain::{Main, Panel, Service};
use crate::rules::feed::bus_protection;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};

pub(in crate::rules) struct BusProtection;

const META: RuleMeta = RuleMeta {
    code: "PW022",
    name: "bus-protection",
    family: "panelboards",
    title: "Panelboard not protected at the rating of its bus",
    sections: Some(["408.36"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The bus rating against the main of the panelboard, or the device ahead of its feeder where that is smaller or \
             the panelboard has main lugs only.",
    resolve: "Choose a panelboard with a larger bus, or a smaller device ahead.",
    not_checked: "Panelboards with two mains; service equipment with main lugs and several disconnects, which is left out; sources that feed the \
                  bus back (PW101).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for BusProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        if is_split_service(cx, panel) {
            return Verdict::NotApplicable;
        }
        let device = match bus_protection(cx.project, panel) {
            Protection::Device(device) => device,
            Protection::NotGiven if panel.feeder.is_none() => {
                return Verdict::Undetermined("source of supply");
            }
            Protection::NotGiven => return Verdict::Undetermined("rating of the device ahead"),
            // That there is no device is what PW023 says.
            Protection::AtTheEnd => return Verdict::NotApplicable,
        };
        let Some(bus) = panel.bus else { return Verdict::Undetermined("bus rating") };
        if device.0 <= bus.0 {
            return Verdict::Pass;
        }
        Verdict::violation(format!("{bus} bus behind a {device} device"), bus, device, Vec::new())
    }
}

/// Whether the disconnects of a panelboard that is service equipment protect it together (408.36, exception 1).
fn is_split_service(cx: &RuleContext<'_>, panel: &Panel) -> bool {
    let several = |service: &Service| {
        service.facts.number_or_assumed(&service_facts::DISCONNECTS).is_some_and(|count| count > 1.0)
    };
    panel.facts.yes(&distribution::SERVICE_EQUIPMENT) == Some(true)
        && panel.main == Main::LugsOnly
        && cx.project.service().is_some_and(several)
}
