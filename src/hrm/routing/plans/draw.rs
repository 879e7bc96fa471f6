//! Floor plans from a seed, of three kinds, each with as many obstacles as its density says.
//!
//! ```text
//! rooms      the floor is halved again and again by walls a cell thick, each with one or two doors, until rooms are small
//! corridor   one corridor or two crossing ones; along both sides a row of rooms, each with a door to it
//! open       one large room with a grid of columns and a few shafts
//! ```
//!
//! Then shafts (rectangles of two to four cells) and columns or furniture (single cells) are put where they fit, until the
//! share of cells that the density says is blocked or nothing fits. The goal, a panelboard, stands beside a wall if it can, in
//! the largest part of the floor that hangs together.

use crate::engineering::routing::{Board, Cell};
use crate::hrm::Difficulty;
use crate::hrm::routing::grid::{Grid, neighbors};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

named_enum!(
    /// What a floor plan is like.
    PlanKind {
        Rooms = "rooms",
        Corridor = "corridor",
        Open = "open",
    }
);

/// Rooms narrower than this are not divided.
const NARROW: usize = 7;

/// Draws a square floor plan: board, goal and kind.
pub fn draw_plan(side: usize, rng: &mut ChaCha8Rng) -> (Board, Cell, PlanKind) {
    draw_plan_of(side, PlanKind::ALL, Difficulty::EasyToHard, rng)
}

/// The same of certain kinds, with few obstacles or many; all of what is drawn of both otherwise. At least one kind.
pub fn draw_plan_of(
    side: usize,
    kinds: &[PlanKind],
    difficulty: Difficulty,
    rng: &mut ChaCha8Rng,
) -> (Board, Cell, PlanKind) {
    let (low, high) = match difficulty {
        Difficulty::Easy => (0.0, 0.4),
        Difficulty::EasyToHard => (0.0, 1.0),
        Difficulty::Hard => (0.6, 1.0),
    };
    loop {
        let kind = *PlanKind::ALL.choose(rng).unwrap_or(&PlanKind::Open);
        if !kinds.is_empty() && !kinds.contains(&kind) {
            continue;
        }
        let mut floor = Floor { board: Board::new(side, side) };
        let whole = Part { left: 0, bottom: 0, width: side, height: side };
        match kind {
            PlanKind::Rooms => floor.rooms(whole, rng),
            PlanKind::Corridor => floor.corridor(side, rng),
            PlanKind::Open => floor.columns(side, rng),
        }
        // From nearly nothing in the way to a third of the floor; open floors may be more crowded than rooms.
        let most = if kind == PlanKind::Open { 0.36 } else { 0.18 };
        floor.clutter(rng.random_range(low * most..high * most), rng);
        if let Some(goal) = place_goal(&floor.board, rng) {
            return (floor.board, goal, kind);
        }
    }
}

#[derive(Clone, Copy)]
struct Part {
    left: usize,
    bottom: usize,
    width: usize,
    height: usize,
}

struct Floor {
    board: Board,
}

impl Floor {
    fn block(&mut self, column: usize, row: usize, blocked: bool) {
        self.board.set_blocked(Cell { column, row }, blocked);
    }

    /// Divides a part by a wall with doors, and both sides again.
    fn rooms(&mut self, part: Part, rng: &mut ChaCha8Rng) {
        let Part { left, bottom, width, height } = part;
        let upright = width > height || (width == height && rng.random());
        let (along, across) = if upright { (height, width) } else { (width, height) };
        if across < NARROW || (across < 2 * NARROW && rng.random_bool(0.25)) {
            return;
        }
        let at = rng.random_range(3..across - 3);
        for step in 0..along {
            let (column, row) = if upright { (left + at, bottom + step) } else { (left + step, bottom + at) };
            self.block(column, row, true);
        }
        for _ in 0..rng.random_range(1..=2) {
            let wide = rng.random_range(1..=2);
            let first = rng.random_range(0..along.max(wide + 1) - wide);
            for step in first..first + wide {
                let (column, row) =
                    if upright { (left + at, bottom + step) } else { (left + step, bottom + at) };
                self.block(column, row, false);
            }
        }
        let (one, other) = if upright {
            (Part { width: at, ..part }, Part { left: left + at + 1, width: width - at - 1, ..part })
        } else {
            (Part { height: at, ..part }, Part { bottom: bottom + at + 1, height: height - at - 1, ..part })
        };
        self.rooms(one, rng);
        self.rooms(other, rng);
    }

