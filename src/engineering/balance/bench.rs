//! Panelboards for measuring the search: drawn from a seed, the same on every machine.
//!
//! * hard zone: 12 to 30 single poles of heavy-tailed loads, to the VA: too many to try, too few for a perfect split to
//!   be everywhere
//! * full panel: 84 slots, all taken, breakers of one to three poles as an office has them

use crate::domain::System;
use crate::engineering::balance::{BalanceItem, BalanceProblem};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Numbers of circuits at which the hard zone is measured.
pub const HARD_ZONE_SIZES: [u16; 4] = [12, 18, 24, 30];

/// Returns a 208Y/120 panelboard of 42 slots with this many single poles, loads heavy-tailed and to the VA.
///
/// Loads follow a Pareto law of shape 1.2 from 90 VA up to 12,000 VA.
pub fn hard_zone(circuits: u16, seed: u64) -> BalanceProblem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ u64::from(circuits) << 32);
    let mut slots: Vec<u16> = (1..=42).collect();
    slots.shuffle(&mut rng);
    let items = slots.into_iter().take(usize::from(circuits)).zip(1..).map(|(slot, id)| {
        let uniform: f64 = rng.random_range(0.0..1.0);
        let va = (90.0 * (1.0 - uniform).powf(-1.0 / 1.2)).min(12_000.0).round();
        BalanceItem::single(id, slot, va)
    });
    BalanceProblem::new(System::Wye208, 42, 1, items.collect())
}

/// Returns a 480Y/277 panelboard of 84 slots without an empty one: three-pole motors and feeders, two-pole heaters,
/// lighting and receptacle circuits, every tenth single pole a spare.
pub fn full_panel(seed: u64) -> BalanceProblem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut items = Vec::new();
    for column in [1_u16, 2] {
        let mut row = 0;
        while row < 42 {
            let poles = match rng.random_range(0..10) {
                0 => 3,
                1 | 2 => 2,
                _ => 1,
            };
            let poles = poles.min(42 - row) as u8;
            let top = column + 2 * row;
            let tens = match poles {
                1 if rng.random_range(0..10) == 0 => 0,
                1 => rng.random_range(20..=440),
                2 => rng.random_range(100..=900),
                _ => rng.random_range(150..=3_000),
            };
            let va = f64::from(tens) * 10.0;
            let id = items.len() as u64 + 1;
            let mut item = BalanceItem::single(id, top, va);
            if poles > 1 {
                item = BalanceItem::multi(id, top, poles, va);
            }
            item.spare = tens == 0;
            items.push(item);
            row += u16::from(poles);
        }
    }
    BalanceProblem::new(System::Wye480, 84, 1, items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_draw_equal_panels() {
        assert_eq!(hard_zone(18, 7), hard_zone(18, 7));
        assert_ne!(hard_zone(18, 7), hard_zone(18, 8));
        assert_eq!(hard_zone(30, 1).items.len(), 30);
        let full = full_panel(3);
        assert_eq!(full, full_panel(3));
        assert_eq!(full.items.iter().map(|item| u16::from(item.poles)).sum::<u16>(), 84);
    }
}
