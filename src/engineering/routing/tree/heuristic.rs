//! A good tree at once: the nearest terminal joins the tree by the cheapest way, until all have; then each leg is taken out and
//! put back where it costs least.

use super::{Edge, cost_of, edge};
use crate::engineering::routing::{Angles, Cell, Finder, Ground, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Most rounds in which legs are exchanged.
const ROUNDS: usize = 4;

/// Returns the steps of a tree. All places can be reached from the first.
pub(super) fn joined(ground: &Ground, places: &[usize], angles: Angles) -> BTreeSet<Edge> {
    let terms = Terms { angles, bend: 0 };
    let mut finder = Finder::default();
    let mut edges = BTreeSet::new();
    let mut inside: BTreeSet<usize> = places.first().copied().into_iter().collect();
    loop {
        let outside: Vec<Cell> =
            places.iter().filter(|place| !inside.contains(place)).map(|place| ground.cell(*place)).collect();
        if outside.is_empty() {
            break;
        }
        let tree: Vec<Cell> = inside.iter().map(|place| ground.cell(*place)).collect();
        let Ok(walk) = finder.shortest(ground, &tree, &outside, terms) else { break };
        take(ground, &walk.cells, &mut edges, &mut inside);
    }
    exchange(ground, places, terms, &mut finder, edges)
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
    for _ in 0..ROUNDS {
        let mut better = false;
        for leg in chains(&edges, places) {
            let own: BTreeSet<Edge> = leg.windows(2).filter_map(pair).collect();
            if !own.is_subset(&edges) {
                continue;
            }
            let rest: BTreeSet<Edge> = edges.difference(&own).copied().collect();
            let (Some(first), Some(last)) = (leg.first(), leg.last()) else { continue };
            let (one, other) = (part(&rest, *first), part(&rest, *last));
            if one.contains(last) {
                continue;
            }
            let cells = |part: &BTreeSet<usize>| part.iter().map(|p| ground.cell(*p)).collect::<Vec<_>>();
            let Ok(walk) = finder.shortest(ground, &cells(&one), &cells(&other), terms) else { continue };
            if walk.cost < cost_of(ground, &own) {
                let mut inside = BTreeSet::new();
                edges = rest;
                take(ground, &walk.cells, &mut edges, &mut inside);
                prune(&mut edges, places);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    edges
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

/// Returns what hangs together with a place.
fn part(edges: &BTreeSet<Edge>, start: usize) -> BTreeSet<usize> {
    let beside = beside(edges);
    let mut found = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        for next in beside.get(&place).into_iter().flatten() {
            if found.insert(*next) {
                open.push(*next);
            }
        }
    }
    found
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
