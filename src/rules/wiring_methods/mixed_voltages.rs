//! PW144: in one raceway every insulation stands the highest voltage there.

use crate::domain::{CircuitId, PanelId, facts};
use crate::engineering::wires_of_circuit;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Volts, trimmed};

pub(in crate::rules) struct MixedVoltages;

const META: RuleMeta = RuleMeta {
    code: "PW144",
    name: "mixed-voltages",
    family: "wiring_methods",
    title: "Insulation rated below a voltage in the same raceway",
    sections: Some(["300.3(C)(1)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Run],
    checks: "Conduit runs: the voltage rating of the insulation of every circuit in them, 600 V unless another is \
             given, against the highest circuit voltage in the run: line to neutral of one-pole circuits, line to line \
             of all others.",
    resolve: "Use conductors with a higher rating, or separate the circuits.",
    not_checked: "Additional conductors that belong to no circuit; boxes and enclosures; systems over 1,000 V.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for MixedVoltages {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Run(_, run) = object else { return Verdict::NotApplicable };
        let highest = run.circuits.iter().filter_map(|at| volts(cx, *at)).fold(Volts(0.0), Volts::max);
        let rated = run.circuits.iter().flat_map(|at| rated(cx, *at)).reduce(Volts::min);
        match rated {
            None => Verdict::NotApplicable,
            Some(rated) if rated.0 + 1e-6 >= highest.0 => Verdict::Pass,
            Some(rated) => {
                let message = format!("insulation for {} V in a raceway with {highest}", trimmed(rated.0, 1));
                Verdict::violation(message, rated, highest, Vec::new())
            }
        }
    }
}

/// Returns the voltage of a circuit.
fn volts(cx: &RuleContext<'_>, (panel, circuit): (PanelId, CircuitId)) -> Option<Volts> {
    let panel = cx.project.panel(panel)?;
    let circuit = panel.circuit(circuit)?;
    if circuit.poles > 1 {
        return Some(panel.system.line_to_line());
    }
    let leg = circuit.slot.leg(panel.system);
    Some(panel.system.line_to_neutral(leg).unwrap_or_else(|| panel.system.line_to_line()))
}

/// Returns the ratings of the insulation of what a circuit lays into a run.
fn rated(cx: &RuleContext<'_>, (panel, circuit): (PanelId, CircuitId)) -> Vec<Volts> {
    let found = cx.project.panel(panel).and_then(|panel| Some((panel, panel.circuit(circuit)?)));
    let Some((panel, circuit)) = found else { return Vec::new() };
    let wires = wires_of_circuit(cx.project, panel, circuit);
    let rating =
        wires.iter().filter_map(|wires| wires.facts.number_or_assumed(&facts::conductors::INSULATION_VOLTS));
    rating.map(Volts).collect()
}
