//! Trees that join several cells with the least length: rectilinear Steiner trees around obstacles, the panelboard as root.
//!
//! ```text
//! heuristic.rs  one terminal after the other joins by the cheapest way; then legs are exchanged for cheaper ones
//! bound.rs      Wong's dual ascent: what every tree costs at least, and every tree through a cell
//! exact.rs      Dreyfus and Wagner over the cells that can lie in a cheaper tree: proof
//! legs.rs       the tree as legs from box to box, each with as few bends as its length allows
//! ```
//!
//! Bends do not count in the length of a tree; each leg takes the fewest bends that its length allows.

mod bound;
mod exact;
mod heuristic;
mod legs;

pub use legs::Leg;

use super::field::Field;
use super::{Angles, Cell, Finder, Ground};
use std::collections::BTreeSet;

/// Most terminals, the root included, for which the shortest tree is proven.
pub const EXACT_TERMINALS: usize = 8;

/// A step between neighboring places, the lower place first.
type Edge = (usize, usize);

/// A tree that joins all terminals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// From box to box, each away from the root; a leg's start is the root or the end of an earlier one.
    pub legs: Vec<Leg>,
    /// Length in cost units, bends not counted.
    pub cost: u64,
    /// No tree costs less.
    pub bound: u64,
    /// Whether none costs less than this one.
    pub proven: bool,
}

/// How much work a tree is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Most terminals, the root included, for which the exact search is tried.
    pub exact_terminals: usize,
    /// Most labels of the exact search; beyond them it is given up.
    pub labels: usize,
    /// Most looks at steps for the lower bound.
    pub bound_work: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { exact_terminals: EXACT_TERMINALS, labels: 40_000_000, bound_work: 4_000_000 }
    }
}

/// Some terminals cannot be reached from the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfReach {
    pub terminals: Vec<Cell>,
    /// All that can be reached from the root.
    pub explored: Vec<Cell>,
}

/// Returns a tree that joins the terminals, the first of which is the root.
///
/// # Errors
/// Names the terminals that nothing leads to.
pub fn join(ground: &Ground, terminals: &[Cell], angles: Angles, effort: Effort) -> Result<Tree, OutOfReach> {
    let mut places: Vec<usize> = Vec::new();
    let mut lost = Vec::new();
    for cell in terminals {
        match ground.place(*cell).filter(|place| ground.weight(*place) > 0) {
            Some(place) if places.contains(&place) => {}
            Some(place) => places.push(place),
            None => lost.push(*cell),
        }
    }
    let start = terminals.first().filter(|cell| ground.is_free(**cell));
    let Some(root) = places.first().copied().filter(|_| start.is_some()) else {
        return Err(OutOfReach { terminals: terminals.to_vec(), explored: Vec::new() });
    };
    let mut finder = Finder::default();
    let joined = heuristic::joined(ground, &places, angles, &mut finder).filter(|_| lost.is_empty());
    let Some(mut edges) = joined else {
        let from_root = Field::from(ground, &[root], angles);
        lost.extend(places.iter().filter(|p| from_root.at(**p) == u64::MAX).map(|p| ground.cell(*p)));
        let explored = (0..ground.places()).filter(|place| from_root.at(*place) < u64::MAX);
        return Err(OutOfReach { terminals: lost, explored: explored.map(|p| ground.cell(p)).collect() });
    };
    let mut cost = cost_of(ground, &edges);
    // The cheapest way between two is the cheapest tree.
    let mut bound = if places.len() < 3 { cost } else { 0 };
    if bound < cost {
        let ascent = bound::ascend(ground, &places, angles, effort.bound_work);
        bound = ascent.bound.min(cost);
        if bound < cost && places.len() <= effort.exact_terminals {
            let through = ascent.through(&places, cost);
            let found = exact::least(ground, &places, angles, (cost, &through), effort.labels);
            if let Some(least) = found {
                if let Some(cheaper) = least {
                    edges = cheaper;
                    cost = cost_of(ground, &edges);
                }
                bound = cost;
            }
        }
    }
    let legs = legs::of(ground, &edges, &places, (angles, &mut finder));
    Ok(Tree { legs, cost, bound, proven: bound == cost })
}

/// Returns what the cheapest tree over some terminals costs at least, and whether one costs that, where a tree of a known cost is at
/// hand. It makes no tree, which takes half the time of [`join`].
pub fn least_cost(
    ground: &Ground,
    terminals: &[Cell],
    known: u64,
    angles: Angles,
    effort: Effort,
) -> (u64, bool) {
    let mut places: Vec<usize> = Vec::new();
    for place in terminals.iter().filter_map(|cell| ground.place(*cell)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let ascent = bound::ascend(ground, &places, angles, effort.bound_work);
    if ascent.bound >= known {
        return (known, true);
    }
    if places.len() <= effort.exact_terminals {
        let through = ascent.through(&places, known);
        match exact::least(ground, &places, angles, (known, &through), effort.labels) {
            Some(None) => return (known, true),
            Some(Some(cheaper)) => return (cost_of(ground, &cheaper), true),
            None => {}
        }
    }
    (ascent.bound, false)
}

/// Returns what the steps of a tree cost together.
fn cost_of(ground: &Ground, edges: &BTreeSet<Edge>) -> u64 {
    edges.iter().filter_map(|edge| step_cost(ground, *edge)).sum()
}

fn step_cost(ground: &Ground, (from, to): Edge) -> Option<u64> {
    let direction = (0..8).find(|direction| ground.step_to(from, *direction) == to)?;
    ground.step_cost(from, direction)
}

const fn edge(a: usize, b: usize) -> Edge {
    if a < b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests;
