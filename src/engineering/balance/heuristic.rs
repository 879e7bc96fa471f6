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
use crate::engineering::balance::arrangement::Arrangement;
use crate::engineering::balance::exact::{Layout, Placement};
use crate::engineering::balance::problem::BalanceProblem;
use crate::engineering::balance::score::LegLoads;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

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
