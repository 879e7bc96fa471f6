//! PW099: each branch of a health care essential system serves its listed functions only.

use crate::domain::Circuit;
use crate::domain::facts::{FactValue, circuit as served, distribution};
use crate::rules::standby::{power, power_words};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct EssentialBranch;

const META: RuleMeta = RuleMeta {
    code: "PW099",
    name: "essential-branch",
    family: "standby",
    title: "Circuit on a branch of the essential system that may not serve it",
    sections: Some(["517.33; 517.34; 517.35"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The function of every circuit in panelboards of the life safety, critical and equipment branches against the \
             functions of that branch. A fire alarm circuit needs no function.",
    resolve: "Move the circuit to the branch of its function, or to normal power.",
    not_checked: "Single functions within a branch; essential systems of other categories; delayed connection.",
    verification: Verification::Memory,
    thresholds: &[],
};

const LIFE_SAFETY: [&str; 8] = [
    "egress-lighting",
    "exit-signs",
    "alarms",
    "communication",
    "generator-place",
    "generator-accessories",
    "elevator-cab",
    "doors",
];
const CRITICAL: [&str; 3] = ["patient-care", "nurse-call", "critical-other"];
const EQUIPMENT: [&str; 2] = ["equipment", "generator-accessories"];

impl Rule for EssentialBranch {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let branch = power(panel);
        let functions: &[&str] = match branch {
            "life-safety" => &LIFE_SAFETY,
            "critical" => &CRITICAL,
            "equipment" => &EQUIPMENT,
            _ => return Verdict::NotApplicable,
        };
        if !cx.is_branch(panel, circuit) {
            return Verdict::NotApplicable;
        }
        let Some(function) = function(circuit) else {
            return Verdict::Undetermined(distribution::ESSENTIAL_FUNCTION.label);
        };
        if functions.contains(&function) {
            return Verdict::Pass;
        }
        let function = distribution::ESSENTIAL_FUNCTION.show(&FactValue::Word(function)).to_lowercase();
        let branch = power_words(branch);
        let message = format!("{function} on the {branch}");
        Verdict::violation(message, function, format!("a function of the {branch}"), Vec::new())
    }
}

fn function(circuit: &Circuit) -> Option<&'static str> {
    let alarm = (circuit.facts.word(&served::EQUIPMENT) == Some("fire-alarm")).then_some("alarms");
    circuit.facts.word(&distribution::ESSENTIAL_FUNCTION).or(alarm)
}
