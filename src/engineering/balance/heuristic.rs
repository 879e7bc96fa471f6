//! Plain heuristics: what a designer or a simple program would do, as baselines and as the first good answer.
//!
//! * as is: nothing moves
//! * random: the mean score of 32 legal arrangements drawn with seeds 0 to 31
//! * snake: circuits in the order of their loads go to legs A B C C B A A B C …; only the order of loads counts
//! * LPT: longest processing time first: each circuit, heaviest first, goes where the fullest leg it touches stays lowest
//! * LPT + swaps: then single moves and exchanges as long as one improves the score
//!
//! All keep to the real slots. Breakers of several poles go first, or single poles would leave no room for them; where
//! one finds no room all the same, the arrangement as it stands is the answer.

use crate::domain::Slot;
use crate::engineering::balance::exact::{Cells, Layout, Placement};
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::score::{LegLoads, Quality};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

/// Seeds of the random baseline.
const RANDOM_DRAWS: u64 = 32;

/// Scores of the plain heuristics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baselines {
    pub as_is: f64,
    pub random: f64,
    pub snake: f64,
    pub lpt: f64,
    pub lpt_swaps: f64,
}

/// Returns the scores of all baselines.
pub fn baselines(problem: &BalanceProblem) -> Baselines {
    let layout = Layout::new(problem);
    let score = |arrangement: &Arrangement| arrangement.quality(&layout).score();
    let random: f64 = (0..RANDOM_DRAWS).map(|seed| score(&random(&layout, seed))).sum();
    Baselines {
        as_is: layout.judge.quality(layout.home_loads()).score(),
        random: random / RANDOM_DRAWS as f64,
        snake: score(&snake(&layout)),
        lpt: score(&lpt(&layout)),
        lpt_swaps: score(&lpt_swaps(&layout)),
    }
}

/// Returns the arrangement of longest processing time first, as top slots in the order of the items.
pub fn lpt_tops(problem: &BalanceProblem) -> Vec<Slot> {
    let layout = Layout::new(problem);
    lpt(&layout).tops(&layout)
}

/// Returns the arrangement of longest processing time first with swaps, as top slots in the order of the items.
pub fn lpt_swaps_tops(problem: &BalanceProblem) -> Vec<Slot> {
    let layout = Layout::new(problem);
    lpt_swaps(&layout).tops(&layout)
}

/// Returns the arrangement of the snake over the ranks of the loads, as top slots in the order of the items.
pub fn snake_tops(problem: &BalanceProblem) -> Vec<Slot> {
    let layout = Layout::new(problem);
    snake(&layout).tops(&layout)
}

/// Returns one random legal arrangement, as top slots in the order of the items.
pub fn random_tops(problem: &BalanceProblem, seed: u64) -> Vec<Slot> {
    let layout = Layout::new(problem);
    random(&layout, seed).tops(&layout)
}

/// A placement for every piece.
#[derive(Clone, Debug)]
pub(in crate::engineering::balance) struct Arrangement {
    pub places: Vec<Option<usize>>,
    pub legs: LegLoads,
    taken: Cells,
}

impl Arrangement {
    fn empty(layout: &Layout) -> Self {
        Self { places: vec![None; layout.pieces.len()], legs: layout.base, taken: layout.blocked }
    }

    /// Returns every piece at home. A piece whose home is not legal keeps no placement.
    pub fn home(layout: &Layout) -> Self {
        let mut home = Self::empty(layout);
        for (index, piece) in layout.pieces.iter().enumerate() {
            match piece.placements.iter().position(|p| p.shift == 0) {
                Some(placement) => home.put(layout, index, placement),
                None => {
                    home.taken = home.taken.union(&piece.home_cells);
                    (0..3).for_each(|leg| home.legs[leg] += piece.home_legs[leg]);
                }
            }
        }
        home
    }

    /// Returns the arrangement with these placements.
    pub fn with_places(layout: &Layout, places: &[usize]) -> Self {
        let mut arrangement = Self::empty(layout);
        places.iter().enumerate().for_each(|(piece, placement)| arrangement.put(layout, piece, *placement));
        arrangement
    }

