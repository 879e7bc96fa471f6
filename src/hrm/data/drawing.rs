//! Drawing examples from a seed: each by its own number, several side by side, the same whatever the threads.

/// Returns the seed of one example: every split and index its own.
pub(in crate::hrm) const fn seed_of(seed: u64, split: u64, index: u64) -> u64 {
    // The steps of SplitMix64, so that neighbors share nothing.
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (split << 48) ^ index;
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Draws `count` examples from index `from` on, on as many threads as there are; they come in the order of their indices.
pub(in crate::hrm) fn side_by_side<T: Default + Clone + Send>(
    from: u64,
    count: usize,
    one: impl Fn(u64) -> T + Sync,
) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(threads).max(1);
    let mut slots = vec![T::default(); count];
    let one = &one;
    std::thread::scope(|scope| {
        for (part, slots) in slots.chunks_mut(share).enumerate() {
            scope.spawn(move || {
                for (offset, slot) in slots.iter_mut().enumerate() {
                    *slot = one(from + (part * share + offset) as u64);
                }
            });
        }
    });
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_come_in_their_order_and_neighbors_share_no_seed() {
        assert_eq!(side_by_side(5, 7, |index| index), [5, 6, 7, 8, 9, 10, 11]);
        let seeds: std::collections::BTreeSet<u64> =
            (0..4).flat_map(|split| (0..100).map(move |index| seed_of(1, split, index))).collect();
        assert_eq!(seeds.len(), 400);
    }
}
