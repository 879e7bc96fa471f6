//! What every tree costs at least: dual ascent (Wong 1984).
//!
//! Around a terminal that the root does not reach over steps without remaining cost, every tree has to pay for one of the steps
//! that lead into the cells around it. The cheapest of them is charged to all of these steps and added to the bound, until the
//! root is reached. The work may be cut short: what has been charged is a bound at any time.

use crate::engineering::routing::{Angles, Ground};

/// Returns a lower bound of the cost of every tree over the places, the first of which is the root, after so many steps at most.
pub(super) fn at_least(ground: &Ground, places: &[usize], angles: Angles, most_steps: usize) -> u64 {
    let Some((root, terminals)) = places.split_first() else { return 0 };
    let mut ascent = Ascent {
        ground,
        unit: angles.unit(),
        rest: vec![None; ground.places() * (8 / angles.unit())],
        inside: vec![0; ground.places()],
        now: 0,
        steps: 0,
    };
    let mut bound = 0;
    let mut open: Vec<usize> = terminals.to_vec();
    let mut sizes = vec![0usize; open.len()];
    while let Some(least) = sizes.iter().enumerate().min_by_key(|(_, size)| **size).map(|(index, _)| index) {
        let Some(terminal) = open.get(least).copied() else { break };
        let around = ascent.around(terminal, *root);
        if around.is_empty() {
            open.remove(least);
            sizes.remove(least);
            continue;
        }
        let Some(charged) = ascent.charge(&around) else { return u64::MAX };
        bound += charged;
        if let Some(size) = sizes.get_mut(least) {
            *size = around.len();
        }
        if ascent.steps > most_steps {
            break;
        }
    }
    bound
}

struct Ascent<'g> {
    ground: &'g Ground,
    unit: usize,
    /// What remains of the cost of the step out of a place in a direction; `None` while nothing was charged.
    rest: Vec<Option<u64>>,
    inside: Vec<u32>,
    now: u32,
    steps: usize,
}

impl Ascent<'_> {
    fn rest(&self, place: usize, direction: usize) -> Option<u64> {
        let known = self.rest.get(place * (8 / self.unit) + direction / self.unit).copied().flatten();
        known.or_else(|| self.ground.step_cost(place, direction))
    }

    /// Returns the places from which a terminal is reached at no remaining cost; none where the root is among them.
    fn around(&mut self, terminal: usize, root: usize) -> Vec<usize> {
        self.now += 1;
        self.mark(terminal);
        let mut found = vec![terminal];
        let mut next = 0;
        while let Some(place) = found.get(next).copied() {
            next += 1;
            self.steps += 1;
            if place == root {
                return Vec::new();
            }
            for direction in (0..8).step_by(self.unit) {
                // The step that leads in from that side.
                let before = self.ground.step_to(place, direction);
                if self.is_marked(before) || self.rest(before, (direction + 4) & 7) != Some(0) {
                    continue;
                }
                self.mark(before);
                found.push(before);
            }
        }
        found
    }

    /// Charges the cheapest step into some places to all of them and returns it.
    fn charge(&mut self, around: &[usize]) -> Option<u64> {
        let mut leading = Vec::new();
        for place in around {
            self.steps += 1;
            for direction in (0..8).step_by(self.unit) {
                let before = self.ground.step_to(*place, direction);
                let back = (direction + 4) & 7;
                if self.is_marked(before) {
                    continue;
                }
                if let Some(rest) = self.rest(before, back) {
                    leading.push((before * (8 / self.unit) + back / self.unit, rest));
                }
            }
        }
        let least = leading.iter().map(|(_, rest)| *rest).min()?;
        for (step, rest) in leading {
            if let Some(known) = self.rest.get_mut(step) {
                *known = Some(rest - least);
            }
        }
        Some(least)
    }

    fn mark(&mut self, place: usize) {
        if let Some(mark) = self.inside.get_mut(place) {
            *mark = self.now;
        }
    }

    fn is_marked(&self, place: usize) -> bool {
        self.inside.get(place) == Some(&self.now)
    }
}
