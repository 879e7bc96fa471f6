//! How far every cell is from the nearest of some cells, and which way leads there.

use super::queue::Queue;
use super::{Angles, Ground};

/// Costs to the nearest source, by place of the ground; `u64::MAX` where none can be reached.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub cost: Vec<u64>,
}

impl Field {
    /// Measures from all sources at once.
    pub fn from(ground: &Ground, sources: &[usize], angles: Angles) -> Self {
        Self::within(ground, sources, angles, |_| true)
    }

    /// Measures over some places only.
    pub fn within(
        ground: &Ground,
        sources: &[usize],
        angles: Angles,
        allowed: impl Fn(usize) -> bool,
    ) -> Self {
        let mut cost = vec![u64::MAX; ground.places()];
        let mut queue = Queue::default();
        for place in sources.iter().filter(|place| ground.weight(**place) > 0) {
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
            for direction in (0..8).step_by(angles.unit()) {
                let Some(step) = ground.step_cost(place, direction) else { continue };
                let next = ground.step_to(place, direction);
                if !allowed(next) {
                    continue;
                }
                if let Some(known) = cost.get_mut(next).filter(|known| key + step < **known) {
                    *known = key + step;
                    queue.push(key + step, next as u32);
                }
            }
        }
        Self { cost }
    }

    pub fn at(&self, place: usize) -> u64 {
        self.cost.get(place).copied().unwrap_or(u64::MAX)
    }
}
