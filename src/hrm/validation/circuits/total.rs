//! Lengths with which what is lost from the service on comes near its limit: a change that depends on all feeders ahead.

use crate::domain::{CircuitId, Edit, PanelId, Project, apply_all};
use crate::engineering::circuit_drop;
use crate::hrm::validation::circuits::change::{Difficulty, near};
use crate::rules::RuleContext;
use crate::units::Feet;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Gives one in eight circuits a length with which 5 % are nearly lost from the service on, where that can be.
pub(super) fn aim_at_total(
    rng: &mut ChaCha8Rng,
    project: Project,
    kinds: &mut BTreeMap<(PanelId, CircuitId), Difficulty>,
) -> Project {
    let mut edits = Vec::new();
    let cx = RuleContext::new(&project);
    for panel in project.panels() {
        let Some(ahead) = cx.lost_ahead(panel) else { continue };
        for circuit in panel.circuits() {
            let Ok(drop) = circuit_drop(panel, circuit) else { continue };
            let wanted = (5.0 - ahead) * near(rng);
            // Beyond 3 % of its own the circuit fails by itself.
            if !rng.random_ratio(1, 8) || wanted < 0.3 || wanted > 3.2 {
                continue;
            }
            let mut circuit = circuit.clone();
            circuit.length = Some(Feet((drop.length.0 * wanted / drop.percent).clamp(5.0, 5_000.0)));
            if let Some(kind) = kinds.get_mut(&(panel.id, circuit.id)) {
                *kind = Difficulty::Borderline;
            }
            edits.push(Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) });
        }
    }
    drop(cx);
    match apply_all(&project, &edits) {
        Ok((changed, _)) => changed,
        Err(_) => project,
    }
}
