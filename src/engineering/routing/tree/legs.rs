//! A tree as legs from box to box, away from the root.
//!
//! A box stands at the root, at every terminal and wherever the tree branches. Each leg is drawn again with as few bends as its
//! length allows, unless it would then touch another.

use super::heuristic::chains;
use super::{Edge, cost_of, edge};
use crate::engineering::routing::{Angles, Cell, Finder, Ground, STEP, Terms};
use std::collections::BTreeSet;

/// A leg of a tree from box to box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    pub cells: Vec<Cell>,
    /// Length in cost units, bends not counted.
    pub cost: u64,
}

/// Returns the legs in the order in which they leave the root.
pub(super) fn of(
    ground: &Ground,
    edges: &BTreeSet<Edge>,
    places: &[usize],
    (angles, finder): (Angles, &mut Finder),
) -> Vec<Leg> {
    let Some(root) = places.first().copied() else { return Vec::new() };
    let mut chains: Vec<Vec<usize>> = straightened(ground, chains(edges, places), places, (angles, finder));
    let mut legs = Vec::new();
    let mut reached = vec![root];
    let mut next = 0;
    while let Some(node) = reached.get(next).copied() {
        next += 1;
        let (mut here, rest): (Vec<_>, Vec<_>) =
            chains.into_iter().partition(|chain| chain.first() == Some(&node) || chain.last() == Some(&node));
        chains = rest;
        for chain in &mut here {
            if chain.first() != Some(&node) {
                chain.reverse();
            }
        }
        here.sort();
        for chain in here {
            reached.extend(chain.last());
            let own: BTreeSet<Edge> = edges_of(&chain);
            let cells = chain.iter().map(|place| ground.cell(*place)).collect();
            legs.push(Leg { cells, cost: cost_of(ground, &own) });
        }
    }
    legs
}

fn edges_of(chain: &[usize]) -> BTreeSet<Edge> {
    chain.iter().zip(chain.iter().skip(1)).map(|(from, to)| edge(*from, *to)).collect()
}

/// Draws each leg again so that it bends less, where it stays as short and touches no other.
fn straightened(
    ground: &Ground,
    mut chains: Vec<Vec<usize>>,
    places: &[usize],
    (angles, finder): (Angles, &mut Finder),
) -> Vec<Vec<usize>> {
    // A bend costs so little that no way gets longer for it.
    let terms = Terms { angles, bend: STEP / 1000 };
    for index in 0..chains.len() {
        let Some(chain) = chains.get(index) else { continue };
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { continue };
        let found = finder.shortest(ground, &[ground.cell(*first)], &[ground.cell(*last)], terms);
        let Ok(walk) = found else { continue };
        let walked: Vec<usize> = walk.cells.iter().filter_map(|cell| ground.place(*cell)).collect();
        let same = cost_of(ground, &edges_of(&walked)) <= cost_of(ground, &edges_of(chain));
        let ends = [*first, *last];
        let others = chains.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, c)| c);
        let taken: BTreeSet<usize> = others.chain(places).copied().filter(|p| !ends.contains(p)).collect();
        if same
            && !walked.iter().any(|place| taken.contains(place))
            && let Some(chain) = chains.get_mut(index)
        {
            *chain = walked;
        }
    }
    chains
}
