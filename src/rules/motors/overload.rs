//! PW075: overload devices are set by the nameplate of their motor.

use crate::domain::facts::motor as facts;
use crate::engineering::{Step, is_motor_circuit};
use crate::nec::tables::overload_pct;
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct Overload;

const META: RuleMeta = RuleMeta {
    code: "PW075",
    name: "motor-overload",
    family: "motors",
    title: "Overload device of a motor set too high",
    sections: Some(["430.32(A)(1); 430.32(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The setting of separate overload devices against 125 % of the nameplate current for a service factor of 1.15 and more or a \
             temperature rise of 40 °C and less, else 115 %; 140 and 130 % where the motor is said not to start. Service factor \
             and rise are asked only where they matter.",
    resolve: "Set the device lower.",
    not_checked: "Thermal protectors in the motor and drives listed for overload protection; motors to 1 hp that are started by \
                  hand (430.32(D)); shunting while starting; fire pumps, which have none.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for Overload {
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
        let given = &circuit.facts;
        let setting = given.number(&facts::OVERLOAD_SETTING);
        match given.word(&facts::OVERLOAD) {
            Some("thermal" | "drive") => return Verdict::NotApplicable,
            Some(_) => {}
            None if setting.is_some() => {}
            None => return Verdict::Undetermined(facts::OVERLOAD.label),
        }
        let Some(setting) = setting else { return Verdict::Undetermined(facts::OVERLOAD_SETTING.label) };
        let Some(nameplate) = given.number(&facts::NAMEPLATE) else {
            return Verdict::Undetermined(facts::NAMEPLATE.label);
        };
        let hard = given.yes_or_assumed(&facts::HARD_START) == Some(true);
        let (factor, rise) = (given.number(&facts::SERVICE_FACTOR), given.number(&facts::TEMP_RISE));
        let share = |factor, rise| {
            let pct = overload_pct(factor, rise);
            if hard { pct.most } else { pct.usual }
        };
        let limit = |pct: f64| nameplate * pct / 100.0;
        let known = share(factor, rise);
        if setting <= limit(known) + 1e-6 {
            return Verdict::Pass;
        }
        // With a service factor of 1.15 it could be more.
        let (at_best, decided) = (share(Some(1.15), None), factor.is_some());
        if !decided && known < at_best && setting <= limit(at_best) + 1e-6 {
            return Verdict::Undetermined(facts::SERVICE_FACTOR.label);
        }
        let (has, most) = (Amperes(setting), Amperes(limit(known)));
        let words = format!("{} × {known} %", Amperes(nameplate));
        let most = format!("{most:.2}");
        let steps = vec![Step::new("Largest setting", words, &most)];
        Verdict::violation(format!("set to {has}; {most} is the most"), has, most, steps)
    }
}
