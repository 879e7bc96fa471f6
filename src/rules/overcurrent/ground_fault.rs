//! PW064: large disconnects of 480Y/277 V and similar systems clear ground faults of equipment.

use crate::domain::System;
use crate::domain::facts::supply;
use crate::rules::overcurrent::large::{disconnect, is_service_disconnect, upstream};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct GroundFault;

const FROM: Threshold = Threshold { name: "rating of the disconnect", unit: "A", value: 1000.0 };

const META: RuleMeta = RuleMeta {
    code: "PW064",
    name: "ground-fault",
    family: "overcurrent",
    title: "Large disconnect without ground-fault protection of equipment",
    sections: Some(["230.95; 215.10; 210.13"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service, ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Whether disconnects of 1,000 A and more on solidly grounded wye systems of more than 150 V to ground (480Y/277 \
             and 600Y/347 V) have ground-fault protection of equipment. A feeder or circuit downstream of such a protection, \
             on the same side of any transformer, needs none of its own, nor does a feeder whose device is the service disconnect; neither does a continuous process that must not stop \
             at once.",
    resolve: "Add ground-fault protection to the disconnect, or to one ahead of it.",
    not_checked: "Settings and performance test; fire pumps; mains at the end of secondaries; the second level of health care (517.17); whether a wye system \
                  is solidly grounded.",
    verification: Verification::Transcription,
    thresholds: &[FROM],
};

impl Rule for GroundFault {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Some(large) = disconnect(cx, object) else { return Verdict::NotApplicable };
        if !large.system.is_some_and(is_meant) {
            return Verdict::NotApplicable;
        }
        let Some(rating) = large.rating else { return unrated(object) };
        if is_service_disconnect(cx.project, large.source, large.rating) {
            return Verdict::NotApplicable;
        }
        let from = Amperes(cx.threshold(META.code, &FROM));
        if rating < from || large.facts.yes_or_assumed(&supply::CONTINUOUS_PROCESS) == Some(true) {
            return Verdict::NotApplicable;
        }
        let protected = |facts: &crate::domain::Facts| facts.yes(&supply::GROUND_FAULT) == Some(true);
        if protected(large.facts) {
            return Verdict::Pass;
        }
        if large.source.is_some_and(|source| upstream(cx.project, source, &protected)) {
            return Verdict::NotApplicable;
        }
        if large.facts.yes(&supply::GROUND_FAULT).is_none() {
            return Verdict::Undetermined(supply::GROUND_FAULT.label);
        }
        let message = format!("disconnect of {rating} without ground-fault protection of equipment");
        Verdict::violation(
            message,
            format!("{rating} without"),
            format!("protection from {from}"),
            Vec::new(),
        )
    }
}

const fn is_meant(system: System) -> bool {
    match system {
        System::Wye480 | System::Wye600 => true,
        System::Wye208 | System::Single240 | System::HighLeg240 | System::Delta240 | System::Delta480 => {
            false
        }
    }
}

/// What is said of a disconnect whose rating nobody has given: a branch circuit's is asked by other rules already.
const fn unrated(object: &Object<'_>) -> Verdict {
    match object {
        Object::Service(_) => Verdict::Undetermined("rating"),
        Object::Circuit(..) => Verdict::Undetermined("trip rating"),
        _ => Verdict::Undetermined("rating of the device ahead"),
    }
}
