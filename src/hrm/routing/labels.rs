//! What a segment should say: the optimal headings of the cells it is to decide, given what is decided.
//!
//! A cell is to be decided if an optimal way of it meets the decided cells within `reach` steps. Optimal is measured with the
//! lengths there are: where an earlier decision was a detour, it counts as one.

use crate::hrm::routing::grid::HEADINGS;
use crate::hrm::routing::wave::Wave;
use std::collections::BTreeMap;

/// What is wanted of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Headings that are right; none of them where the cell is to stay undecided.
    pub right: [bool; HEADINGS],
    /// Undecided cells on the optimal way until a decided one, itself included; 0 for a decided cell, and large where no way
    /// leads to the goal.
    pub depth: u32,
}

impl Label {
    /// Returns whether the cell is to be decided.
    pub fn decides(&self) -> bool {
        self.right.iter().any(|right| *right)
    }
}

/// A depth that no cell has.
pub const NOWHERE: u32 = u32::MAX;

/// Returns what is wanted of each cell.
pub fn labels(wave: &Wave, reach: u32) -> Vec<Label> {
    let grid = wave.grid();
    let mut lengths: Vec<Option<u32>> = (0..grid.len()).map(|cell| wave.length(cell)).collect();
    let mut labels = vec![Label { depth: NOWHERE, ..Label::default() }; grid.len()];
    // Cells by their length: each is looked at when its own is certain.
    let mut open: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (cell, length) in lengths.iter().enumerate() {
        if let (Some(length), Some(label)) = (length, labels.get_mut(cell)) {
            label.depth = 0;
            open.entry(*length).or_default().push(cell);
        }
    }
    while let Some((length, cells)) = open.pop_first() {
        for cell in cells {
            if lengths.get(cell).copied().flatten() != Some(length) {
                continue;
            }
            for next in grid.around(cell).into_iter().flatten() {
                let Some(own) = lengths.get_mut(next) else { continue };
                if wave.length(next).is_none() && own.is_none_or(|own| own > length + 1) {
                    *own = Some(length + 1);
                    open.entry(length + 1).or_default().push(next);
                }
            }
            if wave.length(cell).is_none() {
                let label = label(wave, cell, length, reach, &lengths, &labels);
                if let Some(slot) = labels.get_mut(cell) {
                    *slot = label;
                }
            }
        }
    }
    labels
}

fn label(
    wave: &Wave,
    cell: usize,
    length: u32,
    reach: u32,
    lengths: &[Option<u32>],
    labels: &[Label],
) -> Label {
    let around = wave.grid().around(cell);
    // Depth of the neighbors that lie on an optimal way.
    let depths = around.map(|next| {
        let next = next.filter(|next| lengths.get(*next).copied().flatten() == length.checked_sub(1))?;
        labels.get(next).map(|label| label.depth)
    });
    let depth = depths.iter().flatten().min().map_or(NOWHERE, |depth| depth.saturating_add(1));
    let right = depths.map(|next| depth <= reach && next.is_some_and(|next| next < reach));
    Label { right, depth }
}
