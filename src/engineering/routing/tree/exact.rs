//! The shortest tree, by Dreyfus and Wagner: the cheapest tree that joins a set of terminals with a cell, for every set and cell.
//!
//! A known tree bounds the work: a cell through which no tree is cheaper is left out beforehand, and so is a part of a tree that
//! with the way to its farthest missing terminal would be no cheaper.

use super::{Edge, edge};
use crate::engineering::routing::field::Field;
use crate::engineering::routing::queue::Queue;
use crate::engineering::routing::{Angles, Ground};
use std::collections::BTreeSet;

const NONE: u32 = u32::MAX;
/// Marks where two parts met at a cell; the rest of the number is one of the two sets.
const MERGED: u32 = 1 << 31;

/// What is known of one set of terminals and one cell.
#[derive(Clone, Copy)]
struct Label {
    cost: u64,
    came: u32,
}

const UNKNOWN: Label = Label { cost: u64::MAX, came: NONE };

struct Table<'g> {
    ground: &'g Ground,
    angles: Angles,
    /// Cells that can lie in a tree cheaper than the known one.
    cells: Vec<usize>,
    /// Place of the ground to number in `cells`.
    number: Vec<u32>,
    /// From every terminal, the root last, by number of the cell.
    from: Vec<Vec<u64>>,
    known: u64,
    labels: Vec<Label>,
    /// The cells with a label, by set.
    reached: Vec<Vec<u32>>,
}

/// Returns the cheapest tree where it is cheaper than the known one, `Some(None)` where that is the cheapest, and `None` where
/// finding out would take more labels than allowed. `through` says by place what a tree through it costs at least.
pub(super) fn least(
    ground: &Ground,
    places: &[usize],
    angles: Angles,
    (known, through): (u64, &[u64]),
    most_labels: usize,
) -> Option<Option<BTreeSet<Edge>>> {
    let (root, others) = places.split_first()?;
    let is_left = |place: usize| through.get(place).is_some_and(|cost| *cost < known);
    if !places.iter().all(|place| is_left(*place)) {
        return Some(None);
    }
    let mut cells: Vec<usize> = (0..ground.places()).filter(|place| is_left(*place)).collect();
    // A cheaper tree lies in these cells only, so ways through others do not matter.
    let field = |place: &usize| Field::within(ground, &[*place], angles, is_left);
    let fields: Vec<Field> = others.iter().chain([root]).map(field).collect();
    cells.retain(|place| half_around(&fields, places, *place).is_some_and(|around| around < known));
    let sets = 1usize << others.len();
    if cells.len().checked_mul(sets).is_none_or(|labels| labels > most_labels) {
        return None;
    }
    let mut number = vec![NONE; ground.places()];
    for (index, place) in cells.iter().enumerate() {
        *number.get_mut(*place)? = index as u32;
    }
    let from = fields.iter().map(|field| cells.iter().map(|place| field.at(*place)).collect()).collect();
    let labels = vec![UNKNOWN; cells.len() * sets];
    let mut table =
        Table { ground, angles, cells, number, from, known, labels, reached: vec![Vec::new(); sets] };
    for set in 1..sets {
        table.fill(set, others);
    }
    let root = match table.number.get(*root) {
        Some(root) if *root != NONE => *root as usize,
        _ => return Some(None),
    };
    if table.label(sets - 1, root).cost >= known {
        return Some(None);
    }
    let mut edges = BTreeSet::new();
    table.collect(sets - 1, root, &mut edges);
    Some(Some(edges))
}

/// Returns half of the longest way from a place around two terminals and back: every tree through it costs at least that.
fn half_around(fields: &[Field], places: &[usize], place: usize) -> Option<u64> {
    let (root, others) = places.split_first()?;
    let order = || others.iter().chain([root]);
    let mut longest = 0;
    for (index, (field, _)) in fields.iter().zip(order()).enumerate() {
        let to = field.at(place);
        if to == u64::MAX {
            return None;
        }
        longest = longest.max(to);
        for (other, terminal) in fields.iter().zip(order()).skip(index + 1) {
            let around = to.saturating_add(other.at(place)).saturating_add(field.at(*terminal));
            longest = longest.max(around / 2);
        }
    }
    Some(longest)
}

