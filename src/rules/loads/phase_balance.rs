//! PW038: the legs of a panelboard are as even as the project asks for, or as its circuits can be.

use crate::domain::{LoadBasis, Metric, Panel};
use crate::engineering::{PanelLoads, Step};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::grouped;

pub(in crate::rules) struct PhaseBalance;

const META: RuleMeta = RuleMeta {
    code: "PW038",
    name: "phase-balance",
    family: "loads",
    title: "Legs less even than the design target",
    sections: None,
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Panel],
    checks: "The balance score of the panelboard, by the metric and on the basis that the project names, against the \
             project's target. Where a single one-pole circuit is so large that no arrangement could reach the target, what \
             is as even as that circuit allows passes.",
    resolve: "Rebalance the panelboard; `phasewright balance` proves the fewest moves.",
    not_checked: "It is a design target, not a rule of the Code, which asks only that circuits be evenly proportioned \
                  (210.11(B)).",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for PhaseBalance {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let settings = cx.project.settings();
        let Some(loads) = cx.loads.panels.get(&panel.id) else { return Verdict::NotApplicable };
        if loads.on(settings.basis).total().0 <= 0.0 {
            return Verdict::NotApplicable;
        }
        let score = loads.score(settings.metric, settings.basis);
        let reachable = match settings.metric {
            Metric::RangeOverMax => ceiling(panel, loads, settings.basis).min(settings.balance_target),
            _ => settings.balance_target,
        };
        if score >= reachable - 1e-9 {
            return Verdict::Pass;
        }
        let legs: Vec<String> =
            loads.va(settings.basis).of(panel.system).map(|(leg, va)| format!("{leg} {va:.0}")).collect();
        let what = format!("Score, {} of the {} load", settings.metric, settings.basis);
        let shown = grouped(score, 3);
        let target = grouped(settings.balance_target, 3);
        let message = format!("balance score {shown}, target {target}");
        Verdict::violation(message, &shown, &target, vec![Step::new(what, legs.join(" · "), &shown)])
    }
}

/// Returns a score that no arrangement exceeds, from the largest load that lies on one leg wherever it goes.
fn ceiling(panel: &Panel, loads: &PanelLoads, basis: LoadBasis) -> f64 {
    let one_pole = panel.circuits().filter(|circuit| circuit.poles == 1);
    let largest = one_pole.map(|c| loads.circuit_load(c, basis).total().0).fold(0.0, f64::max);
    let others = panel.system.legs().len().saturating_sub(1).max(1) as f64;
    let rest = (loads.on(basis).total().0 - largest) / others;
    if largest > rest { rest / largest } else { 1.0 }
}
