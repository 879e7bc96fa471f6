//! The part of a board that a segment has to think about again: where something was decided since, and around it.
//!
//! What the network says of a cell depends on the cells within as many steps as a segment has layers of attention, and on
//! nothing else. Where none of them has changed it would say the same again, so it is not asked: the answer is the same as
//! that for the whole board, and what a segment costs goes with the front of the ways and not with the floor.

use crate::hrm::model::HrmConfig;
use crate::hrm::routing::grid::{Grid, PLACES};
use crate::hrm::routing::wave::Wave;

/// Cells of a board to think about, and those of them whose answers count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Patch {
    /// In ascending order.
    pub cells: Vec<usize>,
    /// One a cell: whether all that its answer depends on is among the cells.
    pub counts: Vec<bool>,
}

/// Returns how many steps away a cell may be to have a say in what a segment says of another.
pub(super) const fn sight(config: &HrmConfig) -> usize {
    config.h_cycles * (config.l_cycles * config.l_layers + config.h_layers)
}

impl Patch {
    /// Returns the whole board.
    pub fn whole(grid: &Grid) -> Self {
        Self { cells: (0..grid.len()).collect(), counts: vec![true; grid.len()] }
    }

    /// Returns what may be said otherwise since these cells were decided.
    pub fn around(wave: &Wave, decided: &[usize], sight: usize) -> Self {
        let grid = wave.grid();
        let touched: Vec<usize> =
            within(grid, decided, sight).into_iter().filter(|cell| wave.length(*cell).is_none()).collect();
        let mut counts = vec![false; grid.len()];
        for cell in &touched {
            if let Some(slot) = counts.get_mut(*cell) {
                *slot = true;
            }
        }
        let mut cells = within(grid, &touched, sight);
        cells.sort_unstable();
        let counts = cells.iter().map(|cell| counts.get(*cell) == Some(&true)).collect();
        Self { cells, counts }
    }

    /// Adds tokens and what each cell sees, counted from the tokens there are already; what is not in the patch is `nothing`.
    pub fn write(&self, wave: &Wave, tokens: &mut Vec<u32>, around: &mut Vec<u32>, nothing: u32) {
        let grid = wave.grid();
        let mut numbers = vec![nothing; grid.len()];
        for (number, cell) in (tokens.len()..).zip(&self.cells) {
            if let (Some(slot), Ok(number)) = (numbers.get_mut(*cell), u32::try_from(number)) {
                *slot = number;
            }
        }
        for cell in &self.cells {
            tokens.push(wave.token(*cell));
            let mut seen = [nothing; PLACES];
            let all = std::iter::once(Some(*cell)).chain(grid.around(*cell));
            for (slot, cell) in seen.iter_mut().zip(all) {
                *slot = cell.and_then(|cell| numbers.get(cell).copied()).unwrap_or(nothing);
            }
            around.extend(seen);
        }
    }
}

/// Returns the cells within so many steps of some, themselves among them.
fn within(grid: &Grid, from: &[usize], steps: usize) -> Vec<usize> {
    let mut seen = vec![false; grid.len()];
    let mut all = Vec::new();
    let mut front: Vec<usize> = from.to_vec();
    for _ in 0..=steps {
        front.retain(|cell| seen.get_mut(*cell).is_some_and(|seen| !std::mem::replace(seen, true)));
        all.extend(&front);
        front = front.iter().flat_map(|cell| grid.around(*cell)).flatten().collect();
    }
    all
}
