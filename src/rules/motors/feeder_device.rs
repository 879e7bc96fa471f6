//! PW076: the device of a feeder with motors is no larger than they allow.

use crate::domain::FeederLoad;
use crate::nec::tables::{StandardDevice, largest_standard_up_to, next_standard_rating};
use crate::rules::conductors::wires_of_feeder;
use crate::rules::motors::downstream::motors_of;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct MotorFeederDevice;

const META: RuleMeta = RuleMeta {
    code: "PW076",
    name: "motor-feeder-device",
    family: "motors",
    title: "Feeder device larger than its motors allow",
    sections: Some(["430.62; 430.63"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "The device ahead of panelboards with motors anywhere downstream: at most the largest standard rating within the largest \
             branch device that one of the motors may have, the full-load currents of the others, and the other loads. A device \
             that protects the conductors of the feeder at their ampacity passes as well (430.62(B)).",
    resolve: "Choose a smaller device, or enlarge the conductors.",
    not_checked: "Feeders of transformers (450.3); spare capacity for later motors beyond the conductors; instantaneous-trip breakers \
                  of branch circuits, which count as set.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for MotorFeederDevice {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        if matches!(feeder.load, FeederLoad::Transformer(_)) || feeder.protection == Protection::AtTheEnd {
            return Verdict::NotApplicable;
        }
        let motors = match motors_of(cx, feeder) {
            Ok(Some(motors)) => motors,
            Ok(None) => return Verdict::NotApplicable,
            Err(missing) => return missing,
        };
        let Protection::Device(rating) = feeder.protection else {
            return Verdict::Undetermined("rating of the device ahead");
        };
        let (limit, steps) = motors.device(feeder);
        let largest = largest_standard_up_to(limit.0 + 1e-6, StandardDevice::Breaker, cx.edition);
        let largest = Amperes(largest.unwrap_or(limit.0));
        if rating.0 <= largest.0 + 1e-6 {
            return Verdict::Pass;
        }
        let Some(wires) = wires_of_feeder(feeder) else { return Verdict::Undetermined("conductors") };
        let message =
            format!("{rating} device; the motors allow {largest}, the conductors less than its rating");
        let fault = Verdict::violation(message, rating, largest, steps);
        wires.by_terminals(rating.0, |found, _| {
            let protects = next_standard_rating(found.usable(), StandardDevice::Breaker, cx.edition);
            let holds = protects.is_some_and(|allowed| rating.0 <= allowed + 1e-6);
            (!holds).then(|| fault.clone())
        })
    }
}
