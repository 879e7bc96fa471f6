//! PW100: the circuit of a fire pump carries it whatever happens.

use crate::domain::facts;
use crate::engineering::{Step, circuit_motors};
use crate::rules::carrying::circuit_carries;
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::Amperes;

pub(in crate::rules) struct FirePump;

const META: RuleMeta = RuleMeta {
    code: "PW100",
    name: "fire-pump",
    family: "equipment",
    title: "Fire pump not fed as Article 695 asks",
    sections: Some(["695.4(B); 695.6(B); 695.6(G)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits that say they serve a fire pump: no ground-fault protection, a device that carries the locked-rotor current \
             of the pump with its other loads, and conductors of 125 % of the motor's table current with its other loads.",
    resolve: "Enlarge the device to the locked-rotor current, enlarge the conductors, remove ground-fault protection.",
    not_checked: "Whether the source is reliable and where it is tapped (695.3); listed assemblies for fire pumps; voltage drop \
                  (PW151); routing and protection of the conductors.",
    verification: Verification::Memory,
    thresholds: &[],
};

const LOCKED: &facts::Fact = &facts::motor::LOCKED_ROTOR;

impl Rule for FirePump {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !cx.is_branch(panel, circuit) || equipment(cx, panel, circuit) != Some("fire-pump") {
            return Verdict::NotApplicable;
        }
        if circuit.gfci || circuit.facts.yes(&facts::supply::GROUND_FAULT) == Some(true) {
            return Verdict::violation(
                "ground-fault protection can stop the pump",
                "ground-fault protection",
                "none",
                Vec::new(),
            );
        }
        let Some(trip) = circuit.trip else { return Verdict::Undetermined("trip rating") };
        let Some(locked) = circuit.facts.number(LOCKED) else { return Verdict::Undetermined(LOCKED.label) };
        let motor = match circuit_motors(panel, circuit) {
            Ok(motor) => motor,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let needs = Amperes(locked) + motor.other;
        if trip.0 < needs.0 - 1e-6 {
            let step = Step::new("Locked rotor", format!("{} + {}", Amperes(locked), motor.other), needs);
            let message = format!("{trip} device; {needs} flow while the rotor is locked");
            return Verdict::violation(message, trip, needs, vec![step]);
        }
        circuit_carries(circuit, motor.conductor(), &motor.conductor_steps())
    }
}
