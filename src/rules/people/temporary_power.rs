//! PW158: receptacles of temporary installations have GFCI protection.

use crate::domain::facts::distribution;
use crate::domain::{DeviceKind, LoadClass};
use crate::rules::people::gfci::{MOST_TO_GROUND_V, circuit_has_gfci, device_has_gfci};
use crate::rules::places::volts_to_ground;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct TemporaryPower;

const META: RuleMeta = RuleMeta {
    code: "PW158",
    name: "temporary-power",
    family: "people",
    title: "Receptacles of a temporary installation without GFCI",
    sections: Some(["590.6(A)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Circuit],
    checks: "Line-to-neutral circuits of 15, 20 and 30 A for receptacles, to 150 V to ground, in panelboards that are said to \
             supply a temporary installation.",
    resolve: "Use a GFCI breaker or receptacles with GFCI protection.",
    not_checked: "Other receptacles, which need protection or an assured grounding program (590.6(B)); industrial sites with \
                  qualified persons; cord sets.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// Ratings of the circuits that are meant, in amperes.
const MEANT_A: [f64; 3] = [15.0, 20.0, 30.0];

impl Rule for TemporaryPower {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let temporary = panel.facts.yes_or_assumed(&distribution::TEMPORARY) == Some(true);
        let is_meant = cx.is_branch(panel, circuit)
            && circuit.class == LoadClass::Receptacle
            && circuit.is_line_to_neutral()
            && volts_to_ground(panel, circuit).0 <= MOST_TO_GROUND_V;
        if !temporary || !is_meant {
            return Verdict::NotApplicable;
        }
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        if !MEANT_A.contains(&trip.0) {
            return Verdict::NotApplicable;
        }
        let devices = cx.devices(panel, circuit);
        let mut receptacles = devices.iter().filter(|(_, device)| device.kind == DeviceKind::Receptacle);
        let on_plan = receptacles.clone().next().is_some();
        if circuit_has_gfci(circuit) || (on_plan && receptacles.all(|(_, device)| device_has_gfci(device))) {
            return Verdict::Pass;
        }
        let message = format!("receptacles of {trip} in a temporary installation without GFCI");
        Verdict::violation(message, "no GFCI", "GFCI protection", Vec::new())
    }
}