    /// Returns the arrangement with these top slots; `None` when it is not a legal one.
    pub fn of_tops(layout: &Layout, tops: &[Slot]) -> Option<Self> {
        let shift = |item: usize| Some(i32::from(tops.get(item)?.0) - i32::from(layout.tops.get(item)?.0));
        let mut moved: BTreeSet<usize> =
            (0..layout.tops.len()).filter(|item| shift(*item) != Some(0)).collect();
        let mut arrangement = Self::empty(layout);
        for (index, piece) in layout.pieces.iter().enumerate() {
            let first = shift(*piece.items.first()?)?;
            let together = piece.items.iter().all(|item| shift(*item) == Some(first));
            let placement = piece.placement_at(first).filter(|_| together)?;
            if piece.placements[placement].cells.intersects(&arrangement.taken) {
                return None;
            }
            arrangement.put(layout, index, placement);
            moved.retain(|item| !piece.items.contains(item));
        }
        // What is left belongs to no piece: it is locked, or has no other place.
        (moved.is_empty() && tops.len() == layout.tops.len()).then_some(arrangement)
    }

    /// Returns the arrangement with one piece placed as in `other`, and with it all that would be in its way there.
    pub fn switched(&self, layout: &Layout, other: &Self, piece: usize) -> Option<Self> {
        let mut together = vec![piece];
        let mut next = 0;
        while let Some(piece) = together.get(next).copied() {
            next += 1;
            let wanted = other.at(layout, piece)?.cells;
            for neighbor in 0..layout.pieces.len() {
                let here = self.at(layout, neighbor);
                if here.is_some_and(|here| here.cells.intersects(&wanted)) && !together.contains(&neighbor) {
                    together.push(neighbor);
                }
            }
        }
        let mut switched = self.clone();
        together.iter().for_each(|piece| switched.lift(layout, *piece));
        for piece in together {
            switched.put(layout, piece, other.places[piece]?);
        }
        Some(switched)
    }

    /// Returns the arrangement with one piece at home. What stands there goes home as well, or where it does least harm.
    pub fn sent_home(&self, layout: &Layout, home: &Self, piece: usize) -> Option<Self> {
        let place = home.places[piece]?;
        let wanted = layout.pieces[piece].placements[place].cells;
        let in_the_way = |other: &usize| {
            *other != piece && self.at(layout, *other).is_some_and(|here| here.cells.intersects(&wanted))
        };
        let others: Vec<usize> = (0..layout.pieces.len()).filter(in_the_way).collect();
        let mut sent = self.clone();
        others.iter().chain([&piece]).for_each(|piece| sent.lift(layout, *piece));
        sent.put(layout, piece, place);
        for other in others {
            let places = layout.pieces[other].placements.iter().enumerate();
            let free = places.filter(|(_, place)| !place.cells.intersects(&sent.taken));
            let quality = |option: u8| {
                let legs = layout.pieces[other].option(option);
                layout.judge.quality([0, 1, 2].map(|leg| sent.legs[leg] + legs[leg]))
            };
            let best = free.max_by_key(|(index, place)| {
                (place.shift == 0, quality(place.option), std::cmp::Reverse(*index))
            });
            let (place, _) = best?;
            sent.put(layout, other, place);
        }
        Some(sent)
    }

    pub fn is_legal(&self) -> bool {
        self.places.iter().all(Option::is_some)
    }

    pub fn quality(&self, layout: &Layout) -> Quality {
        layout.judge.quality(self.legs)
    }

    /// Returns the option of every piece.
    pub fn choice(&self, layout: &Layout) -> Vec<u8> {
        let option = |(piece, place): (usize, &Option<usize>)| {
            place.and_then(|p| layout.pieces[piece].placements.get(p)).map_or(0, |p| p.option)
        };
        self.places.iter().enumerate().map(option).collect()
    }

    /// Returns the pieces that are not at home, with their shift.
    pub fn moves(&self, layout: &Layout) -> Vec<(usize, i32)> {
        let shift = |(piece, place): (usize, &Option<usize>)| {
            Some((piece, layout.pieces[piece].placements.get((*place)?)?.shift))
        };
        self.places.iter().enumerate().filter_map(shift).filter(|(_, shift)| *shift != 0).collect()
    }

    pub fn tops(&self, layout: &Layout) -> Vec<Slot> {
        layout.tops_with(&self.moves(layout))
    }

