//! PW055: a device for vehicle supply has room for 125 % of it.

use crate::domain::LoadClass;
use crate::rules::circuit_current::circuit_current;
use crate::rules::overcurrent::device_for;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct VehicleCircuit;

const META: RuleMeta = RuleMeta {
    code: "PW055",
    name: "vehicle-circuit",
    family: "equipment",
    title: "Device smaller than electric vehicle supply asks for",
    sections: Some(["625.41"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The device of circuits of class EV against 125 % of their load, whether or not they are marked as \
             continuous.",
    resolve: "Enlarge device and conductors, or set the equipment to less.",
    not_checked: "The least load of 7,200 VA, which load calculations take themselves; the circuit for the equipment \
                  alone (625.40); energy management that limits the load (625.42).",
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
        match circuit_current(panel, circuit) {
            Ok(current) => device_for(&current, true, circuit.trip, META.citation(cx.edition)),
            Err(missing) => Verdict::Undetermined(missing),
        }
    }
}
