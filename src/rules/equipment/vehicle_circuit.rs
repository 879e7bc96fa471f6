//! PW055: vehicle supply has a circuit of its own with room for 125 % of it.

use crate::domain::{LoadClass, facts};
use crate::rules::circuit_current::circuit_current;
use crate::rules::overcurrent::device_for;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct VehicleCircuit;

const META: RuleMeta = RuleMeta {
    code: "PW055",
    name: "vehicle-circuit",
    family: "equipment",
    title: "Circuit of electric vehicle supply not as it must be",
    sections: Some(["625.40; 625.41"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of class EV: the device against 125 % of the load, whether or not it is marked as continuous, and one outlet \
             on the plan at most. What energy management limits may share a circuit.",
    resolve: "Enlarge device and conductors, give each outlet a circuit, or say that energy management limits the load.",
    not_checked: "The least load of 7,200 VA in 2023 (220.57), which load calculations take themselves; which circuits share one \
                  supply unit; the conductors (PW002).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for VehicleCircuit {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || circuit.class != LoadClass::ElectricVehicle {
            return Verdict::NotApplicable;
        }
        let current = match circuit_current(panel, circuit) {
            Ok(current) => current,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let device = device_for(&current, true, circuit.trip, META.citation(cx.edition));
        let managed = circuit.facts.yes_or_assumed(&facts::equipment::LOAD_MANAGED) == Some(true);
        if device != Verdict::Pass || managed {
            return device;
        }
        let outlets = cx.outlets(panel, circuit);
        if outlets > 1 {
            let message = format!("{outlets} outlets on a circuit for one");
            return Verdict::violation(message, format!("{outlets} outlets"), "1 outlet", Vec::new());
        }
        Verdict::Pass
    }
}
