//! Circuits that are alike: single poles of equal load on the same leg, which the tie-break tells apart by number only.
//!
//! A plan that moves some of them moves the lowest numbers, unless the slots they leave matter to someone else.

use crate::engineering::balance::exact::layout::Layout;

/// Most sets of alike circuits tried in the place of one.
const OTHERS: usize = 256;

/// Which pieces are alike.
pub struct Alike {
    /// For each piece the one before it that is alike.
    before: Vec<Option<usize>>,
    /// All pieces alike with it, ascending, itself included.
    same: Vec<Vec<usize>>,
}

impl Alike {
    pub fn of(layout: &Layout) -> Self {
        let alike = |a: usize, b: usize| {
            let (a, b) = (&layout.pieces[a], &layout.pieces[b]);
            a.home.is_some()
                && a.home_cells.len() == 1
                && b.home_cells.len() == 1
                && a.home_legs == b.home_legs
                && a.options == b.options
                && a.home == b.home
                && a.spare == b.spare
                && a.home_legs != [0; 3]
                && !layout.spares_only
        };
        let all = 0..layout.pieces.len();
        Self {
            before: all.clone().map(|index| (0..index).rev().find(|other| alike(*other, index))).collect(),
            same: all
                .clone()
                .map(|index| all.clone().filter(|other| *other == index || alike(index, *other)).collect())
                .collect(),
        }
    }

    /// Returns the last piece before this one that is alike.
    pub fn before(&self, piece: usize) -> Option<usize> {
        self.before.get(piece).copied().flatten()
    }
}

/// Returns the other sets of circuits that load the legs as `moved` does, lowest numbers first; `None` when there are
/// too many.
pub fn others_alike(alike: &Alike, moved: &[(usize, u8)]) -> Option<Vec<Vec<(usize, u8)>>> {
    let mut sets: Vec<Vec<(usize, u8)>> = vec![Vec::new()];
    for (piece, option) in moved {
        let same = alike.same.get(*piece).map_or(&[][..], Vec::as_slice);
        let mut longer = Vec::new();
        for set in &sets {
            // Ascending within a class, so that each set appears once; the options' order is another plan's.
            let last = set.iter().map(|(p, _)| *p).filter(|p| same.contains(p)).max();
            let free = same.iter().filter(|p| last.is_none_or(|last| **p > last));
            longer.extend(free.map(|next| [set.as_slice(), &[(*next, *option)]].concat()));
            if longer.len() > OTHERS {
                return None;
            }
        }
        sets = longer;
    }
    sets.retain(|set| set.as_slice() != moved);
    Some(sets)
}
