//! What every tree costs at least: dual ascent (Wong 1984).
//!
//! Around a terminal that the root does not reach over steps without remaining cost, every tree has to pay for one of the steps
//! that lead into the cells around it. The cheapest of them is charged to all of these steps and added to the bound, until the
//! root is reached. The work may be cut short: what has been charged is a bound at any time. What remains of the costs says of
//! every cell how much dearer a tree through it is at least.

use crate::engineering::routing::queue::Queue;
use crate::engineering::routing::{Angles, Ground};

/// What remains of a step that cannot be made.
const NO_STEP: u32 = u32::MAX;

/// A bound and what remains of the costs of steps.
pub(super) struct Ascent<'g> {
    ground: &'g Ground,
    unit: usize,
    pub bound: u64,
    /// What remains of the cost of the step out of a place in a direction, plus one; 0 where nobody has looked yet, so that what
    /// is far from all terminals costs nothing.
    rest: Vec<u32>,
    work: usize,
}

/// A terminal with the cells around it from which it is reached at no remaining cost.
struct Around {
    inside: Vec<bool>,
    size: usize,
    /// Steps that lead into them from outside, by their number in `rest`.
    leading: Vec<u32>,
    /// Cells whose steps have not been looked at.
    fresh: Vec<usize>,
}

/// Charges as much as it can within so many looks at steps; the first of the places is the root.
pub(super) fn ascend<'g>(
    ground: &'g Ground,
    places: &[usize],
    angles: Angles,
    most_work: usize,
) -> Ascent<'g> {
    let unit = angles.unit();
    let rest = vec![0; ground.places() * (8 / unit)];
    let mut ascent = Ascent { ground, unit, bound: 0, rest, work: 0 };
    let Some((root, terminals)) = places.split_first() else { return ascent };
    let mut open: Vec<(usize, Around)> =
        terminals.iter().map(|place| (*place, Around::new(ground, *place))).collect();
    while let Some(least) = (0..open.len()).min_by_key(|index| open.get(*index).map(|(_, a)| a.size)) {
        let Some((_, around)) = open.get_mut(least) else { break };
        ascent.grow(around);
        let inside = |place: usize| around.inside.get(place) == Some(&true);
        let reached = inside(*root);
        // Whoever reaches a terminal that is looked after reaches this one too.
        let (of, others) = (open.get(least).map(|(place, _)| *place), &open);
        let joined = others.iter().any(|(place, _)| {
            Some(*place) != of && {
                others.get(least).is_some_and(|(_, around)| around.inside.get(*place) == Some(&true))
            }
        });
        if reached || joined {
            open.swap_remove(least);
            continue;
        }
        if ascent.work > most_work {
            break;
        }
        let Some((_, around)) = open.get(least) else { break };
        if !ascent.charge(around) {
            break;
        }
    }
    ascent
}

impl Around {
    fn new(ground: &Ground, place: usize) -> Self {
        let mut inside = vec![false; ground.places()];
        if let Some(mark) = inside.get_mut(place) {
            *mark = true;
        }
        Self { inside, size: 1, leading: Vec::new(), fresh: vec![place] }
    }

    fn take(&mut self, place: usize) {
        if let Some(mark) = self.inside.get_mut(place).filter(|mark| !**mark) {
            *mark = true;
            self.size += 1;
            self.fresh.push(place);
        }
    }
}

impl Ascent<'_> {
    /// Returns the number of the step out of a place in a direction.
    const fn step(&self, place: usize, direction: usize) -> usize {
        place * (8 / self.unit) + direction / self.unit
    }

    /// Returns what remains of a step; nothing where it cannot be made.
    fn rest(&self, place: usize, direction: usize) -> Option<u64> {
        match self.rest.get(self.step(place, direction)) {
            Some(0) | None => self.ground.step_cost(place, direction),
            Some(&NO_STEP) => None,
            Some(rest) => Some(u64::from(*rest - 1)),
        }
    }

    /// Returns what remains of a step plus one, and the number it is remembered by.
    fn looked_at(&mut self, place: usize, direction: usize) -> (u32, usize) {
        let step = self.step(place, direction);
        let Some(rest) = self.rest.get_mut(step) else { return (NO_STEP, step) };
        if *rest == 0 {
            // The dearest step there can be fits: a diagonal between two weights of 65,535 % is under a hundred million units.
            *rest = self.ground.step_cost(place, direction).map_or(NO_STEP, |cost| cost as u32 + 1);
        }
        (*rest, step)
    }

    /// Takes in all from which the cells inside are reached at no remaining cost, and lists the steps that lead in.
    fn grow(&mut self, around: &mut Around) {
        let directions = 8 / self.unit;
        let mut leading = std::mem::take(&mut around.leading);
        self.work += leading.len();
        for step in &leading {
            if self.rest.get(*step as usize) == Some(&1) {
                around.take(*step as usize / directions);
            }
        }
        while let Some(place) = around.fresh.pop() {
            for direction in (0..8).step_by(self.unit) {
                self.work += 1;
                let (before, back) = (self.ground.step_to(place, direction), (direction + 4) & 7);
                match self.looked_at(before, back) {
                    (1, _) => around.take(before),
                    (NO_STEP, _) => {}
                    (_, step) => leading.push(step as u32),
                }
            }
        }
        leading.retain(|step| around.inside.get(*step as usize / directions) == Some(&false));
        around.leading = leading;
    }

    /// Charges the cheapest step that leads in to all of them.
    fn charge(&mut self, around: &Around) -> bool {
        let rests = around.leading.iter().filter_map(|step| self.rest.get(*step as usize).copied());
        let Some(least) = rests.min().map(|least| least - 1) else { return false };
        self.bound += u64::from(least);
        self.work += around.leading.len();
        for step in &around.leading {
            if let Some(rest) = self.rest.get_mut(*step as usize) {
                *rest -= least;
            }
        }
        true
    }

    /// Returns by place what a tree through it costs at least, `u64::MAX` where that is `known` or more; the first of the places is
    /// the root.
    pub fn through(&self, places: &[usize], known: u64) -> Vec<u64> {
        let most = known.saturating_sub(self.bound);
        let (root, terminals) = places.split_at(1.min(places.len()));
        let (from_root, to_terminal) = (self.remaining(root, 0, most), self.remaining(terminals, 4, most));
        let sum = |(from, to): (&u64, &u64)| from.saturating_add(*to).saturating_add(self.bound);
        from_root.iter().zip(&to_terminal).map(sum).collect()
    }

    /// Returns what remains on the way from the nearest source, or to it where steps are turned around by four eighths, as far as it
    /// is less than so much.
    fn remaining(&self, sources: &[usize], turned: usize, most: u64) -> Vec<u64> {
        let mut cost = vec![u64::MAX; self.ground.places()];
        let mut queue = Queue::default();
        for place in sources {
            if let Some(known) = cost.get_mut(*place) {
                *known = 0;
                queue.push(0, *place as u32);
            }
        }
        while let Some((key, place)) = queue.pop() {
            let place = place as usize;
            if cost.get(place) != Some(&key) {
                continue;
            }
            for direction in (0..8).step_by(self.unit) {
                let next = self.ground.step_to(place, direction);
                let step = match turned {
                    0 => self.rest(place, direction),
                    _ => self.rest(next, (direction + turned) & 7),
                };
                let Some(step) = step.filter(|step| key + step < most) else { continue };
                if let Some(known) = cost.get_mut(next).filter(|known| key + step < **known) {
                    *known = key + step;
                    queue.push(key + step, next as u32);
                }
            }
        }
        cost
    }
}