impl Table<'_> {
    fn at(&self, set: usize, cell: usize) -> usize {
        set * self.cells.len() + cell
    }

    fn label(&self, set: usize, cell: usize) -> Label {
        self.labels.get(self.at(set, cell)).copied().unwrap_or(UNKNOWN)
    }

    /// Keeps a label that is cheaper and can still become a tree cheaper than the known one.
    fn keep(&mut self, set: usize, cell: usize, label: Label) -> bool {
        if label.cost >= self.label(set, cell).cost
            || label.cost.saturating_add(self.ahead(set, cell)) >= self.known
        {
            return false;
        }
        let at = self.at(set, cell);
        if let Some(known) = self.labels.get_mut(at) {
            *known = label;
        }
        true
    }

    /// Returns the way to the farthest terminal that a set lacks.
    fn ahead(&self, set: usize, cell: usize) -> u64 {
        let lacking = self.from.iter().enumerate().filter(|(index, _)| set >> index & 1 == 0);
        lacking.filter_map(|(_, from)| from.get(cell)).copied().max().unwrap_or(0)
    }

    fn fill(&mut self, set: usize, terminals: &[usize]) {
        let mut queue = Queue::default();
        if set.is_power_of_two() {
            let terminal = terminals.get(set.trailing_zeros() as usize);
            let cell = terminal.and_then(|place| self.number.get(*place)).copied().unwrap_or(NONE);
            if cell != NONE && self.keep(set, cell as usize, Label { cost: 0, came: NONE }) {
                queue.push(0, cell);
            }
        } else {
            self.merge(set, &mut queue);
        }
        while let Some((key, cell)) = queue.pop() {
            if self.label(set, cell as usize).cost != key {
                continue;
            }
            let Some(place) = self.cells.get(cell as usize).copied() else { continue };
            for direction in (0..8).step_by(self.angles.unit()) {
                let Some(step) = self.ground.step_cost(place, direction) else { continue };
                let next = self.number.get(self.ground.step_to(place, direction)).copied().unwrap_or(NONE);
                if next != NONE && self.keep(set, next as usize, Label { cost: key + step, came: cell }) {
                    queue.push(key + step, next);
                }
            }
        }
        let cells = self.cells.len();
        let labels = self.labels.get(set * cells..(set + 1) * cells).unwrap_or_default();
        let reached = labels.iter().enumerate().filter(|(_, label)| label.cost != u64::MAX);
        let reached = reached.map(|(cell, _)| cell as u32).collect();
        if let Some(list) = self.reached.get_mut(set) {
            *list = reached;
        }
    }

    /// Joins, at every cell, two sets that make up this one.
    fn merge(&mut self, set: usize, queue: &mut Queue<u32>) {
        let lowest = set & set.wrapping_neg();
        let mut half = (set - 1) & set;
        while half > 0 {
            // Each pair once: the half with the lowest terminal.
            if half & lowest != 0 {
                let count = |set: usize| self.reached.get(set).map_or(0, Vec::len);
                let fewer = if count(half) <= count(set ^ half) { half } else { set ^ half };
                let cells = self.reached.get_mut(fewer).map(std::mem::take).unwrap_or_default();
                for cell in cells.iter().map(|cell| *cell as usize) {
                    let (one, other) = (self.label(half, cell).cost, self.label(set ^ half, cell).cost);
                    if one != u64::MAX && other != u64::MAX {
                        self.keep(set, cell, Label { cost: one + other, came: MERGED | half as u32 });
                    }
                }
                if let Some(list) = self.reached.get_mut(fewer) {
                    *list = cells;
                }
            }
            half = (half - 1) & set;
        }
        for cell in 0..self.cells.len() {
            let cost = self.label(set, cell).cost;
            if cost != u64::MAX {
                queue.push(cost, cell as u32);
            }
        }
    }

    fn collect(&self, set: usize, cell: usize, edges: &mut BTreeSet<Edge>) {
        let mut open = vec![(set, cell)];
        while let Some((set, cell)) = open.pop() {
            let came = self.label(set, cell).came;
            if came == NONE {
                continue;
            }
            if came & MERGED != 0 {
                let half = (came ^ MERGED) as usize;
                open.extend([(half, cell), (set ^ half, cell)]);
                continue;
            }
            if let (Some(from), Some(to)) = (self.cells.get(came as usize), self.cells.get(cell)) {
                edges.insert(edge(*from, *to));
            }
            open.push((set, came as usize));
        }
    }
}
