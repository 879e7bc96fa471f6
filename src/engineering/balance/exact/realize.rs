//! Slots for a set of circuits that shall load other legs: which place each takes, and who must make room.
//!
//! Circuits are placed in the order of their numbers, each in its own column before the other and as low a slot as it
//! goes: the first arrangement found is the one the tie-break asks for. Others are displaced only when there is no place
//! without it; they keep the legs they load.

use crate::engineering::balance::exact::cells::Cells;
use crate::engineering::balance::exact::layout::Layout;

/// Places tried for one set before giving up.
const STEPS: u64 = 4_000;

/// Answer of [`realize`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Realized {
    /// Piece and placement index, displaced pieces included.
    Places(Vec<(usize, usize)>),
    Nowhere,
    /// Cut short: there may be places.
    Unknown,
}

struct Search<'a> {
    layout: &'a Layout,
    weight_limit: u32,
    steps: u64,
    /// Homes of pieces that stay.
    staying: Cells,
    taken: Cells,
    queue: Vec<(usize, u8)>,
    places: Vec<(usize, usize)>,
}

/// Finds slots for pieces that take new options, with at most `weight_limit` circuits moving in all. Also returns the
/// steps it took.
pub fn realize(layout: &Layout, moved: &[(usize, u8)], weight_limit: u32) -> (Realized, u64) {
    let own_weight: u32 = moved.iter().map(|(piece, _)| layout.pieces[*piece].weight()).sum();
    if own_weight > weight_limit || crowded(layout, moved) {
        return (Realized::Nowhere, 1);
    }
    let last_limit = if displacing_helps(layout) { weight_limit } else { own_weight };
    let mut steps = 0;
    for limit in own_weight..=last_limit {
        let mut staying = Cells::default();
        for (index, piece) in layout.pieces.iter().enumerate() {
            if !moved.iter().any(|(moving, _)| *moving == index) {
                staying = staying.union(&piece.home_cells);
            }
        }
        let mut queue = moved.to_vec();
        queue.sort_unstable();
        let mut search = Search {
            layout,
            weight_limit: limit,
            steps: 0,
            staying,
            taken: Cells::default(),
            queue,
            places: Vec::new(),
        };
        let found = search.place(0, own_weight);
        steps += search.steps;
        if found {
            return (Realized::Places(search.places), steps);
        }
        if search.steps > STEPS {
            return (Realized::Unknown, steps);
        }
    }
    (Realized::Nowhere, steps + 1)
}

/// Returns whether circuits that could not be placed might be if alike ones moved in their stead.
pub fn may_need_others(layout: &Layout, moved: &[(usize, u8)]) -> bool {
    displacing_helps(layout) && !crowded(layout, moved)
}

/// Loaded single poles displaced on their own leg leave it as full as before, so displacing needs breakers of several
/// poles, or loads that several legs may carry alike.
fn displacing_helps(layout: &Layout) -> bool {
    layout.spares_only
        || layout.pieces.iter().any(|piece| {
            piece.home_cells.len() > 1 || piece.options.iter().any(|option| option.leg_mask.count_ones() > 1)
        })
}

/// A leg has fewer cells than the circuits need that take a known number of them.
fn crowded(layout: &Layout, moved: &[(usize, u8)]) -> bool {
    let mut slack = layout.slack;
    for (index, option) in moved {
        let piece = &layout.pieces[*index];
        let leaves = piece.home.and_then(|home| piece.room(home)).unwrap_or_default();
        let takes = piece.room(*option).unwrap_or_default();
        (0..3).for_each(|leg| slack[leg] += leaves[leg] - takes[leg]);
    }
    slack.iter().any(|left| *left < 0)
}

impl Search<'_> {
    fn place(&mut self, at: usize, weight: u32) -> bool {
        let Some((index, option)) = self.queue.get(at).copied() else { return true };
        let piece = &self.layout.pieces[index];
        for (placement_index, placement) in piece.placements.iter().enumerate() {
            if placement.option != option || placement.shift == 0 || placement.cells.intersects(&self.taken) {
                continue;
            }
            self.steps += 1;
            if self.steps > STEPS {
                return false;
            }
            let (taken, staying, queued) = (self.taken, self.staying, self.queue.len());
            let mut weight = weight;
            if placement.cells.intersects(&self.staying) {
                match self.displace(&placement.cells) {
                    Some(more) if weight + more <= self.weight_limit => weight += more,
                    _ => {
                        self.queue.truncate(queued);
                        self.staying = staying;
                        continue;
                    }
                }
            }
            self.taken = taken.union(&placement.cells);
            self.places.push((index, placement_index));
            if self.place(at + 1, weight) {
                return true;
            }
            self.places.pop();
            self.queue.truncate(queued);
            (self.taken, self.staying) = (taken, staying);
        }
        false
    }

    /// Queues the pieces that stand on these cells, with the option they have.
    fn displace(&mut self, cells: &Cells) -> Option<u32> {
        let mut more = 0;
        for (index, piece) in self.layout.pieces.iter().enumerate() {
            if !piece.home_cells.intersects(cells) || !piece.home_cells.is_subset(&self.staying) {
                continue;
            }
            if self.queue.iter().any(|(queued, _)| *queued == index) {
                continue;
            }
            self.queue.push((index, piece.home?));
            self.staying = self.staying.minus(&piece.home_cells);
            more += piece.weight();
        }
        Some(more)
    }
}
