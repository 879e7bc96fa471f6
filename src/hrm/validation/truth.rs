//! How the families stand at circuits, by the rules themselves.
//!
//! Each rule of the table is asked about each circuit, as a check asks it. To find the attribute at fault the rules are asked
//! again about the same project with one attribute of all circuits made harmless; what is no violation there was one because
//! of it.

use crate::domain::facts::{FactValue, conductors};
use crate::domain::{Circuit, CircuitId, Edit, FeederLoad, Panel, PanelId, Project, apply_all};
use crate::hrm::validation::families::{FAMILIES, Family, FamilyRule, Probe, RULES, Truth};
use crate::rules::{Object, Rule, RuleContext, Verdict, all_rules};
use std::collections::BTreeMap;

/// How every family stands at one circuit.
pub type Truths = [Truth; FAMILIES];

/// How each rule of the table stands at a circuit.
type Verdicts = Vec<Verdict>;

/// How the families stand at every branch circuit of a project.
#[derive(Clone, Debug, Default)]
pub struct ProjectTruth {
    pub circuits: BTreeMap<(PanelId, CircuitId), Truths>,
}

impl ProjectTruth {
    /// Asks the rules about the branch circuits of the panelboards that `wanted` lets through.
    pub fn of(cx: &RuleContext<'_>, wanted: &dyn Fn(PanelId) -> bool) -> Self {
        Self::with(cx, wanted, &Probe::ALL)
    }

    /// The same once over: the attributes named are those of the table, whatever else would do.
    pub fn without_attributes(cx: &RuleContext<'_>, wanted: &dyn Fn(PanelId) -> bool) -> Self {
        Self::with(cx, wanted, &[])
    }

    fn with(cx: &RuleContext<'_>, wanted: &dyn Fn(PanelId) -> bool, probes: &[Probe]) -> Self {
        let plain = verdicts(cx, wanted);
        let violated = |at: usize| {
            plain.values().any(|verdicts| matches!(verdicts.get(at), Some(Verdict::Violation(_))))
        };
        let asked = |probe: &Probe| {
            RULES.iter().enumerate().any(|(at, rule)| rule.probes.contains(probe) && violated(at))
        };
        let mut harmless = BTreeMap::new();
        for probe in probes.iter().copied().filter(asked) {
            if let Some(other) = with_harmless(cx.project, probe, wanted) {
                harmless.insert(probe, verdicts(&RuleContext::new(&other), wanted));
            }
        }
        let holds_without = |id: &(PanelId, CircuitId), at: usize, probe: Probe| {
            let verdicts = harmless.get(&probe).and_then(|circuits| circuits.get(id));
            verdicts
                .and_then(|verdicts| verdicts.get(at))
                .is_some_and(|verdict| !matches!(verdict, Verdict::Violation(_)))
        };
        let truths = |id: &(PanelId, CircuitId), verdicts: &Verdicts| {
            let mut all = [Truth::Holds; FAMILIES];
            for (family, truth) in Family::ALL.iter().zip(&mut all) {
                let own = || rules_of(*family).filter_map(|(at, rule)| Some((at, rule, verdicts.get(at)?)));
                let fault = own().find(|(_, _, verdict)| matches!(verdict, Verdict::Violation(_)));
                let open =
                    own().any(|(_, _, v)| matches!(v, Verdict::Undetermined(_) | Verdict::Missing { .. }));
                *truth = match fault {
                    Some((at, rule, _)) => {
                        let probe = rule.probes.iter().find(|probe| holds_without(id, at, **probe));
                        Truth::Violated(probe.map_or(rule.at, |probe| probe.attribute()))
                    }
                    None if open => Truth::Undetermined,
                    None => Truth::Holds,
                };
            }
            all
        };
        let circuits = plain.iter().map(|(id, verdicts)| (*id, truths(id, verdicts))).collect();
        Self { circuits }
    }
}

fn rules_of(family: Family) -> impl Iterator<Item = (usize, &'static FamilyRule)> {
    RULES.iter().enumerate().filter(move |(_, rule)| rule.family == family)
}

/// Whether a circuit has something to be told about: it serves a load of its own.
pub(super) fn is_told_of(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> bool {
    cx.is_branch(panel, circuit)
}

fn verdicts(
    cx: &RuleContext<'_>,
    wanted: &dyn Fn(PanelId) -> bool,
) -> BTreeMap<(PanelId, CircuitId), Verdicts> {
    let known = |code: &str| all_rules().iter().copied().find(|rule| rule.meta().code == code);
    let rules: Vec<Option<&'static dyn Rule>> = RULES.iter().map(|rule| known(rule.code)).collect();
    let mut all = BTreeMap::new();
    for panel in cx.project.panels().filter(|panel| wanted(panel.id)) {
        for circuit in panel.circuits().filter(|circuit| is_told_of(cx, panel, circuit)) {
            let object = Object::Circuit(panel, circuit);
            let ask = |rule: &Option<&'static dyn Rule>| {
                rule.map_or(Verdict::NotApplicable, |rule| rule.check(cx, &object))
            };
            all.insert((panel.id, circuit.id), rules.iter().map(ask).collect());
        }
    }
    all
}

/// Returns the project with one attribute of the wanted circuits made harmless.
fn with_harmless(project: &Project, probe: Probe, wanted: &dyn Fn(PanelId) -> bool) -> Option<Project> {
    let mut edits = Vec::new();
    for panel in project.panels().filter(|panel| wanted(panel.id)) {
        if probe == Probe::Ahead {
            let Some(mut feeder) = panel.feeder.clone() else { continue };
            feeder.length = None;
            let load = FeederLoad::Panel(panel.id);
            edits.push(Edit::SetFeeder { load, feeder: Some(Box::new(feeder)) });
            continue;
        }
        for circuit in panel.circuits() {
            let mut circuit = circuit.clone();
            match probe {
                Probe::Continuous if circuit.continuous => circuit.continuous = false,
                Probe::Terminals => {
                    circuit.facts.set(&conductors::TERMINALS, Some(FactValue::Word("75"))).ok()?;
                }
                Probe::Continuous | Probe::Ahead => continue,
            }
            edits.push(Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) });
        }
    }
    apply_all(project, &edits).ok().map(|(project, _)| project)
}
