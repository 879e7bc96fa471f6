//! PW006: the smallest sizes have a largest device of their own.

use crate::nec::tables::small_conductor_limit;
use crate::rules::conductors::protected;
use crate::rules::fix::{Grounding, larger_conductors, smaller_device};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct SmallConductor;

const META: RuleMeta = RuleMeta {
    code: "PW006",
    name: "small-conductor",
    family: "conductors",
    title: "Device too large for a small conductor",
    sections: Some(["240.4(D)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The device ahead of 18 to 10 AWG conductors against the limit of their size and material.",
    resolve: "Enlarge the conductors or reduce the device.",
    not_checked: "Taps (240.4(E)); circuits of motors and cooling (240.4(G)), which are left out by their load class; \
                  welders; copper-clad aluminum.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for SmallConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) if !wired.motor => wired,
            Ok(_) => return Verdict::NotApplicable,
            Err(verdict) => return verdict,
        };
        let Some(set) = wired.conductors else { return Verdict::Undetermined("conductors") };
        match small_conductor_limit(set.size.name(), set.material) {
            None => Verdict::NotApplicable,
            Some(limit) if wired.device.0 <= limit => Verdict::Pass,
            Some(limit) => {
                let limit = Amperes(limit);
                let message = format!(
                    "{} device on {} {}, whose limit is {limit}",
                    wired.device, set.size, set.material
                );
                Verdict::violation(message, wired.device, limit, Vec::new())
            }
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        let wires = larger_conductors(self, cx, object, Grounding::Keeps);
        wires.into_iter().chain(smaller_device(self, cx, object)).collect()
    }
}
