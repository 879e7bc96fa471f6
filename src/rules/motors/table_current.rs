//! PW071: the load of a motor circuit is at least that of the table.

use crate::domain::CircuitField;
use crate::engineering::{Step, circuit_motors, is_motor_circuit};
use crate::rules::circuit_current::circuit_current;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct TableCurrent;

const META: RuleMeta = RuleMeta {
    code: "PW071",
    name: "motor-table-current",
    family: "motors",
    title: "Motor circuit with less load than the tables give",
    sections: Some(["430.6(A)(1)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The load entered for motor circuits, in amperes to the tenth as the tables have them, against the full-load current of \
             Tables 430.248 and 430.250 by horsepower, voltage and phase, all motors and other load of the circuit added.",
    resolve: "Enter the load by the table; a nameplate's current sizes the overload device only.",
    not_checked: "Equipment marked with a minimum circuit ampacity; appliances marked with horsepower and current; torque, \
                  multispeed and shaded-pole motors; synchronous motors below unity power factor.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for TableCurrent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || !is_motor_circuit(circuit) {
            return Verdict::NotApplicable;
        }
        if CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field)) {
            return Verdict::Undetermined("load");
        }
        let motors = match circuit_motors(panel, circuit) {
            Ok(motors) => motors,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let current = match circuit_current(panel, circuit) {
            Ok(current) => current,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let tenths = |amperes: f64| (amperes * 10.0).round();
        let needs = motors.current();
        if tenths(current.amperes.0) >= tenths(needs.0) {
            return Verdict::Pass;
        }
        let (has, needs) = (format!("{:.1}", current.amperes), format!("{needs:.1}"));
        let words = format!("{} × {} + {}", motors.number, motors.full_load, motors.other);
        let steps = vec![current.step(), motors.table_step(), Step::new("Circuit", words, &needs)];
        let message = format!("load of {has}; the tables give {needs}");
        Verdict::violation(message, has, needs, steps)
    }
}
