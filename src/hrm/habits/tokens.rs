//! A panelboard as the network of seats reads it: one token a breaker, spares and locked ones included.
//!
//! ```text
//! token     the seat it has now: column × band of the height (1 … 28; 0 before anybody is seated)
//! features  what it is (class, poles, load, area), its place in several orders of the breakers, its leg; its neighbors
//! answer    logits over the seats
//! ```
//!
//! Breakers come by class, area, poles and load, so that neither the order nor any feature tells where the firm has them.
//! A seat is read between bands, so that panelboards of any height share one alphabet.

use crate::domain::{LoadClass, Slot, Span};
use crate::engineering::balance::{BalanceItem, BalanceProblem};
use std::cmp::Reverse;

/// Version of this reading; a model says with which it was made.
pub const ENCODING: u32 = 1;
/// Bands of the height of a column.
const BANDS: usize = 14;
/// Seats and, as 0, none yet.
pub const HABIT_CLASSES: usize = 1 + 2 * BANDS;
const FIXED: usize = 37;
/// Numbers beside each token.
pub const HABIT_FEATURES: usize = FIXED + NEIGHBORS;
const NEIGHBORS: usize = 9;

/// A panelboard for the network of seats.
#[derive(Clone, Debug)]
pub struct HabitPuzzle {
    /// Items of the problem in the order of the tokens.
    order: Vec<usize>,
    fixed: Vec<[f32; FIXED]>,
    slots: u16,
    poles: Vec<u8>,
    /// By item: class with spares apart, and number of the area; what counts as alike.
    kinds: Vec<(usize, usize)>,
}

/// Two neighboring bands of a column and how much of a seat is the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    first: usize,
    second: usize,
    share: f64,
}

impl Seat {
    /// Returns the seat of a breaker with its top pole on a slot.
    pub fn of(slots: u16, top: Slot, poles: u8) -> Self {
        let rows = f64::from(slots.max(2)) / 2.0;
        let middle = f64::from(top.0.saturating_sub(1) / 2) + f64::from(poles.max(1)) / 2.0;
        let at = (middle / rows * BANDS as f64 - 0.5).clamp(0.0, (BANDS - 1) as f64);
        let first = (at as usize).min(BANDS - 1);
        let second = (first + 1).min(BANDS - 1);
        let column = if top.is_left() { 1 } else { 1 + BANDS };
        Self { first: column + first, second: column + second, share: at - first as f64 }
    }

    /// Returns the class it is nearest to.
    pub const fn nearest(self) -> usize {
        if self.share < 0.5 { self.first } else { self.second }
    }

    /// Adds a weight to the classes it lies between.
    pub fn spread(self, weight: f64, over: &mut [f32]) {
        for (class, share) in [(self.first, 1.0 - self.share), (self.second, self.share)] {
            if let Some(sum) = over.get_mut(class) {
                *sum += (weight * share) as f32;
            }
        }
    }

    /// Returns the value of a seat from those of the classes.
    pub fn read(self, values: &[f32]) -> f64 {
        let value = |class: usize| values.get(class).map_or(f64::NEG_INFINITY, |value| f64::from(*value));
        (1.0 - self.share) * value(self.first) + self.share * value(self.second)
    }
}

impl HabitPuzzle {
    /// Reads a panelboard whose breakers are to be on the legs of `tops`; `None` where there is none.
    pub fn new(problem: &BalanceProblem, tops: &[Slot]) -> Option<Self> {
        let items = &problem.items;
        if items.is_empty() || items.len() != tops.len() {
            return None;
        }
        let mut names: Vec<&str> = items.iter().map(|item| item.area.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| !name.is_empty());
        let area =
            |item: &BalanceItem| names.iter().position(|name| **name == item.area).map_or(0, |at| at + 1);
        let kinds: Vec<(usize, usize)> = items.iter().map(|item| (class_of(item), area(item))).collect();
        let load = |item: usize| Reverse(items[item].total());
        let poles = |item: usize| Reverse(items[item].poles);
        let sorted = |key: &dyn Fn(usize) -> (usize, usize, Reverse<u8>, Reverse<i64>)| {
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.sort_by_key(|item| key(*item));
            order
        };
        let by_class = sorted(&|i| (kinds[i].0, kinds[i].1, poles(i), load(i)));
        let by_area = sorted(&|i| (usize::from(items[i].poles > 1), kinds[i].1, poles(i), load(i)));
        let by_load = sorted(&|i| (0, 0, Reverse(0), load(i)));
        let by_poles = sorted(&|i| (0, 0, poles(i), load(i)));
        let within = sorted(&|i| (kinds[i].0, 0, Reverse(0), load(i)));
        let ways = [&by_class, &by_area, &by_load, &by_poles].map(|order| along(items, order));
        let in_class = within_class(&within, &kinds);
        let class_and_area = within_class(&by_class, &kinds);
        let taken: f64 = items.iter().map(|item| f64::from(item.poles)).sum();
        let total: f64 = items.iter().map(|item| item.total() as f64).sum();
        let legs = problem.leg_count();
        let mean = (total / legs as f64).max(1.0);
        let flag = |holds: bool| f64::from(u8::from(holds));
        let features = |index: usize| {
            let item = &items[index];
            let each = item.total() as f64 / f64::from(item.poles.max(1)) / mean;
            let (class, of_area) = kinds[index];
            let share = |holds: &dyn Fn(usize) -> bool| {
                let of = (0..items.len()).filter(|other| holds(*other));
                of.map(|other| f64::from(items[other].poles)).sum::<f64>() / taken.max(1.0)
            };
            let mut all: Vec<f64> = (0..KINDS).map(|kind| flag(kind == class)).collect();
            all.extend((1..=3).map(|poles| flag(item.poles.clamp(1, 3) == poles)));
            all.extend([each, (each + 1e-3).ln() / 3.0, item.total() as f64 / total.max(1.0)]);
            all.extend([
                items.len() as f64 / 84.0,
                f64::from(problem.slots) / 84.0,
                taken / f64::from(problem.slots.max(1)),
                flag(legs == 2),
                flag(item.locked),
                flag(of_area > 0),
                of_area as f64 / names.len().max(1) as f64,
                if of_area > 0 { share(&|other| kinds[other].1 == of_area) } else { 0.0 },
                share(&|other| kinds[other].0 == class),
            ]);
            all.extend(ways.iter().map(|way| way[index]));
            all.extend([in_class[index], class_and_area[index]]);
            let leg =
                if has_choice(item, legs) { Some(tops[index].leg(problem.system).index()) } else { None };
            all.extend((0..3).map(|one| flag(leg == Some(one))));
            all.push(flag(leg.is_none()));
            let mut fixed = [0.0; FIXED];
            fixed.iter_mut().zip(all).for_each(|(slot, value)| *slot = value as f32);
            fixed
        };
        let order = by_class.clone();
        let fixed = order.iter().map(|item| features(*item)).collect();
        let poles = items.iter().map(|item| item.poles).collect();
        Some(Self { order, fixed, slots: problem.slots, poles, kinds })
    }

