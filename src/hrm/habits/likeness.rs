//! "Like this firm", measured: how much of a panelboard stands where the firm's own finished one has it.
//!
//! ```text
//! region    slots by what stands on them (class of load, spare or empty, and poles) and by region (column; top, middle
//!           or bottom third). Share of the slots that both panelboards have alike, the overlap of the two counts
//! together  pairs of breakers directly one below the other, by their classes and whether they serve one area. Share
//!           of the pairs that both have, of the larger number of pairs
//! ```
//!
//! Both are 1 for the firm's own arrangement and do not care which of two circuits of one kind sits where. Neither is what
//! the network is trained on. Slots of locked breakers say nothing about habits and are left out.

use super::tokens::class_of;
use crate::domain::{Slot, Span};
use crate::engineering::balance::BalanceProblem;
use std::collections::BTreeMap;

/// How much alike two arrangements of one panelboard are, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    pub region: f64,
    pub together: f64,
}

/// Compares an arrangement with the firm's own; both in the order of the problem's items.
pub fn likeness(problem: &BalanceProblem, own: &[Slot], other: &[Slot]) -> Likeness {
    let (a, b) = (Counts::new(problem, own), Counts::new(problem, other));
    let slots: usize = a.regions.values().sum();
    let pairs = a.pairs.values().sum::<usize>().max(b.pairs.values().sum());
    let share = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
    Likeness {
        region: share(overlap(&a.regions, &b.regions), slots),
        together: share(overlap(&a.pairs, &b.pairs), pairs),
    }
}

fn overlap<K: Ord>(a: &BTreeMap<K, usize>, b: &BTreeMap<K, usize>) -> usize {
    a.iter().map(|(key, count)| (*count).min(b.get(key).copied().unwrap_or(0))).sum()
}

/// Class, poles; an empty slot has neither.
type What = Option<(usize, u8)>;

struct Counts {
    /// By what stands there, whether in the left column, and third of the height.
    regions: BTreeMap<(What, bool, u16), usize>,
    /// By the class above, the class below, and whether they serve one area.
    pairs: BTreeMap<(usize, usize, bool), usize>,
}

impl Counts {
    fn new(problem: &BalanceProblem, tops: &[Slot]) -> Self {
        let mut owners: Vec<Option<usize>> = vec![None; usize::from(problem.slots) + 1];
        for (index, (item, top)) in problem.items.iter().zip(tops).enumerate() {
            for slot in Span::new(*top, item.poles).slots() {
                if let Some(owner) = owners.get_mut(usize::from(slot.0)) {
                    *owner = Some(index);
                }
            }
        }
        let rows = problem.slots.div_ceil(2).max(1);
        let mut counts = Self { regions: BTreeMap::new(), pairs: BTreeMap::new() };
        for slot in (1..=problem.slots).map(Slot) {
            let item = owners.get(usize::from(slot.0)).copied().flatten().map(|index| &problem.items[index]);
            if item.is_some_and(|item| item.locked) {
                continue;
            }
            let what = item.map(|item| (class_of(item), item.poles));
            let third = ((slot.0 - 1) / 2 * 3) / rows;
            *counts.regions.entry((what, slot.is_left(), third)).or_default() += 1;
        }
        for (item, top) in problem.items.iter().zip(tops) {
            let below = usize::from(top.0) + 2 * usize::from(item.poles);
            let Some(other) = owners.get(below).copied().flatten() else { continue };
            // Of a breaker below only its top is a neighbor.
            if usize::from(tops[other].0) == below {
                let other = &problem.items[other];
                let same = !item.area.is_empty() && item.area == other.area;
                *counts.pairs.entry((class_of(item), class_of(other), same)).or_default() += 1;
            }
        }
        counts
    }
}
