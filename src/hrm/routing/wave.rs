//! How far the ways have come: the heading of every decided cell, taken from the network segment by segment and fed back to it.
//!
//! The network says for every undecided cell a heading, or that it stays undecided. A heading counts if it leads to a decided
//! cell or to one that is decided in the same segment; a decision is never taken back. So the decided cells always hang
//! together and lead to the goal, at whatever length: nothing is searched, nothing compared, and what the network does not
//! say is not done.

use crate::hrm::routing::grid::{Grid, HEADINGS};
use std::sync::Arc;

/// Classes of tokens and answers; 0 is padding.
pub const BLOCKED: u32 = 1;
/// A free cell that is undecided.
pub const FREE: u32 = 2;
pub const GOAL: u32 = 3;
/// The first of the four headings.
pub const FIRST_HEADING: u32 = 4;
pub const CLASSES: usize = 8;

/// The decisions on one board.
#[derive(Clone, Debug)]
pub struct Wave {
    grid: Arc<Grid>,
    headings: Vec<Option<usize>>,
    /// Steps to the goal by the headings, of decided cells.
    lengths: Vec<Option<u32>>,
}

impl Wave {
    /// Starts with the goal alone.
    pub fn new(grid: Arc<Grid>) -> Self {
        let mut lengths = vec![None; grid.len()];
        if let Some(slot) = lengths.get_mut(grid.goal()) {
            *slot = Some(0);
        }
        Self { headings: vec![None; grid.len()], grid, lengths }
    }

    /// Starts with the cells up to a distance decided, with these headings.
    pub fn begun(grid: Arc<Grid>, headings: Vec<Option<usize>>, distances: &[Option<u32>]) -> Self {
        let mut wave = Self::new(grid);
        for (cell, heading) in headings.into_iter().enumerate() {
            if let (Some(heading), Some(Some(length))) = (heading, distances.get(cell)) {
                wave.decide(cell, heading, *length);
            }
        }
        wave
    }

    /// Returns the board.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Returns the heading of a cell, if it is decided.
    pub fn heading(&self, cell: usize) -> Option<usize> {
        self.headings.get(cell).copied().flatten()
    }

    /// Returns how many steps a decided cell is from the goal by the headings; 0 for the goal.
    pub fn length(&self, cell: usize) -> Option<u32> {
        self.lengths.get(cell).copied().flatten()
    }

    /// Returns the token of a cell: what it is, and what is decided of it.
    pub fn token(&self, cell: usize) -> u32 {
        match self.heading(cell) {
            _ if cell == self.grid.goal() => GOAL,
            Some(heading) => FIRST_HEADING + heading as u32,
            None => FREE,
        }
    }

    /// Takes what the network says of each cell: a heading, or `None` for undecided. Returns the cells that were decided.
    pub fn take(&mut self, says: &[Option<usize>]) -> Vec<usize> {
        let mut taken = Vec::new();
        let mut looked = vec![false; self.grid.len()];
        for cell in 0..self.grid.len() {
            // Follow what is said until something is known, then back along the way.
            let mut way = Vec::new();
            let mut here = cell;
            let known = loop {
                if let Some(length) = self.length(here) {
                    break Some(length);
                }
                let Some(heading) = says.get(here).copied().flatten() else { break None };
                match looked.get_mut(here) {
                    Some(seen @ false) => *seen = true,
                    // Looked at before and still undecided, or a circle.
                    _ => break None,
                }
                way.push((here, heading));
                match self.grid.next(here, heading) {
                    Some(next) => here = next,
                    None => break None,
                }
            };
            let Some(mut length) = known else { continue };
            for (cell, heading) in way.into_iter().rev() {
                length += 1;
                self.decide(cell, heading, length);
                taken.push(cell);
            }
        }
        taken
    }

    fn decide(&mut self, cell: usize, heading: usize, length: u32) {
        if let (Some(own), Some(slot)) = (self.headings.get_mut(cell), self.lengths.get_mut(cell)) {
            *own = Some(heading);
            *slot = Some(length);
        }
    }
}

/// Reads what the network says out of the logits of one cell: the likeliest of undecided and the four headings.
pub fn said(logits: &[f32]) -> Option<usize> {
    let logit = |class: u32| logits.get(class as usize).copied().unwrap_or(f32::NEG_INFINITY);
    let best = (0..HEADINGS).fold((None, logit(FREE)), |best, heading| {
        let own = logit(FIRST_HEADING + heading as u32);
        if own > best.1 { (Some(heading), own) } else { best }
    });
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engineering::routing::{Board, Cell};

    const UP: Option<usize> = Some(0);
    const RIGHT: Option<usize> = Some(1);
    const LEFT: Option<usize> = Some(3);

    /// Four cells in a row, the goal first.
    fn row() -> Grid {
        Grid::new(&Board::new(4, 1), Cell { column: 0, row: 0 }).expect("a goal")
    }

    #[test]
    fn what_leads_to_the_goal_counts_at_once_and_for_good() {
        let mut wave = Wave::new(Arc::new(row()));
        assert_eq!(wave.take(&[None, LEFT, LEFT, None]), [1, 2]);
        assert_eq!((wave.length(2), wave.length(3)), (Some(2), None));
        assert_eq!(wave.take(&[None, RIGHT, RIGHT, LEFT]), [3], "the last one; the others are decided");
        assert_eq!((wave.heading(1), wave.length(3)), (LEFT, Some(3)));
    }

    #[test]
    fn circles_walls_and_loose_ends_do_not_count() {
        let nobody: [usize; 0] = [];
        let mut wave = Wave::new(Arc::new(row()));
        assert_eq!(wave.take(&[None, RIGHT, LEFT, LEFT]), nobody, "a circle, and what leads into it");
        assert_eq!(wave.take(&[None, UP, LEFT, RIGHT]), nobody, "off the board");
        assert_eq!(wave.take(&[None, None, LEFT, LEFT]), nobody, "towards an undecided cell");
        assert_eq!(wave.take(&[None, LEFT, None, LEFT]), [1]);
    }
}