    fn at<'a>(&self, layout: &'a Layout, piece: usize) -> Option<&'a Placement> {
        layout.pieces[piece].placements.get(self.places[piece]?)
    }

    fn put(&mut self, layout: &Layout, piece: usize, placement: usize) {
        let legs = layout.pieces[piece].option(layout.pieces[piece].placements[placement].option);
        self.taken = self.taken.union(&layout.pieces[piece].placements[placement].cells);
        (0..3).for_each(|leg| self.legs[leg] += legs[leg]);
        self.places[piece] = Some(placement);
    }

    fn lift(&mut self, layout: &Layout, piece: usize) {
        let Some(placement) = self.at(layout, piece) else { return };
        let legs = layout.pieces[piece].option(placement.option);
        self.taken = self.taken.minus(&placement.cells);
        (0..3).for_each(|leg| self.legs[leg] -= legs[leg]);
        self.places[piece] = None;
    }

    /// Returns how many circuits are not at home.
    pub fn weight(&self, layout: &Layout) -> u32 {
        self.moves(layout).iter().map(|(piece, _)| layout.pieces[*piece].weight()).sum()
    }

    /// Improves by single moves and exchanges, the best first, until none helps or the target is reached. No step goes
    /// beyond `most` circuits away from home.
    pub fn improve(&mut self, layout: &Layout, enough: Option<Quality>, most: Option<u32>) {
        // Far more than ever needed; each step improves the quality.
        for _ in 0..4 * layout.pieces.len() {
            if !self.improve_once(layout, enough, most) {
                return;
            }
        }
    }

    /// Takes the best single move or exchange; false when none helps or the target is reached.
    pub fn improve_once(&mut self, layout: &Layout, enough: Option<Quality>, most: Option<u32>) -> bool {
        let quality = self.quality(layout);
        if enough.is_some_and(|enough| quality >= enough) {
            return false;
        }
        let next = self.best_step(layout, most).filter(|next| next.quality(layout) > quality);
        next.map(|next| *self = next).is_some()
    }

    /// Returns how many circuits more are away from home when a piece takes a placement.
    fn cost(&self, layout: &Layout, piece: usize, placement: usize) -> i64 {
        let away = |placement: &Placement| i64::from(placement.shift != 0);
        let now = self.at(layout, piece).map_or(0, away);
        i64::from(layout.pieces[piece].weight()) * (away(&layout.pieces[piece].placements[placement]) - now)
    }

    fn best_step(&self, layout: &Layout, most: Option<u32>) -> Option<Self> {
        let room = most.map(|most| i64::from(most) - i64::from(self.weight(layout)));
        let allowed = |cost: i64| room.is_none_or(|room| cost <= room);
        // One piece with its new placement, or two that exchange.
        type Step = ((usize, usize), Option<(usize, usize)>);
        let mut best: Option<(Quality, Step)> = None;
        let mut offer = |quality: Quality, step: Step| {
            if best.as_ref().is_none_or(|(b, _)| quality > *b) {
                best = Some((quality, step));
            }
        };
        for piece in 0..layout.pieces.len() {
            let Some(here) = self.at(layout, piece) else { continue };
            let free = self.taken.minus(&here.cells);
            let mut tried = 0_u64;
            for (index, placement) in layout.pieces[piece].placements.iter().enumerate() {
                let known = tried >> placement.option & 1 == 1;
                if known || placement.option == here.option || placement.cells.intersects(&free) {
                    continue;
                }
                if !allowed(self.cost(layout, piece, index)) {
                    continue;
                }
                tried |= 1 << placement.option;
                offer(self.quality_after(layout, &[(piece, placement.option)]), ((piece, index), None));
            }
            for other in piece + 1..layout.pieces.len() {
                let Some(there) = self.at(layout, other) else { continue };
                if here.option == there.option && layout.pieces[piece].options == layout.pieces[other].options
                {
                    continue;
                }
                if here.cells.len() != there.cells.len() {
                    continue;
                }
                let swap = (
                    Self::standing_on(layout, piece, &there.cells),
                    Self::standing_on(layout, other, &here.cells),
                );
                if let (Some(a), Some(b)) = swap
                    && allowed(self.cost(layout, piece, a) + self.cost(layout, other, b))
                {
                    let options = [
                        (piece, layout.pieces[piece].placements[a].option),
                        (other, layout.pieces[other].placements[b].option),
                    ];
                    offer(self.quality_after(layout, &options), ((piece, a), Some((other, b))));
                }
            }
        }
        let (_, (first, second)) = best?;
        let mut next = self.clone();
        let step = || std::iter::once(first).chain(second);
        step().for_each(|(piece, _)| next.lift(layout, piece));
        step().for_each(|(piece, placement)| next.put(layout, piece, placement));
        Some(next)
    }

    fn standing_on(layout: &Layout, piece: usize, cells: &Cells) -> Option<usize> {
        let first = cells.iter().next()? as i32 - layout.pieces[piece].home_cells.iter().next()? as i32;
        let place = layout.pieces[piece].placement_at(first)?;
        (layout.pieces[piece].placements[place].cells == *cells).then_some(place)
    }

    fn quality_after(&self, layout: &Layout, options: &[(usize, u8)]) -> Quality {
        let mut legs = self.legs;
        for (piece, option) in options {
            let Some(here) = self.at(layout, *piece) else { continue };
            let (from, to) =
                (layout.pieces[*piece].option(here.option), layout.pieces[*piece].option(*option));
            (0..3).for_each(|leg| legs[leg] += to[leg] - from[leg]);
        }
        layout.judge.quality(legs)
    }
}

