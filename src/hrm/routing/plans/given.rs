//! Floors that are given, cut into plans to learn from: windows of three grains, so that both a doorway and a wing of the
//! building are seen.

use crate::engineering::routing::{Board, Cell};
use crate::hrm::routing::plans::draw::place_goal;
use crate::hrm::routing::plans::record::{PlanRecord, SIDE};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Cells of the floor on a side of one cell of a plan.
const GRAINS: [usize; 3] = [1, 2, 4];
/// Narrower plans teach little.
const NARROWEST: usize = 6;

/// Cuts a floor into plans, each with a goal by chance. Windows overlap by a third; those where hardly anything hangs together
/// are left out.
pub fn cut_floor(name: &str, floor: &Board, seed: u64) -> Vec<PlanRecord> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut plans = Vec::new();
    for grain in GRAINS {
        let coarse = coarsened(floor, grain);
        for left in starts(coarse.columns()) {
            for bottom in starts(coarse.rows()) {
                let board = window(&coarse, left, bottom);
                if board.columns().min(board.rows()) < NARROWEST {
                    continue;
                }
                if let Some(goal) = place_goal(&board, &mut rng) {
                    plans.push(PlanRecord { name: name.to_owned(), board, goal, start: None });
                }
            }
        }
    }
    plans
}

/// Returns where windows begin along a side.
fn starts(side: usize) -> impl Iterator<Item = usize> {
    (0..side.saturating_sub(SIDE / 3).max(1)).step_by(SIDE * 2 / 3)
}

/// Makes one cell of several; blocked if one of them is, so that no wall gets a gap.
fn coarsened(floor: &Board, grain: usize) -> Board {
    let mut board = Board::new(floor.columns() / grain, floor.rows() / grain);
    for index in 0..board.columns() * board.rows() {
        let cell = board.cell(index);
        let parts = (0..grain * grain).map(|part| Cell {
            column: cell.column * grain + part % grain,
            row: cell.row * grain + part / grain,
        });
        let blocked = parts.into_iter().any(|part| floor.is_blocked(part));
        board.set_blocked(cell, blocked);
    }
    board
}

fn window(floor: &Board, left: usize, bottom: usize) -> Board {
    let mut board = Board::new(SIDE.min(floor.columns() - left), SIDE.min(floor.rows() - bottom));
    for index in 0..board.columns() * board.rows() {
        let cell = board.cell(index);
        let there = Cell { column: left + cell.column, row: bottom + cell.row };
        board.set_blocked(cell, floor.is_blocked(there));
    }
    board
}
