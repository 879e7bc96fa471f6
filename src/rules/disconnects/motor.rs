//! PW077: a motor has a disconnect in sight, large enough for it.

use crate::domain::{LoadClass, facts};
use crate::engineering::{Step, circuit_motors};
use crate::rules::disconnects::sight::{IN_SIGHT, in_sight};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct MotorDisconnect;

const LEAST_PERCENT: Threshold =
    Threshold { name: "least rating of a motor's disconnect", unit: "%", value: 115.0 };

const META: RuleMeta = RuleMeta {
    code: "PW077",
    name: "motor-disconnect",
    family: "disconnects",
    title: "Motor without a disconnect in sight",
    sections: Some(["430.102; 430.110(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Motors on the plan, or whose circuit says what disconnects them: a disconnect of the circuit, or its panelboard, on the \
             same sheet within 50 ft with no wall and no closed door between. A rating that is given, against 115 % of the \
             full-load current of the tables; of several motors on one circuit against that of one.",
    resolve: "Place a disconnect at the motor, or say that the exception for lockable disconnects holds.",
    not_checked: "Motors that no plan shows and of which nobody has said anything; whether the conditions of the exception hold \
                  (430.102(B)); ratings in horsepower; elevators (PW105) and fire pumps.",
    verification: Verification::Memory,
    thresholds: &[IN_SIGHT, LEAST_PERCENT],
};

impl Rule for MotorDisconnect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let served = circuit.facts.word(&facts::circuit::EQUIPMENT);
        let motor = match served {
            Some(word) => matches!(word, "motor" | "sump-pump"),
            None => circuit.class == LoadClass::Motor,
        };
        if !motor || !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        let sight = in_sight(cx, (panel, circuit), cx.threshold(META.code, &IN_SIGHT));
        let Some(rating) = circuit.facts.number(&facts::disconnect::DISCONNECT_RATING) else { return sight };
        if matches!(sight, Verdict::Violation(_)) {
            return sight;
        }
        let motors = match circuit_motors(panel, circuit) {
            Ok(motors) => motors,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let percent = cx.threshold(META.code, &LEAST_PERCENT);
        let least = motors.full_load.0 * percent / 100.0;
        if rating + 1e-9 < least {
            let (has, needs) = (Amperes(rating).to_string(), format!("{:.2}", Amperes(least)));
            let words = format!("{} × {percent} %", motors.full_load);
            let message = format!("disconnect of {has}; {percent} % of the motor's current are {needs}");
            return Verdict::violation(message, has, &needs, vec![Step::new("Disconnect", words, &needs)]);
        }
        match sight {
            Verdict::NotApplicable => Verdict::Pass,
            other => other,
        }
    }
}
