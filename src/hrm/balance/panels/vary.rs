//! A panelboard once more, a little different: what is learned from it must hold for its likes too.

use crate::domain::{Slot, System};
use crate::engineering::balance::{BalanceProblem, random_tops};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Returns a copy with every load changed by up to a tenth, breakers that may move in other places, and now and then
/// another voltage of the same legs (loads stay in VA).
pub(super) fn varied(problem: &BalanceProblem, seed: u64) -> BalanceProblem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut copy = problem.clone();
    let tops: Vec<Slot> = random_tops(problem, rng.random());
    for (item, top) in copy.items.iter_mut().zip(tops) {
        item.load = item.load * (1.0 + 0.1 * rng.random_range(-1.0..1.0));
        item.top = top;
    }
    if rng.random_range(0..3) == 0 {
        copy.system = match copy.system {
            System::Wye480 => System::Wye208,
            System::Wye208 => System::Wye480,
            System::Wye600 => System::Wye480,
            other => other,
        };
    }
    copy
}