/// Returns the pieces, breakers of more poles first, then by load, then by number.
pub(in crate::engineering::balance) fn by_load(layout: &Layout) -> Vec<usize> {
    let mut order: Vec<usize> = (0..layout.pieces.len()).collect();
    let key = |p: &usize| {
        let piece = &layout.pieces[*p];
        (
            std::cmp::Reverse(piece.home_cells.len()),
            std::cmp::Reverse(piece.home_legs.iter().sum::<i64>()),
            *p,
        )
    };
    order.sort_by_key(key);
    order
}

/// Places pieces in this order where `preference` is least; the arrangement as it stands when one has no room.
fn place_in_order<K: Ord>(
    layout: &Layout,
    order: &[usize],
    mut preference: impl FnMut(usize, usize, &Placement, &LegLoads) -> K,
) -> Arrangement {
    let mut arrangement = Arrangement::empty(layout);
    for (rank, piece) in order.iter().enumerate() {
        let free = |p: &(usize, &Placement)| !p.1.cells.intersects(&arrangement.taken);
        let places = layout.pieces[*piece].placements.iter().enumerate().filter(free);
        let best = places.min_by_key(|(index, p)| (preference(rank, *piece, p, &arrangement.legs), *index));
        match best {
            Some((placement, _)) => arrangement.put(layout, *piece, placement),
            None => return Arrangement::home(layout),
        }
    }
    arrangement
}

fn lpt(layout: &Layout) -> Arrangement {
    place_in_order(layout, &by_load(layout), |_, piece, placement, legs| {
        let load = layout.pieces[piece].option(placement.option);
        let fullest = (0..3).filter(|leg| load[*leg] != 0).map(|leg| legs[leg] + load[leg]).max();
        (fullest, placement.shift != 0)
    })
}

pub(in crate::engineering::balance) fn lpt_swaps(layout: &Layout) -> Arrangement {
    let mut arrangement = lpt(layout);
    if arrangement.is_legal() {
        arrangement.improve(layout, None, None);
    }
    arrangement
}

fn snake(layout: &Layout) -> Arrangement {
    place_in_order(layout, &by_load(layout), |rank, _, placement, _| {
        let (round, step) = (rank / layout.legs, rank % layout.legs);
        let wanted = if round % 2 == 0 { step } else { layout.legs - 1 - step };
        let leg = placement.cells.iter().next().map_or(0, |cell| layout.leg_of(cell));
        (leg + layout.legs - wanted) % layout.legs
    })
}

pub(in crate::engineering::balance) fn random(layout: &Layout, seed: u64) -> Arrangement {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..layout.pieces.len()).collect();
    order.shuffle(&mut rng);
    order.sort_by_key(|p| std::cmp::Reverse(layout.pieces[*p].home_cells.len()));
    place_in_order(layout, &order, |_, _, _, _| rng.random::<u32>())
}
