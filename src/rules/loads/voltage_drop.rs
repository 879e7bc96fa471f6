//! PW150: how much voltage is lost on a branch circuit or a feeder.

use crate::calc::WireRun;
use crate::domain::{CircuitField, ConductorSet, Raceway};
use crate::engineering::Step;
use crate::nec::tables::{DropOf, ac_impedance, drop_limit};
use crate::rules::circuit_current::circuit_current;
use crate::rules::feeder_demand::{OCCUPANCY, least};
use crate::rules::wiring::{NO_VALUE, conduit_metal};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, Feet, PowerFactor, Volts, grouped, trimmed};

pub(in crate::rules) struct VoltageDrop;

const META: RuleMeta = RuleMeta {
    code: "PW150",
    name: "voltage-drop",
    family: "loads",
    title: "More voltage lost than recommended",
    sections: Some(["210.19(A) Informational Note; 215.2(A) Informational Note"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The drop over the whole length with the connected load at its end, 3 % on a branch circuit; on a feeder 3 % with \
             its demand load spread over the phases. Effective impedance at the power factor of the circuit, 1 where none \
             is given and on feeders.",
    resolve: "Enlarge the conductors (and the equipment grounding conductor with them), shorten the run, or split the load.",
    not_checked: "The 5 % of feeder and branch circuit together; loads spread along the run; starting motors.",
    verification: Verification::Partly,
};

/// What loses voltage.
struct Wires<'p> {
    set: Option<&'p ConductorSet>,
    raceway: Option<&'p Raceway>,
    length: Option<Feet>,
}

impl Rule for VoltageDrop {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                let unread = |field| circuit.unread.contains_key(&field);
                let wires = Wires {
                    set: circuit.conductors.as_ref().filter(|_| !unread(CircuitField::Conductors)),
                    raceway: circuit.raceway.as_ref(),
                    length: circuit.length.filter(|_| !unread(CircuitField::Length)),
                };
                let current = match circuit_current(panel, circuit) {
                    Ok(current) => current.amperes,
                    Err(missing) => return Verdict::Undetermined(missing),
                };
                let to_neutral = panel.system.line_to_neutral(circuit.slot.leg(panel.system));
                let volts = to_neutral.filter(|_| circuit.is_line_to_neutral());
                let volts = volts.unwrap_or(panel.system.line_to_line());
                let three = circuit.poles == 3 && !circuit.multiwire;
                let pf = circuit.power_factor.unwrap_or(PowerFactor::UNITY);
                judge(&wires, current, volts, three, pf, DropOf::Branch)
            }
            Object::Feeder(feeder) => {
                let record = feeder.feeder;
                let wires = Wires {
                    set: record.conductors.as_ref(),
                    raceway: record.raceway.as_ref(),
                    length: record.length,
                };
                let loads = cx.feeder_loads(feeder.load);
                let Some(loads) = loads.filter(|loads| loads.loads.connected.total().0 > 0.0) else {
                    return Verdict::Undetermined("load");
                };
                let root = if feeder.three_phase { 3.0_f64.sqrt() } else { 1.0 };
                let current = loads.loads.demand.total() / (feeder.volts * root);
                let judge = |current| {
                    let unity = PowerFactor::UNITY;
                    judge(&wires, current, feeder.volts, feeder.three_phase, unity, DropOf::Feeder)
                };
                match (judge(current), judge(least(feeder, loads, current))) {
                    (Verdict::Violation(_), Verdict::Pass) => Verdict::Undetermined(OCCUPANCY),
                    (verdict, _) => verdict,
                }
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn judge(
    wires: &Wires<'_>,
    current: Amperes,
    volts: Volts,
    three_phase: bool,
    pf: PowerFactor,
    of: DropOf,
) -> Verdict {
    let Some(set) = wires.set else { return Verdict::Undetermined("conductors") };
    let Some(length) = wires.length else { return Verdict::Undetermined("length") };
    let conduit = conduit_metal(wires.raceway);
    let Some(impedance) = ac_impedance(set.size.name(), set.material, conduit) else {
        return Verdict::Undetermined(NO_VALUE);
    };
    let ohm_per_kft = impedance.effective(pf.value());
    let sets = f64::from(set.parallel_sets.max(1));
    let run = WireRun { three_phase, amperes: current.0, ohm_per_kft, sets };
    let drop = run.drop_v(length.0);
    let share = 100.0 * drop / volts.0;
    let limit = drop_limit(of).percent;
    if share <= limit + 1e-9 {
        return Verdict::Pass;
    }
    let factor = if three_phase { "√3" } else { "2" };
    let by_sets = if sets > 1.0 { format!(" ÷ {sets} sets") } else { String::new() };
    let formula =
        format!("{factor} × {length} × {current:.1} × {} Ω per 1000 ft{by_sets}", trimmed(ohm_per_kft, 4));
    let shown = format!("{} %", grouped(share, 2));
    let steps = vec![
        Step::new("Voltage drop", formula, format!("{:.2}", Volts(drop))),
        Step::new("Of the voltage", format!("{:.2} ÷ {volts}", Volts(drop)), &shown),
    ];
    let limit = format!("{} %", trimmed(limit, 1));
    let message =
        format!("{shown} of the voltage is lost over {length} at {current:.1}; {limit} is recommended");
    Verdict::violation(message, &shown, &limit, steps)
}
