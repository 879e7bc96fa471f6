//! A good tree at once: the nearest terminal joins the tree by the cheapest way, until all have; then each leg is taken out and
//! put back where it costs least.

use super::{Edge, cost_of, edge};
use crate::engineering::routing::{Angles, Cell, Finder, Ground, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Most rounds in which legs are exchanged.
const ROUNDS: usize = 4;

/// Returns the steps of a tree; nothing where a place cannot be reached from the first.
pub(super) fn joined(
    ground: &Ground,
    places: &[usize],
    angles: Angles,
    finder: &mut Finder,
) -> Option<BTreeSet<Edge>> {
    let terms = Terms { angles, bend: 0 };
    let mut edges = BTreeSet::new();
    let mut inside: BTreeSet<usize> = places.first().copied().into_iter().collect();
    loop {
        let outside: Vec<Cell> =
            places.iter().filter(|place| !inside.contains(place)).map(|place| ground.cell(*place)).collect();
        if outside.is_empty() {
            break;
        }
        let tree: Vec<Cell> = inside.iter().map(|place| ground.cell(*place)).collect();
        let walk = finder.shortest(ground, &tree, &outside, terms).ok()?;
        take(ground, &walk.cells, &mut edges, &mut inside);
    }
    Some(exchange(ground, places, terms, finder, edges))
}

fn take(ground: &Ground, cells: &[Cell], edges: &mut BTreeSet<Edge>, inside: &mut BTreeSet<usize>) {
    let walked: Vec<usize> = cells.iter().filter_map(|cell| ground.place(*cell)).collect();
    for two in walked.windows(2) {
        if let [from, to] = two {
            edges.insert(edge(*from, *to));
        }
    }
    inside.extend(walked);
}

/// Exchanges legs as long as that shortens the tree.
fn exchange(
    ground: &Ground,
    places: &[usize],
    terms: Terms,
    finder: &mut Finder,
    mut edges: BTreeSet<Edge>,
) -> BTreeSet<Edge> {
    let mut legs = chains(&edges, places);
    let (mut index, mut since_better) = (0, 0);
    let most = legs.len() * ROUNDS;
    for _ in 0..most {
        if since_better >= legs.len() {
            break;
        }
        index = if index >= legs.len() { 0 } else { index };
        let (own, [one, other]) = taken_out(ground, &legs, index);
        let cheaper = finder.cheaper(ground, &one, &other, terms, cost_of(ground, &own));
        since_better += 1;
        index += 1;
        if let Some(walk) = cheaper {
            edges.retain(|edge| !own.contains(edge));
            take(ground, &walk.cells, &mut edges, &mut BTreeSet::new());
            prune(&mut edges, places);
            legs = chains(&edges, places);
            since_better = 0;
        }
    }
    edges
}

/// Returns the steps of a leg, and the cells of the two parts that remain without it.
fn taken_out(ground: &Ground, legs: &[Vec<usize>], index: usize) -> (BTreeSet<Edge>, [Vec<Cell>; 2]) {
    let Some(leg) = legs.get(index) else { return (BTreeSet::new(), [Vec::new(), Vec::new()]) };
    let own = leg.windows(2).filter_map(pair).collect();
    let mut one: BTreeSet<usize> = leg.first().copied().into_iter().collect();
    loop {
        let before = one.len();
        for (_, other) in legs.iter().enumerate().filter(|(other, _)| *other != index) {
            if let (Some(first), Some(last)) = (other.first(), other.last())
                && (one.contains(first) || one.contains(last))
            {
                one.extend([*first, *last]);
            }
        }
        if one.len() == before {
            break;
        }
    }
    let mut parts = [Vec::new(), Vec::new()];
    let ends = [leg.first(), leg.last()];
    for (part, end) in parts.iter_mut().zip(ends) {
        part.extend(end.map(|place| ground.cell(*place)));
    }
    for (_, other) in legs.iter().enumerate().filter(|(other, _)| *other != index) {
        let in_one = other.first().is_some_and(|first| one.contains(first));
        let [first, second] = &mut parts;
        let part = if in_one { first } else { second };
        part.extend(other.iter().map(|place| ground.cell(*place)));
    }
    (own, parts)
}

fn pair(two: &[usize]) -> Option<Edge> {
    match two {
        [from, to] => Some(edge(*from, *to)),
        _ => None,
    }
}

/// Returns every place with those beside it in the tree.
pub(super) fn beside(edges: &BTreeSet<Edge>) -> BTreeMap<usize, Vec<usize>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in edges {
        beside.entry(*from).or_default().push(*to);
        beside.entry(*to).or_default().push(*from);
    }
    beside
}

/// Returns the tree as chains from node to node; a node is a terminal or a place with more than two beside it.
pub(super) fn chains(edges: &BTreeSet<Edge>, places: &[usize]) -> Vec<Vec<usize>> {
    let beside = beside(edges);
    let is_node =
        |place: usize| places.contains(&place) || beside.get(&place).is_none_or(|around| around.len() != 2);
    let mut done: BTreeSet<Edge> = BTreeSet::new();
    let mut found = Vec::new();
    for (node, around) in beside.iter().filter(|(node, _)| is_node(**node)) {
        for next in around {
            let mut chain = vec![*node];
            let (mut before, mut here) = (*node, *next);
            while done.insert(edge(before, here)) {
                chain.push(here);
                if is_node(here) {
                    break;
                }
                let onward = beside.get(&here).and_then(|around| around.iter().find(|p| **p != before));
                let Some(onward) = onward else { break };
                (before, here) = (here, *onward);
            }
            if chain.len() > 1 {
                found.push(chain);
            }
        }
    }
    found
}

/// Takes away what ends nowhere.
fn prune(edges: &mut BTreeSet<Edge>, places: &[usize]) {
    loop {
        let loose: BTreeSet<usize> = beside(edges)
            .into_iter()
            .filter(|(place, around)| around.len() == 1 && !places.contains(place))
            .map(|(place, _)| place)
            .collect();
        if loose.is_empty() {
            return;
        }
        edges.retain(|(from, to)| !loose.contains(from) && !loose.contains(to));
    }
}
