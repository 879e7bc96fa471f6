//! Seats by leg instead of by slot: for whoever decides only which legs a circuit loads, and leaves the slot to a rule.
//!
//! A *choice* gives every piece one of its options (a way to load the legs). [`Seating::fill`] turns wishes into slots:
//! pieces take their places one after the other, breakers of more poles first, and within an option the lowest place
//! that is free. What has no choice (spares, breakers that load all legs alike) is filled in the same order.

use crate::domain::Slot;
use crate::engineering::balance::answer::BestPossible;
use crate::engineering::balance::arrangement::Arrangement;
use crate::engineering::balance::exact::{Cells, Layout};
use crate::engineering::balance::heuristic::{by_load, lpt_swaps, random};
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::score::{Judge, LegLoads};
use crate::engineering::balance::solve::best_of;

/// Most ways a piece may load the legs: one for each leg its first slot can be on.
pub const OPTIONS: usize = 3;

/// A circuit, or a group that moves as one, that can load the legs in more than one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Seatable {
    /// Slots it takes.
    pub cells: usize,
    /// By the leg of the first slot (A, B, C): what it puts on the legs, in units; `None` where it cannot go.
    pub options: [Option<LegLoads>; OPTIONS],
    /// Slots it takes on each leg, by the leg of the first slot.
    pub room: [[u8; 3]; OPTIONS],
    /// Where it is now; `None` when it has to move.
    pub home: Option<usize>,
    /// Circuits that move with it.
    pub circuits: u32,
}

impl Seatable {
    /// Returns its whole load in units.
    pub fn total(&self) -> i64 {
        self.options.iter().flatten().next().map_or(0, |legs| legs.iter().sum())
    }
}

/// A panelboard as seats by leg.
#[derive(Clone, Debug)]
pub struct Seating {
    layout: Layout,
    /// Pieces in the order of filling.
    order: Vec<usize>,
    /// For each piece of the layout its index among the seatables.
    rank: Vec<Option<usize>>,
    seatables: Vec<Seatable>,
    /// What does not depend on any choice.
    fixed: LegLoads,
    /// Slots of each leg that are left for the seatables.
    free: [i32; 3],
}

/// How [`Seating::fill`] chooses among the free places of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The lowest first.
    Lowest,
    /// Who wishes for the legs it is on stays where it is; the others then take the lowest.
    HomeFirst,
}

impl Seating {
    /// Reads a problem.
    pub fn new(problem: &BalanceProblem) -> Self {
        let layout = Layout::new(problem);
        let order = by_load(&layout);
        let mut seating = Self {
            rank: vec![None; layout.pieces.len()],
            seatables: Vec::new(),
            fixed: layout.base,
            free: [0; 3],
            order,
            layout,
        };
        let layout = &seating.layout;
        let open = (0..layout.slots).filter(|cell| !layout.blocked.contains(*cell));
        open.for_each(|cell| seating.free[layout.leg_of(cell)] += 1);
        for piece in &seating.order {
            let found = &layout.pieces[*piece];
            if found.options.len() < 2 {
                (0..3).for_each(|leg| seating.fixed[leg] += found.home_legs[leg]);
                continue;
            }
            let mut seatable = Seatable {
                cells: found.home_cells.len(),
                options: [None; OPTIONS],
                room: [[0; 3]; OPTIONS],
                home: found.home.map(|home| first_leg(layout, *piece, home)),
                circuits: found.weight(),
            };
            for (index, option) in found.options.iter().enumerate() {
                let leg = first_leg(layout, *piece, index as u8);
                seatable.options[leg] = Some(option.legs);
                let place = found.placements.iter().find(|place| usize::from(place.option) == index);
                for cell in place.iter().flat_map(|place| place.cells.iter()) {
                    seatable.room[leg][layout.leg_of(cell)] += 1;
                }
            }
            seating.rank[*piece] = Some(seating.seatables.len());
            seating.seatables.push(seatable);
        }
        seating
    }

    /// Returns the pieces with a choice, breakers of more poles first, then by load.
    pub fn seatables(&self) -> &[Seatable] {
        &self.seatables
    }

    /// Returns how many legs there are: 2 or 3.
    pub const fn legs(&self) -> usize {
        self.layout.legs
    }

    /// Returns the slots of the panelboard.
    pub const fn slots(&self) -> usize {
        self.layout.slots
    }

    /// Returns the load of all legs together, in units.
    pub const fn total(&self) -> i64 {
        self.layout.total
    }

    /// Returns what judges leg loads.
    pub const fn judge(&self) -> Judge {
        self.layout.judge
    }

    /// Returns the slots of each leg that are not taken by what cannot move.
    pub const fn free(&self) -> [i32; 3] {
        self.free
    }

    /// Returns the leg loads of a choice, in units.
    pub fn loads(&self, choice: &[usize]) -> LegLoads {
        let mut legs = self.fixed;
        for (seatable, option) in self.seatables.iter().zip(choice) {
            if let Some(load) = seatable.options.get(*option).copied().flatten() {
                (0..3).for_each(|leg| legs[leg] += load[leg]);
            }
        }
        legs
    }

