//! PW150: how much voltage is lost on a branch circuit or a feeder.

use crate::domain::{CircuitId, PanelId, Project};
use crate::engineering::run_figures::{WorstDevice, worst_device};
use crate::engineering::{self, MissingField, WireLoad, Wires, circuit_drop, voltage_drop};
use crate::nec::tables::{DropOf, drop_limit};
use crate::rules::feeder_demand::open;
use crate::rules::fix::{Grounding, larger_conductors};
use crate::rules::{
    Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{PowerFactor, grouped, trimmed};

pub(in crate::rules) struct VoltageDrop;

const BRANCH: Threshold =
    Threshold { name: "drop of a branch circuit", unit: "%", value: drop_limit(DropOf::Branch).percent };
const FEEDER: Threshold =
    Threshold { name: "drop of a feeder", unit: "%", value: drop_limit(DropOf::Feeder).percent };
const TOTAL: Threshold = Threshold {
    name: "drop of feeders and branch circuit",
    unit: "%",
    value: drop_limit(DropOf::FeederAndBranch).percent,
};

const META: RuleMeta = RuleMeta {
    code: "PW150",
    name: "voltage-drop",
    family: "loads",
    title: "More voltage lost than recommended",
    sections: Some(["210.19(A) Informational Note; 215.2(A) Informational Note"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The drop over the whole length with the connected load at its end, 3 % on a branch circuit; on a feeder 3 % with \
             its demand load spread over the phases; 5 % from the service to the end of the branch circuit. Effective impedance at the power factor of the circuit, 1 where none \
             is given and on feeders.",
    resolve: "Enlarge the conductors (and the equipment grounding conductor with them), shorten the run, or split the \
              load.",
    not_checked: "The 5 % in all where a feeder on the way lacks data, which its own finding says; loads spread along the run; starting motors.",
    verification: Verification::Partly,
    thresholds: &[BRANCH, FEEDER, TOTAL],
};

impl Rule for VoltageDrop {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                let drop = circuit_drop(panel, circuit);
                let alone = judge(drop, cx.threshold(META.code, &BRANCH));
                let verdict = match (alone, drop, cx.lost_ahead(panel)) {
                    (Verdict::Pass, Ok(drop), Some(ahead)) => {
                        in_all(&drop, ahead, cx.threshold(META.code, &TOTAL))
                    }
                    (alone, _, _) => alone,
                };
                with_worst_device(verdict, cx.project, (panel.id, circuit.id))
            }
            Object::Feeder(feeder) => {
                let wires = Wires::of_feeder(feeder.feeder);
                let loads = cx.feeder_loads(feeder.load);
                let Some(loads) = loads.filter(|loads| loads.loads.connected.total().0 > 0.0) else {
                    return Verdict::Undetermined("load");
                };
                let root = if feeder.three_phase { 3.0_f64.sqrt() } else { 1.0 };
                let current = loads.loads.demand.total() / (feeder.volts * root);
                let judge = |current| {
                    let (volts, three_phase) = (feeder.volts, feeder.three_phase);
                    let load = WireLoad { current, volts, three_phase, power_factor: PowerFactor::UNITY };
                    judge(voltage_drop(&wires, &load), cx.threshold(META.code, &FEEDER))
                };
                let verdict = judge(current);
                let (Verdict::Violation(_), Some(open)) = (&verdict, open(cx, feeder, loads)) else {
                    return verdict;
                };
                match judge(open.least(current)) {
                    Verdict::Pass => open.verdict,
                    _ => verdict,
                }
            }
            _ => Verdict::NotApplicable,
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        larger_conductors(self, cx, object, Grounding::GrowsAlong).into_iter().collect()
    }
}

/// Names the device that the voltage is lost on the way to, where the plan tells: in the message, for names are no facts.
fn with_worst_device(verdict: Verdict, project: &Project, circuit: (PanelId, CircuitId)) -> Verdict {
    let Verdict::Violation(mut fault) = verdict else { return verdict };
    if let Some(WorstDevice { sheet, device, way }) = worst_device(project, circuit) {
        let name = if device.label.is_empty() { device.kind.to_string() } else { device.label.clone() };
        let room = sheet.room_at(device.at).filter(|room| !room.name.is_empty());
        let place = room.map_or_else(|| sheet.name.clone(), |room| room.name.clone());
        let over: Vec<String> =
            way.over.iter().map(|(tag, feet)| format!("{tag} {} ft", grouped(*feet, 1))).collect();
        fault.message += &format!("; worst device: {name} in {place}, over {}", over.join(" + "));
    }
    Verdict::Violation(fault)
}

/// Judges a branch circuit together with what is lost ahead of its panelboard.
fn in_all(drop: &engineering::VoltageDrop, ahead: f64, limit: f64) -> Verdict {
    let total = ahead + drop.percent;
    if total <= limit + 1e-9 {
        return Verdict::Pass;
    }
    let (shown, limit) = (format!("{} %", grouped(total, 2)), format!("{} %", trimmed(limit, 2)));
    let words = format!("{} % ahead + {} %", grouped(ahead, 2), grouped(drop.percent, 2));
    let mut steps = drop.steps();
    steps.push(engineering::Step::new("From the service", words, &shown));
    let message =
        format!("{shown} of the voltage is lost from the service to its end; {limit} is recommended");
    Verdict::violation(message, &shown, &limit, steps)
}

fn judge(drop: Result<engineering::VoltageDrop, MissingField>, limit: f64) -> Verdict {
    let drop = match drop {
        Ok(drop) => drop,
        Err(missing) => return Verdict::Undetermined(missing),
    };
    if drop.percent <= limit + 1e-9 {
        return Verdict::Pass;
    }
    let shown = format!("{} %", grouped(drop.percent, 2));
    let limit = format!("{} %", trimmed(limit, 2));
    let (length, current) = (drop.length, drop.current);
    let message =
        format!("{shown} of the voltage is lost over {length} at {current:.1}; {limit} is recommended");
    Verdict::violation(message, &shown, &limit, drop.steps())
}