    /// Returns how many tokens there are.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns the items in the order of the tokens.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Returns the seat of an item with its top pole on a slot.
    pub fn seat(&self, item: usize, top: Slot) -> Seat {
        Seat::of(self.slots, top, self.poles.get(item).copied().unwrap_or(1))
    }

    /// Writes tokens and features; `seated` is where everybody sits now, if anybody does.
    pub fn write(&self, seated: Option<&[Slot]>, tokens: &mut Vec<u32>, features: &mut Vec<f32>) {
        let owners = seated.map(|tops| self.owners(tops));
        for (item, fixed) in self.order.iter().zip(&self.fixed) {
            features.extend_from_slice(fixed);
            let (Some(tops), Some(owners)) = (seated, &owners) else {
                tokens.push(0);
                features.extend([0.0; NEIGHBORS]);
                continue;
            };
            let top = tops[*item];
            tokens.push(self.seat(*item, top).nearest() as u32);
            let at = |slot: i32| usize::try_from(slot).ok().and_then(|slot| owners.get(slot)).copied();
            let (top, poles) = (i32::from(top.0), i32::from(self.poles[*item]));
            let around = [at(top - 2), at(top + 2 * poles), at(if top % 2 == 1 { top + 1 } else { top - 1 })];
            for neighbor in around {
                let other = neighbor.flatten().map(|other| self.kinds[other]);
                let alike = other.is_some_and(|other| other.0 == self.kinds[*item].0);
                let same_area = other.is_some_and(|other| other.1 > 0 && other.1 == self.kinds[*item].1);
                let empty = matches!(neighbor, Some(None));
                features.extend([alike, same_area, empty].map(|holds| f32::from(u8::from(holds))));
            }
        }
    }

    /// Returns who takes each slot; index 0 is no slot.
    fn owners(&self, tops: &[Slot]) -> Vec<Option<usize>> {
        let mut owners = vec![None; usize::from(self.slots) + 1];
        for (item, top) in tops.iter().enumerate() {
            for slot in Span::new(*top, self.poles[item]).slots() {
                if let Some(owner) = owners.get_mut(usize::from(slot.0)) {
                    *owner = Some(item);
                }
            }
        }
        owners
    }
}

/// Classes of load, and spares.
const KINDS: usize = LoadClass::ALL.len() + 1;

/// Returns what a breaker is, spares apart from what serves a load.
pub(super) fn class_of(item: &BalanceItem) -> usize {
    let class = LoadClass::ALL.iter().position(|class| *class == item.class).unwrap_or(0);
    if item.spare { LoadClass::ALL.len() } else { class }
}

/// Whether another place can load the legs in another way.
fn has_choice(item: &BalanceItem, legs: usize) -> bool {
    let loads = item.loads();
    item.total() > 0
        && (usize::from(item.poles) < legs || loads.iter().take(legs).any(|load| *load != loads[0]))
}

/// Returns for each item how far along an order it stands, by poles, 0 to 1.
fn along(items: &[BalanceItem], order: &[usize]) -> Vec<f64> {
    let total: f64 = items.iter().map(|item| f64::from(item.poles)).sum();
    let mut way = vec![0.0; items.len()];
    let mut before = 0.0;
    for item in order {
        let poles = f64::from(items[*item].poles);
        way[*item] = (before + poles / 2.0) / total.max(1.0);
        before += poles;
    }
    way
}

/// Returns for each item how far along its own class it stands in an order.
fn within_class(order: &[usize], kinds: &[(usize, usize)]) -> Vec<f64> {
    let mut way = vec![0.0; order.len()];
    let mut seen = [0_usize; KINDS];
    let mut all = [0_usize; KINDS];
    kinds.iter().for_each(|(class, _)| all[*class] += 1);
    for item in order {
        let class = kinds[*item].0;
        way[*item] = (seen[class] as f64 + 0.5) / all[class].max(1) as f64;
        seen[class] += 1;
    }
    way
}
