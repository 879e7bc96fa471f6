//! PW037: where a building has several voltages, their conductors are told apart and the scheme is posted.

use crate::domain::facts::distribution;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;
use std::collections::BTreeSet;

pub(in crate::rules) struct SystemsIdentified;

const META: RuleMeta = RuleMeta {
    code: "PW037",
    name: "systems-identified",
    family: "branch_circuits",
    title: "Several voltages without a posted identification",
    sections: Some(["210.5(C); 200.6(D)"; 4]),
    severity: Severity::Info,
    looks_at: &[ObjectKind::Project],
    checks: "Where panelboards with branch circuits have more than one nominal voltage, whether the identification of \
             conductors by phase and system is posted or documented.",
    resolve: "Identify the conductors by system and post the scheme at each panelboard.",
    not_checked: "Colors; feeders (215.12); panelboards without branch circuits.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for SystemsIdentified {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Project(project) = object else { return Verdict::NotApplicable };
        let panels = project.panels().filter(|panel| panel.circuits().any(|c| cx.is_branch(panel, c)));
        let systems: BTreeSet<_> = panels.map(|panel| panel.system).collect();
        let volts: BTreeSet<String> =
            systems.iter().map(|system| trimmed(system.line_to_line().0, 0)).collect();
        if volts.len() < 2 {
            return Verdict::NotApplicable;
        }
        match project.settings().facts.yes(&distribution::IDENTIFIED) {
            None => Verdict::Undetermined(distribution::IDENTIFIED.label),
            Some(true) => Verdict::Pass,
            Some(false) => {
                let volts = volts.into_iter().collect::<Vec<_>>().join(" and ");
                let message = format!("branch circuits of {volts} V without a posted identification");
                Verdict::violation(message, format!("{volts} V, not posted"), "a posted scheme", Vec::new())
            }
        }
    }
}
