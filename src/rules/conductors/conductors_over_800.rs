//! PW008: above 800 A conductors carry at least the rating of their device.

use crate::rules::conductors::protected;
use crate::rules::laid::leaving_corrections;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct ConductorsOver800;

const META: RuleMeta = RuleMeta {
    code: "PW008",
    name: "conductors-over-800",
    family: "conductors",
    title: "Conductors smaller than a device over 800 A",
    sections: Some(["240.4(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The ampacity of all parallel sets together, by the 75 °C column of their terminals, against the rating of \
             a device over 800 A.",
    resolve: "Add a set or enlarge the conductors; the next size up is not allowed here.",
    not_checked: "What only the ambient or other conductors in the raceway make fail: PW011, PW012 and PW013 say so; \
                  circuits of motors and cooling.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for ConductorsOver800 {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) if !wired.motor && !wired.elsewhere && wired.device.0 > 800.0 => wired,
            Ok(_) => return Verdict::NotApplicable,
            Err(verdict) => return verdict,
        };
        let Some(laid) = wired.laid else { return Verdict::Undetermined("conductors") };
        let device = wired.device;
        leaving_corrections(&laid, |stage| {
            laid.by_terminals(stage, device.0, |found, column| {
                let usable = Amperes(found.usable());
                if device.0 <= usable.0 + 1e-6 {
                    return None;
                }
                let message = format!("{device} device on conductors of {usable}");
                Some(Verdict::violation(message, usable, device, laid.steps(stage, found, column)))
            })
        })
    }
}
