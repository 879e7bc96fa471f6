//! PW097: emergency circuits are kept apart from all others.

use crate::domain::{Panel, Run, facts};
use crate::rules::standby::{panel_ahead, power, power_words};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use std::collections::BTreeSet;

pub(in crate::rules) struct EmergencySeparation;

const META: RuleMeta = RuleMeta {
    code: "PW097",
    name: "emergency-separation",
    family: "standby",
    title: "Emergency circuits together with others",
    sections: Some(["700.10(B); 517.31(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel, ObjectKind::Circuit, ObjectKind::Run],
    checks: "Emergency power and the life safety and critical branches: panelboards they feed are of the same kind; circuits \
             that are said to be of another kind are not in their panelboards, nor circuits of theirs in others; no conduit \
             run has circuits of them and of another kind.",
    resolve: "Give emergency circuits a panelboard and raceways of their own.",
    not_checked: "Boxes, cabinets and transfer equipment where both systems may meet; fire ratings (700.10(D)); selective \
                  coordination (700.32); legally required and optional standby, which may lie with normal wiring.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// Kinds of power that lie apart from all others.
const APART: [&str; 3] = ["emergency", "life-safety", "critical"];

impl Rule for EmergencySeparation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Panel(panel) => {
                let (kind, ahead) = (power(panel), panel_ahead(cx.project, panel).map(power));
                match ahead.filter(|ahead| APART.contains(ahead)) {
                    None => Verdict::NotApplicable,
                    Some(ahead) if ahead == kind => Verdict::Pass,
                    Some(ahead) => together("panelboard", kind, "fed by", ahead),
                }
            }
            Object::Circuit(panel, circuit) => {
                let own = circuit.facts.word(&facts::panel::POWER).filter(|_| !circuit.is_spare());
                let (Some(own), kind) = (own, power(panel)) else { return Verdict::NotApplicable };
                if own == kind || !(APART.contains(&own) || APART.contains(&kind)) {
                    return if own == kind { Verdict::Pass } else { Verdict::NotApplicable };
                }
                together("circuit", own, "in a panelboard of", kind)
            }
            Object::Run(_, run) => run_verdict(cx, run),
            _ => Verdict::NotApplicable,
        }
    }
}

fn together(what: &str, one: &'static str, how: &str, other: &'static str) -> Verdict {
    let (one, other) = (power_words(one), power_words(other));
    let message = format!("{what} of {one} power {how} {other} power");
    Verdict::violation(message, format!("{one} with {other}"), "emergency power apart", Vec::new())
}

fn run_verdict(cx: &RuleContext<'_>, run: &Run) -> Verdict {
    let of_circuit = |(panel, circuit): &(_, _)| {
        let panel: &Panel = cx.project.panel(*panel)?;
        let own = panel.circuit(*circuit)?.facts.word(&facts::panel::POWER);
        Some(own.unwrap_or_else(|| power(panel)))
    };
    let kinds: BTreeSet<&'static str> = run.circuits.iter().filter_map(of_circuit).collect();
    let apart = kinds.iter().copied().find(|kind| APART.contains(kind));
    let other = kinds.iter().copied().find(|kind| Some(*kind) != apart);
    match (apart, other) {
        (None, _) => Verdict::NotApplicable,
        (Some(_), None) => Verdict::Pass,
        (Some(apart), Some(other)) => together("run with circuits", apart, "and of", other),
    }
}
