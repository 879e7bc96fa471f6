//! A queue for searches whose keys never fall: a radix heap.
//!
//! An entry lies in the bucket of the highest bit in which its key differs from the last key taken. Taking the least key
//! therefore sorts only one small bucket. Entries of equal key come out by their value, so the order is always the same.

/// Number of buckets: one for each bit of a key, one for keys equal to the last.
const BUCKETS: usize = 65;

/// Entries by key, least first. A key lower than the last one taken counts as that one.
#[derive(Clone, Debug)]
pub(super) struct Queue<T> {
    buckets: Vec<Vec<(u64, T)>>,
    last: u64,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { buckets: (0..BUCKETS).map(|_| Vec::new()).collect(), last: 0 }
    }
}

impl<T: Copy + Ord> Queue<T> {
    pub fn clear(&mut self) {
        self.buckets.iter_mut().for_each(Vec::clear);
        self.last = 0;
    }

    pub fn push(&mut self, key: u64, value: T) {
        let key = key.max(self.last);
        if let Some(bucket) = self.buckets.get_mut(bucket_of(key, self.last)) {
            bucket.push((key, value));
        }
    }

    pub fn pop(&mut self) -> Option<(u64, T)> {
        let fullest = self.buckets.iter().position(|bucket| !bucket.is_empty())?;
        if fullest > 0 {
            let moved = std::mem::take(self.buckets.get_mut(fullest)?);
            self.last = moved.iter().map(|(key, _)| *key).min()?;
            for (key, value) in &moved {
                self.push(*key, *value);
            }
            // The emptied bucket keeps its memory.
            let emptied = self.buckets.get_mut(fullest)?;
            if emptied.is_empty() {
                *emptied = moved;
                emptied.clear();
            }
            // Taken from the end, so the lowest value has to lie there.
            self.buckets.first_mut()?.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.1));
        }
        self.buckets.first_mut()?.pop()
    }
}

const fn bucket_of(key: u64, last: u64) -> usize {
    (u64::BITS - (key ^ last).leading_zeros()) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    proptest! {
        #[test]
        fn keys_come_out_as_from_a_binary_heap(
            keys in prop::collection::vec((0u64..5000, 0u32..50), 1..200),
        ) {
            let mut queue = Queue::default();
            let mut heap = BinaryHeap::new();
            let mut last = 0;
            for (turn, (key, value)) in keys.iter().enumerate() {
                let key = last + key;
                queue.push(key, *value);
                heap.push(Reverse(key));
                if turn % 3 == 2 {
                    last = heap.pop().expect("pushed").0;
                    prop_assert_eq!(queue.pop().map(|entry| entry.0), Some(last));
                }
            }
            while let Some(Reverse(key)) = heap.pop() {
                prop_assert_eq!(queue.pop().map(|entry| entry.0), Some(key));
            }
            prop_assert_eq!(queue.pop(), None);
        }
    }

    #[test]
    fn equal_keys_come_out_by_value() {
        let mut queue = Queue::default();
        for value in [3, 1, 2] {
            queue.push(7, value);
        }
        let order: Vec<i32> = std::iter::from_fn(|| queue.pop().map(|entry| entry.1)).collect();
        assert_eq!(order, [1, 2, 3]);
    }
}