    /// Puts rooms along a corridor, and along a second one across it on larger floors. A second pass opens what the rooms of the
    /// first have closed.
    fn corridor(&mut self, side: usize, rng: &mut ChaCha8Rng) {
        let wide = if side >= 14 { 2 } else { 1 };
        let at = rng.random_range(side / 3..=side - side / 3 - wide);
        for (bottom, height) in [(0, at), (at + wide, side - at - wide)] {
            if height < 3 {
                continue;
            }
            // The wall beside the corridor.
            let wall = if bottom == 0 { at - 1 } else { bottom };
            (0..side).for_each(|column| self.block(column, wall, true));
            let mut left = 0;
            while left < side {
                let width = rng.random_range(3..=7).min(side - left);
                let door = left + rng.random_range(0..width.max(2) - 1);
                self.block(door, wall, false);
                let end = left + width;
                if end + 3 <= side {
                    (bottom..bottom + height).for_each(|row| self.block(end, row, true));
                    if rng.random_bool(0.2) {
                        self.block(end, bottom + rng.random_range(0..height), false);
                    }
                }
                left = end + 1;
            }
        }
        if side >= 16 && rng.random() {
            let cross = rng.random_range(side / 4..side - side / 4);
            (0..side).for_each(|row| self.block(cross, row, false));
        }
    }

    /// Puts columns on a grid.
    fn columns(&mut self, side: usize, rng: &mut ChaCha8Rng) {
        let bay = rng.random_range(3..=6);
        let (first_column, first_row) = (rng.random_range(0..bay), rng.random_range(0..bay));
        for column in (first_column..side).step_by(bay) {
            (first_row..side).step_by(bay).for_each(|row| self.block(column, row, true));
        }
    }

    /// Adds shafts and single cells until the density is reached.
    fn clutter(&mut self, density: f64, rng: &mut ChaCha8Rng) {
        let side = self.board.columns();
        let wanted = (density * (side * side) as f64) as usize;
        let mut blocked = 0;
        for _ in 0..side * side {
            if blocked >= wanted {
                break;
            }
            let (width, height) = if rng.random_bool(0.15) {
                (rng.random_range(2..=3), rng.random_range(2..=4))
            } else {
                (1, 1)
            };
            if width >= side || height >= side {
                continue;
            }
            let (left, bottom) = (rng.random_range(0..side - width), rng.random_range(0..side - height));
            for column in left..left + width {
                for row in bottom..bottom + height {
                    blocked += usize::from(!self.board.is_blocked(Cell { column, row }));
                    self.block(column, row, true);
                }
            }
        }
    }
}

/// Chooses a place for the goal in the largest part that hangs together; `None` where that is less than a quarter of the
/// floor.
pub(super) fn place_goal(board: &Board, rng: &mut ChaCha8Rng) -> Option<Cell> {
    let count = board.columns() * board.rows();
    let free: Vec<Cell> =
        (0..count).map(|index| board.cell(index)).filter(|cell| !board.is_blocked(*cell)).collect();
    for _ in 0..6 {
        let tried = *free.choose(rng)?;
        let reached: Vec<Cell> = {
            let grid = Grid::new(board, tried)?;
            let distances = grid.distances();
            let cells = distances.iter().enumerate().filter(|(_, distance)| distance.is_some());
            cells.filter_map(|(number, _)| grid.cell(number)).collect()
        };
        if reached.len() * 2 < free.len() || reached.len() * 4 < count {
            continue;
        }
        let at_wall = |cell: &&Cell| {
            neighbors(**cell).into_iter().any(|next| next.is_none_or(|next| board.is_blocked(next)))
        };
        let walls: Vec<&Cell> = reached.iter().filter(at_wall).collect();
        return walls.choose(rng).map(|cell| **cell).or_else(|| reached.choose(rng).copied());
    }
    None
}
