//! PW007: conductors are protected at their ampacity, to 800 A at the next standard rating above it.

use crate::calc::largest_ocpd;
use crate::rules::conductors::protected;
use crate::rules::conductors::small_conductor::small_limit;
use crate::rules::fix::{Grounding, larger_conductors, smaller_device};
use crate::rules::laid::leaving_corrections;
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct ConductorProtection;

const META: RuleMeta = RuleMeta {
    code: "PW007",
    name: "conductor-protection",
    family: "conductors",
    title: "Conductors not protected at their ampacity",
    sections: Some(["240.4; 240.4(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The device ahead, to 800 A, against the ampacity of the conductors or the next standard rating above it. \
             On receptacle circuits and behind a transformer the next rating above is not taken. Circuits to 100 A pass \
             with the 60 °C column and are at fault where the 75 °C column does not do; between the two the marking of \
             the terminals decides, where it is given.",
    resolve: "Enlarge the conductors or reduce the device.",
    not_checked: "What only the ambient or other conductors in the raceway make fail: PW011, PW012 and PW013 say so; \
                  taps (PW089); feeders of a whole dwelling (PW015); circuits of motors and cooling (240.4(G)). What \
                  exceeds the limit of a small conductor is PW006.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// Larger devices are PW008's.
const THROUGH_A: f64 = 800.0;

impl Rule for ConductorProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) if !wired.motor && !wired.elsewhere => wired,
            Ok(_) => return Verdict::NotApplicable,
            Err(verdict) => return verdict,
        };
        let Some(laid) = wired.laid else { return Verdict::Undetermined("conductors") };
        let (set, device) = (laid.place.set, wired.device);
        let limit = small_limit(cx, set);
        if device.0 > THROUGH_A || limit.is_some_and(|limit| device.0 > limit) {
            return Verdict::NotApplicable;
        }
        leaving_corrections(&laid, |stage| {
            laid.by_terminals(stage, device.0, |found, column| {
                let usable = found.usable();
                let allowed =
                    largest_ocpd(usable, set.size.name(), set.material, cx.edition, || wired.next_size_up);
                // Conductors may carry more than the rating and still less than the next standard one.
                let largest = Amperes(allowed.unwrap_or(0.0).max(usable));
                if device.0 <= largest.0 + 1e-6 {
                    return None;
                }
                let message = format!("{device} device on conductors of {}", Amperes(usable));
                Some(Verdict::violation(message, device, largest, laid.steps(stage, found, column)))
            })
        })
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        let wires = larger_conductors(self, cx, object, Grounding::Keeps);
        wires.into_iter().chain(smaller_device(self, cx, object)).collect()
    }
}
