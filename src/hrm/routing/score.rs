//! How good headings are: do they lead to the goal, and is that way as short as any.
//!
//! Judged by following them cell by cell, whoever made them, with walls and circles found on the way; nothing that a wave
//! keeps about itself is believed.

use crate::hrm::routing::grid::{Grid, HEADINGS};
use crate::hrm::routing::wave::Wave;

/// A cell this many steps from the goal is far.
pub const FAR: u32 = 10;

/// What headings come to on one board, as shares of the cells that have a way to the goal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FieldScore {
    /// Cells whose headings lead to the goal.
    pub valid: f64,
    /// Cells whose headings lead there in as few steps as possible.
    pub optimal: f64,
    /// The same of the cells at least [`FAR`] steps away; `None` where there are none.
    pub far: Option<f64>,
}

/// Scores the decisions of a wave.
pub fn field_score(wave: &Wave) -> FieldScore {
    score(wave.grid(), &|cell| wave.heading(cell))
}

/// Scores headings given cell by cell.
pub fn score(grid: &Grid, heading: &dyn Fn(usize) -> Option<usize>) -> FieldScore {
    let distances = grid.distances();
    let (mut cells, mut far) = (Tally::default(), Tally::default());
    for (cell, distance) in distances.iter().enumerate() {
        let Some(distance) = distance.filter(|distance| *distance > 0) else { continue };
        let length = followed(grid, heading, cell);
        cells.add(length, distance);
        if distance >= FAR {
            far.add(length, distance);
        }
    }
    FieldScore {
        valid: cells.share(cells.valid),
        optimal: cells.share(cells.optimal),
        far: (far.count > 0).then(|| far.share(far.optimal)),
    }
}

/// Returns how many steps the headings take from a cell to the goal; `None` where they end elsewhere or go round.
pub fn followed(grid: &Grid, heading: &dyn Fn(usize) -> Option<usize>, from: usize) -> Option<u32> {
    let mut here = from;
    for steps in 0..=grid.len() {
        if here == grid.goal() {
            return u32::try_from(steps).ok();
        }
        here = grid.next(here, heading(here).filter(|heading| *heading < HEADINGS)?)?;
    }
    None
}

#[derive(Default)]
struct Tally {
    count: usize,
    valid: usize,
    optimal: usize,
}

impl Tally {
    fn add(&mut self, length: Option<u32>, distance: u32) {
        self.count += 1;
        self.valid += usize::from(length.is_some());
        self.optimal += usize::from(length == Some(distance));
    }

    /// A board where no cell has a way is as good as can be.
    fn share(&self, of: usize) -> f64 {
        if self.count == 0 { 1.0 } else { of as f64 / self.count as f64 }
    }
}
