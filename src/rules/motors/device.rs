//! PW074: the short-circuit and ground-fault device of a motor is no larger than its type allows.

use crate::domain::facts;
use crate::engineering::{CircuitMotors, Step, circuit_motors, is_motor_circuit};
use crate::nec::tables::{StandardDevice, next_standard_rating};
use crate::rules::conductors::wires_of;
use crate::rules::fix::smaller_device;
use crate::rules::places::equipment;
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct MotorDeviceRule;

const META: RuleMeta = RuleMeta {
    code: "PW074",
    name: "motor-device",
    family: "motors",
    title: "Branch device of a motor too large",
    sections: Some(["430.52(C); 430.53"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The device of motor circuits against the share of the full-load current of the table that its type allows, or the next \
             standard rating above; a second limit where the motor is said not to start. In a group the other motors and other \
             load are added, and a device that protects the conductors passes.",
    resolve: "Choose a smaller device, or another type.",
    not_checked: "The listing of controllers for group installation; self-protected controllers; motors over 600 V; fire pumps \
                  (PW100); equipment marked with its largest device (PW078).",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for MotorDeviceRule {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit)
            || !is_motor_circuit(circuit)
            || equipment(cx, panel, circuit) == Some("fire-pump")
        {
            return Verdict::NotApplicable;
        }
        let motors = match circuit_motors(panel, circuit) {
            Ok(motors) => motors,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        let largest = motors.largest_device(cx.edition);
        if trip.0 <= largest.0 + 1e-6 {
            return Verdict::Pass;
        }
        let fault = Verdict::violation(
            format!("{trip} device; {largest:.1} is the largest"),
            trip,
            format!("{largest:.1}"),
            steps(&motors, cx, largest),
        );
        if !motors.is_group() {
            return fault;
        }
        // A group may have the device that protects its conductors (430.53(C)).
        let Some(wires) = wires_of(circuit) else { return Verdict::Undetermined("conductors") };
        wires.by_terminals(trip.0, |found, _| {
            let protects = next_standard_rating(found.usable(), StandardDevice::Breaker, cx.edition);
            let holds = protects.is_some_and(|rating| trip.0 <= rating + 1e-6);
            (!holds).then(|| fault.clone())
        })
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        smaller_device(self, cx, object).into_iter().collect()
    }
}

fn steps(motors: &CircuitMotors, cx: &RuleContext<'_>, largest: Amperes) -> Vec<Step> {
    let fact = &facts::motor::DEVICE;
    let device = fact.show(&facts::FactValue::Word(motors.device.name())).to_lowercase();
    let found = motors.motor.branch_device(motors.device, motors.full_load.0, cx.edition);
    let words = format!("{} × {} %, {device}", motors.full_load, found.pct);
    let mut steps = vec![motors.table_step(), Step::new("Share of it", words, Amperes(found.calculated))];
    if motors.hard_start {
        steps.push(Step::note("Exception", "the motor does not start with the usual device"));
    }
    steps.push(Step::new("Largest device of one", "standard rating", motors.device_of_one(cx.edition)));
    if motors.is_group() {
        let words = format!("{} × {} + {} added", motors.number - 1.0, motors.full_load, motors.other);
        steps.push(Step::new("Group", words, format!("{largest:.1}")));
    }
    steps
}
