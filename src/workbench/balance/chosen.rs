//! Which moves of a proposal are taken, and what exactly those come to.

use crate::domain::{CircuitId, Edit, Leg, Project, Slot, apply_all};
use crate::engineering::{PanelLoads, project_loads};
use crate::proposals::{BalanceProposal, BalanceWish};

/// One move as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveRow {
    pub circuit: CircuitId,
    pub description: String,
    /// By the wished basis.
    pub va: f64,
    pub from: Slot,
    pub to: Slot,
    pub from_legs: Vec<Leg>,
    pub to_legs: Vec<Leg>,
    /// Shared by two circuits that exchange places.
    pub swap: Option<u32>,
    pub taken: bool,
    /// Change of the score by this move after the taken ones above it; `None` while it is not taken.
    pub gain: Option<f64>,
    pub score_after: Option<f64>,
}

/// The moves of a proposal with what is taken of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    pub rows: Vec<MoveRow>,
    /// Loads with the taken moves; as it is while they are not legal together.
    pub loads: Option<PanelLoads>,
    pub score: f64,
    /// Why the taken moves are not legal together.
    pub conflict: Option<String>,
}

impl Chosen {
    /// Takes every move.
    pub(super) fn all(project: &Project, wish: &BalanceWish, proposal: &BalanceProposal) -> Self {
        let loads = project_loads(project);
        let panel = project.panel(wish.panel);
        let rows = proposal
            .moves
            .iter()
            .map(|step| {
                let circuit = panel.and_then(|panel| panel.circuit(step.circuit));
                let of_panel = loads.panels.get(&wish.panel);
                let va = circuit.zip(of_panel).map_or(0.0, |(c, l)| l.circuit_load(c, wish.basis).total().0);
                MoveRow {
                    circuit: step.circuit,
                    description: circuit.map_or_else(String::new, |c| c.description.clone()),
                    va,
                    from: step.from,
                    to: step.to,
                    from_legs: step.from_legs.clone(),
                    to_legs: step.to_legs.clone(),
                    swap: step.swap,
                    taken: true,
                    gain: None,
                    score_after: None,
                }
            })
            .collect();
        let mut chosen = Self { rows, loads: None, score: 0.0, conflict: None };
        chosen.derive(project, wish);
        chosen
    }

    /// Takes or leaves a move, of an exchange both.
    pub(super) fn take(
        &mut self,
        project: &Project,
        wish: &BalanceWish,
        proposal: &BalanceProposal,
        index: usize,
        take: bool,
    ) {
        let Some(swap) = proposal.moves.get(index).map(|step| step.swap) else { return };
        for (at, row) in self.rows.iter_mut().enumerate() {
            if at == index || (swap.is_some() && row.swap == swap) {
                row.taken = take;
            }
        }
        self.derive(project, wish);
    }

    /// Returns how many moves are taken.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.taken).count()
    }

    /// Returns the taken moves as an edit takes them.
    pub(super) fn relocations(&self, proposal: &BalanceProposal) -> Vec<(CircuitId, Slot)> {
        let taken = self.rows.iter().zip(&proposal.moves).filter(|(row, _)| row.taken);
        taken.map(|(_, step)| (step.circuit, step.to)).collect()
    }

    /// Derives loads and scores of the taken moves from the project, not from the search.
    fn derive(&mut self, project: &Project, wish: &BalanceWish) {
        let state = |moves: &[(CircuitId, Slot)]| -> Result<PanelLoads, String> {
            let edit = Edit::MoveCircuits { panel: wish.panel, moves: moves.to_vec() };
            let (after, _) = apply_all(project, &[edit]).map_err(|error| error.to_string())?;
            project_loads(&after)
                .panels
                .get(&wish.panel)
                .cloned()
                .ok_or_else(|| "the panel is gone".to_owned())
        };
        let score = |loads: &PanelLoads| loads.score(wish.metric, wish.basis);
        let mut moves: Vec<(CircuitId, Slot)> = Vec::new();
        let mut last = state(&moves).ok();
        let mut before = last.as_ref().map_or(0.0, score);
        self.conflict = None;
        for row in &mut self.rows {
            (row.gain, row.score_after) = (None, None);
            if !row.taken {
                continue;
            }
            moves.push((row.circuit, row.to));
            // The first half of an exchange is not legal alone; its effect shows at the second.
            if let Ok(loads) = state(&moves) {
                let after = score(&loads);
                row.gain = Some(after - before);
                row.score_after = Some(after);
                before = after;
            }
        }
        match state(&moves) {
            Ok(loads) => last = Some(loads),
            Err(why) => self.conflict = Some(why),
        }
        self.score = last.as_ref().map_or(0.0, score);
        self.loads = last;
    }
}
