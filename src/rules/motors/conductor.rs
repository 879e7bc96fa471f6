//! PW072: conductors of motor circuits carry 125 % of the table's current.

use crate::engineering::{circuit_motors, is_motor_circuit};
use crate::rules::carrying::circuit_carries;
use crate::rules::fix::{Grounding, larger_conductors};
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct MotorConductor;

const META: RuleMeta = RuleMeta {
    code: "PW072",
    name: "motor-conductor",
    family: "motors",
    title: "Conductors smaller than a motor asks for",
    sections: Some(["430.22; 430.24"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The ampacity of the conductors of motor circuits against 125 % of the full-load current of the table, or, for other than \
             continuous duty, the share of the nameplate current that goes with duty and time rating; the other motors of a group \
             and other load added.",
    resolve: "Enlarge the conductors.",
    not_checked: "Circuits that do not say their duty, which count as continuous; the shares by duty, which are from memory (verify \
                  Table 430.22(E) against your Code book); conductors between a drive or a starter and the motor; equipment marked with a minimum circuit ampacity (PW078).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for MotorConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || !is_motor_circuit(circuit) {
            return Verdict::NotApplicable;
        }
        match circuit_motors(panel, circuit) {
            Ok(motors) => circuit_carries(circuit, motors.conductor(), &motors.conductor_steps()),
            Err(missing) => Verdict::Undetermined(missing),
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        larger_conductors(self, cx, object, Grounding::Keeps).into_iter().collect()
    }
}