    /// Returns the score of a choice by the problem's metric.
    pub fn score(&self, choice: &[usize]) -> f64 {
        self.layout.judge.quality(self.loads(choice)).score()
    }

    /// Seats everybody: for each seatable in turn `wish` is told which options are still free and picks one of them.
    /// Returns the choice and the top slots in the order of the problem's items; `None` when somebody finds no place.
    pub fn fill(
        &self,
        filling: Filling,
        mut wish: impl FnMut(usize, [bool; OPTIONS]) -> usize,
    ) -> Option<(Vec<usize>, Vec<Slot>)> {
        let layout = &self.layout;
        let mut taken = layout.blocked;
        let mut places: Vec<Option<usize>> = vec![None; layout.pieces.len()];
        if filling == Filling::HomeFirst {
            for (piece, found) in layout.pieces.iter().enumerate() {
                let home = found.placement_at(0);
                let stays = match self.rank[piece] {
                    Some(rank) => self.seatables[rank].home.is_some_and(|home| {
                        let options = self.seatables[rank].options.map(|option| option.is_some());
                        wish(rank, options) == home
                    }),
                    None => true,
                };
                if let (Some(home), true) = (home, stays) {
                    taken = taken.union(&found.placements[home].cells);
                    places[piece] = Some(home);
                }
            }
        }
        for piece in &self.order {
            if places[*piece].is_some() {
                continue;
            }
            let lowest = self.lowest_free(*piece, &taken);
            let place = match self.rank[*piece] {
                Some(rank) if lowest.iter().any(Option::is_some) => {
                    lowest.get(wish(rank, lowest.map(|place| place.is_some()))).copied().flatten()
                }
                _ => lowest.into_iter().flatten().min_by_key(|place| self.first_cell(*piece, *place)),
            }?;
            taken = taken.union(&layout.pieces[*piece].placements[place].cells);
            places[*piece] = Some(place);
        }
        let places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
        let arrangement = Arrangement::with_places(layout, &places);
        Some((self.choice_of(&arrangement)?, arrangement.tops(layout)))
    }

    /// Returns the lowest free place of each option, by the leg of the option's first slot.
    fn lowest_free(&self, piece: usize, taken: &Cells) -> [Option<usize>; OPTIONS] {
        let mut lowest = [None; OPTIONS];
        for (index, place) in self.layout.pieces[piece].placements.iter().enumerate() {
            if place.cells.intersects(taken) {
                continue;
            }
            let leg = first_leg(&self.layout, piece, place.option);
            let first = |place: usize| self.first_cell(piece, place);
            if lowest[leg].is_none_or(|known| first(index) < first(known)) {
                lowest[leg] = Some(index);
            }
        }
        lowest
    }

    fn first_cell(&self, piece: usize, place: usize) -> Option<usize> {
        self.layout.pieces[piece].placements[place].cells.iter().next()
    }

    fn choice_of(&self, arrangement: &Arrangement) -> Option<Vec<usize>> {
        if !arrangement.is_legal() {
            return None;
        }
        let options = arrangement.choice(&self.layout);
        let mut choice = vec![0; self.seatables.len()];
        for (piece, rank) in self.rank.iter().enumerate() {
            if let Some(rank) = rank {
                choice[*rank] = first_leg(&self.layout, piece, options[piece]);
            }
        }
        Some(choice)
    }

    /// Returns the choice of the panel as it stands; `None` when something stands where it must not.
    pub fn home(&self) -> Option<Vec<usize>> {
        self.choice_of(&Arrangement::home(&self.layout))
    }

    /// Returns a random legal choice.
    pub fn random(&self, seed: u64) -> Option<Vec<usize>> {
        self.choice_of(&random(&self.layout, seed))
    }

    /// Returns the best possible score as far as this many nodes tell, and a choice that comes to the best found. The
    /// search is left out where a plain heuristic comes within `close` of the bound.
    pub fn best(&self, nodes: u64, close: f64) -> (BestPossible, Vec<usize>) {
        let (mut best, mut options) = best_of(&self.layout, 0);
        if best.gap > close {
            (best, options) = best_of(&self.layout, nodes);
        }
        let mut choice = vec![0; self.seatables.len()];
        for (piece, rank) in self.rank.iter().enumerate() {
            if let (Some(rank), Some(option)) = (rank, options.get(piece)) {
                choice[*rank] = first_leg(&self.layout, piece, *option);
            }
        }
        (best, choice)
    }

    /// Returns the choice of longest processing time first, then swaps.
    pub fn lpt_swaps(&self) -> Option<Vec<usize>> {
        self.choice_of(&lpt_swaps(&self.layout))
    }
}

/// Returns the lowest leg (0, 1, 2) on which the first slot of an option's places is.
fn first_leg(layout: &Layout, piece: usize, option: u8) -> usize {
    let mask = layout.pieces[piece].options.get(usize::from(option)).map_or(1, |option| option.leg_mask);
    (mask.trailing_zeros() as usize).min(OPTIONS - 1)
}
