//! A set of slots as bits: cell 0 is slot 1.

/// Slots of one panelboard, at most 384.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cells([u64; 6]);

impl Cells {
    /// Adds a cell; cells beyond the last word are ignored, no panelboard has them.
    pub fn insert(&mut self, cell: usize) {
        if let Some(word) = self.0.get_mut(cell / 64) {
            *word |= 1 << (cell % 64);
        }
    }

    pub fn contains(&self, cell: usize) -> bool {
        self.0.get(cell / 64).is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    pub fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub fn is_subset(&self, of: &Self) -> bool {
        self.0.iter().zip(&of.0).all(|(a, b)| a & !b == 0)
    }

    pub fn union(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
        self
    }

    pub fn minus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
        self
    }

    /// Returns the cells so many cells further on; those beyond the last one are dropped.
    pub fn shifted(&self, by: usize) -> Self {
        let (words, bits) = (by / 64, by % 64);
        let word = |index: Option<usize>| index.and_then(|i| self.0.get(i)).copied().unwrap_or(0);
        let mut shifted = Self::default();
        for (index, out) in shifted.0.iter_mut().enumerate() {
            let near = index.checked_sub(words);
            let far = near.and_then(|i| i.checked_sub(1));
            // A shift by all 64 bits is none in Rust, so the neighbor is shifted by 1 and then by the rest.
            *out = word(near) << bits | word(far) >> 1 >> (63 - bits);
        }
        shifted
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Returns the lowest cell.
    pub fn first(&self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != 0)?;
        Some(word * 64 + self.0[word].trailing_zeros() as usize)
    }

    /// Returns the cells in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(index * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_cells_are_those_so_many_further_on() {
        let some = [0, 1, 5, 62, 63, 64, 127, 128, 200, 255, 256, 383];
        let mut cells = Cells::default();
        some.iter().for_each(|cell| cells.insert(*cell));
        for by in 0..500 {
            let wanted: Vec<usize> = some.iter().map(|cell| cell + by).filter(|cell| *cell < 384).collect();
            assert_eq!(cells.shifted(by).iter().collect::<Vec<_>>(), wanted, "by {by}");
        }
    }
}
