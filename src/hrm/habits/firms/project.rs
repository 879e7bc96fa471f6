//! A firm's finished projects: domain projects like anybody's, to be saved, opened, checked and learned from.

use super::Firm;
use super::building::{Board, building};
use super::seating::seated;
use crate::domain::{
    Circuit, CircuitId, CircuitKind, CircuitLoad, Edit, LoadClass, Panel, PanelId, Project, Slot, apply_all,
};
use crate::hrm::HrmError;
use crate::units::{Amperes, VoltAmperes};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Which projects of a firm to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirmPlan {
    pub firm: Firm,
    pub projects: usize,
    /// Decides the buildings; the firm decides only where the breakers sit.
    pub seed: u64,
}

/// Draws a firm's projects. Those of one seed are the same buildings whatever the firm.
///
/// # Errors
/// When a project does not hold together.
pub fn draw_projects(plan: FirmPlan) -> Result<Vec<Project>, HrmError> {
    (0..plan.projects).map(|index| project(plan, index as u64)).collect()
}

fn project(plan: FirmPlan, index: u64) -> Result<Project, HrmError> {
    let mut rng = ChaCha8Rng::seed_from_u64(plan.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (index + 1));
    let mut edits = Vec::new();
    let mut next = 1;
    for board in building(&mut rng) {
        let mut own = ChaCha8Rng::seed_from_u64(rng.random());
        // A board that a firm cannot seat in its way is left away.
        let Some(tops) = seated(plan.firm, &board, &mut own) else { continue };
        let panel = PanelId(next);
        next += 1;
        edits.push(Edit::AddPanel(Box::new(Panel::new(
            panel,
            board.name.clone(),
            board.system,
            board.slots,
        ))));
        for circuit in circuits(&board, &tops, next) {
            next = circuit.id.0 + 1;
            edits.push(Edit::AddCircuit { panel, circuit: Box::new(circuit) });
        }
    }
    let name = format!("{} {}-{:02}", plan.firm.name(), plan.seed, index + 1);
    let (project, _) = apply_all(&Project::named(&name), &edits)
        .map_err(|error| HrmError::Batch(format!("a drawn project does not hold together: {error}")))?;
    Ok(project)
}

fn circuits(board: &Board, tops: &[Slot], first: u64) -> Vec<Circuit> {
    let circuit = |((load, top), id): ((&super::building::Load, &Slot), u64)| Circuit {
        poles: load.poles,
        kind: if load.spare { CircuitKind::Spare } else { CircuitKind::Branch },
        description: load.description.clone(),
        class: load.class,
        load: CircuitLoad::Total(VoltAmperes(load.va)),
        trip: Some(Amperes(load.trip)),
        continuous: load.class == LoadClass::Lighting,
        ..Circuit::new(CircuitId(id), *top)
    };
    board.loads.iter().zip(tops).zip(first..).map(circuit).collect()
}
