//! PW105: what belongs to an elevator's circuit: a disconnect, a circuit for the car, coordination.

use crate::domain::{Circuit, Panel, facts};
use crate::rules::places::equipment;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct Elevator;

const META: RuleMeta = RuleMeta {
    code: "PW105",
    name: "elevator",
    family: "equipment",
    title: "Elevator without what belongs to its circuit",
    sections: Some(["620.51; 620.53; 620.62"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits that serve an elevator, as they say or the plan shows: a disconnect that can be locked open, a circuit for \
             lights and receptacles of a car for each elevator of the project, and selective coordination where the panelboard \
             feeds more than one elevator.",
    resolve: "Add the disconnect and the circuit, or coordinate the devices.",
    not_checked: "Where the disconnect stands; lights and receptacles of machine rooms and pits (620.23, 620.24); air conditioning \
                  of the car (620.54, 620.55); coordination of elevators on different panelboards of one feeder.",
    verification: Verification::Partly,
    thresholds: &[],
};

const DISCONNECT: &facts::Fact = &facts::equipment::LOCKABLE_DISCONNECT;
const COORDINATED: &facts::Fact = &facts::equipment::COORDINATED;

impl Rule for Elevator {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if !serves(cx, panel, circuit, "elevator") {
            return Verdict::NotApplicable;
        }
        let disconnect = circuit.facts.yes(DISCONNECT);
        if disconnect == Some(false) {
            return fault("no disconnect that can be locked open", "no disconnect", DISCONNECT.label);
        }
        let (elevators, cars) = (number(cx, "elevator"), number(cx, "elevator-car"));
        if cars < elevators {
            let actual = format!("{cars} circuits for cars");
            let required = format!("{elevators}, one for each elevator");
            return fault("too few circuits for lights and receptacles of cars", &actual, &required);
        }
        let beside = panel.circuits().filter(|other| serves(cx, panel, other, "elevator")).count();
        let coordinated = circuit.facts.yes(COORDINATED);
        if beside > 1 && coordinated == Some(false) {
            return fault(
                "its device is not coordinated with those ahead",
                "not coordinated",
                COORDINATED.label,
            );
        }
        match (disconnect, coordinated) {
            (None, _) => Verdict::Undetermined(DISCONNECT.label),
            (Some(_), None) if beside > 1 => Verdict::Undetermined(COORDINATED.label),
            (Some(_), _) => Verdict::Pass,
        }
    }
}

fn serves(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit, what: &str) -> bool {
    cx.is_branch(panel, circuit) && equipment(cx, panel, circuit) == Some(what)
}

/// Returns how many circuits of the project serve something.
fn number(cx: &RuleContext<'_>, what: &str) -> usize {
    let of_panel =
        |panel: &Panel| panel.circuits().filter(|circuit| serves(cx, panel, circuit, what)).count();
    cx.project.panels().map(of_panel).sum()
}

fn fault(message: &str, actual: &str, required: &str) -> Verdict {
    Verdict::violation(message, actual, required, Vec::new())
}
