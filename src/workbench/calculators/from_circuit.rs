//! Figures out of a circuit into a form, and results back into the circuit.

use super::Calculator;
use crate::calc::Given;
use crate::domain::{Circuit, CircuitId, Edit, Panel, Project};
use crate::engineering::project_loads;
use crate::units::{Amperes, WireSize, trimmed};

/// What was taken from a circuit, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// As in "LP-1/7".
    pub from: String,
    /// Names of the fields that were filled.
    pub fields: Vec<&'static str>,
}

/// What goes into a circuit.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// As in "Trip of LP-1/7: 25 A".
    pub label: String,
    pub edit: Edit,
}

/// Calculations about one circuit.
const OF_A_CIRCUIT: [&str; 6] =
    ["conductor-ampacity", "conductor-size", "ocpd", "egc", "voltage-drop", "conduit-fill"];

impl Calculator {
    /// Whether the calculation is about one circuit, so that one can lend its figures.
    pub fn asks_for_a_circuit(&self) -> bool {
        OF_A_CIRCUIT.contains(&self.kind.name)
    }

    /// Fills the fields that a circuit knows, and calculates. `None` when the circuit is not there, or knows none of them.
    pub fn take_from(&mut self, project: &Project, panel: &Panel, circuit: CircuitId) -> Option<Taken> {
        let circuit = panel.circuit(circuit)?;
        let loads = project_loads(project);
        let load = loads.panels.get(&panel.id)?.circuit_load(circuit, project.settings().basis);
        let va = trimmed(load.total().0, 2);
        let leg = circuit.slot.leg(panel.system);
        let volts = match circuit.poles {
            1 => panel.system.line_to_neutral(leg).unwrap_or(panel.system.line_to_line()),
            _ => panel.system.line_to_line(),
        };
        let phases = if circuit.poles == 3 { "3" } else { "1" };
        let mut known: Vec<(&str, String)> = vec![
            (if circuit.continuous { "continuous_va" } else { "noncontinuous_va" }, va.clone()),
            ("load_va", va),
            ("v", trimmed(volts.0, 1)),
            ("phases", phases.to_owned()),
        ];
        if let Some(trip) = circuit.trip {
            known.push(("ocpd_a", trimmed(trip.0, 1)));
        }
        if let Some(length) = circuit.length {
            known.push(("length_ft", trimmed(length.0, 1)));
        }
        if let Some(set) = &circuit.conductors {
            known.extend([
                ("size", set.size.name().to_owned()),
                ("material", set.material.name().to_lowercase()),
                ("insulation", set.insulation.name().to_owned()),
                ("sets", set.parallel_sets.to_string()),
            ]);
        }
        if let Some(raceway) = &circuit.raceway {
            known.push(("raceway", raceway.kind.name().to_owned()));
            known.push(("trade_size", raceway.trade_size.clone()));
        }
        let mut fields = Vec::new();
        for (name, text) in known {
            let Some(entry) = self.entries.iter_mut().find(|entry| entry.field.name == name) else {
                continue;
            };
            entry.text = text;
            fields.push(entry.field.name);
        }
        // A load in VA replaces one in amperes that was typed before.
        if fields.iter().any(|name| name.ends_with("continuous_va")) {
            for other in ["continuous_a", "noncontinuous_a", "continuous_va", "noncontinuous_va"] {
                if !fields.contains(&other) {
                    self.set(other, "");
                }
            }
        }
        self.update();
        let from = format!("{}/{}", panel.name, circuit.slot);
        (!fields.is_empty()).then_some(Taken { from, fields })
    }

    /// Returns what of the answer a circuit can take: an overcurrent rating, a conductor size.
    pub fn apply_to(&self, panel: &Panel, circuit: &Circuit) -> Option<Applied> {
        let answer = self.answer.as_ref()?;
        let result = |name: &str| answer.results.iter().find(|result| result.name == name).map(|r| &r.value);
        let mut changed = circuit.clone();
        let mut what = Vec::new();
        if let (Some(Given::Number(rating)), "ocpd" | "conductor-size") = (result("ocpd"), self.kind.name) {
            changed.trip = Some(Amperes(*rating));
            what.push(format!("trip {} A", trimmed(*rating, 1)));
        }
        if let (Some(Given::Text(size)), "conductor-size") = (result("size"), self.kind.name)
            && let (Some(set), Ok(size)) = (&mut changed.conductors, size.parse::<WireSize>())
        {
            set.size = size;
            what.push(format!("conductors {size}"));
        }
        if let (Some(Given::Text(size)), "egc") = (result("size"), self.kind.name)
            && let (Some(set), Ok(size)) = (&mut changed.conductors, size.parse::<WireSize>())
        {
            set.egc = Some(size);
            what.push(format!("EGC {size}"));
        }
        let label = format!("{}/{}: {}", panel.name, circuit.slot, what.join(", "));
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) };
        (!what.is_empty()).then_some(Applied { label, edit })
    }
}
