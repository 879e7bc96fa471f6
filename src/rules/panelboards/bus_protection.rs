//! PW022: the bus of a panelboard is protected at its rating.

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
    not_checked: "Panelboards with two mains and those of service equipment with several disconnects; sources that feed the \
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
