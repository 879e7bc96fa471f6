//! Loads that count slice by slice: the first so many VA in full, the next with a smaller share.

/// A slice of a load with the share of it that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    /// Upper end; infinite for the last slice.
    pub up_to: f64,
    /// Share that counts, in per cent.
    pub percent: f64,
}

impl Slice {
    pub(in crate::nec::tables) const fn new(up_to: f64, percent: f64) -> Self {
        Self { up_to, percent }
    }
}

/// Returns what counts of a load: of each slice its share. The slices rise and the last has no end.
pub fn by_slices(load: f64, slices: &[Slice]) -> f64 {
    let mut from = 0.0;
    let mut counts = 0.0;
    for slice in slices {
        counts += (load.min(slice.up_to) - from).max(0.0) * slice.percent / 100.0;
        from = slice.up_to;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slice_counts_with_its_share() {
        let slices = [Slice::new(100.0, 100.0), Slice::new(300.0, 50.0), Slice::new(f64::INFINITY, 10.0)];
        assert_eq!(by_slices(0.0, &slices), 0.0);
        assert_eq!(by_slices(100.0, &slices), 100.0);
        assert_eq!(by_slices(250.0, &slices), 175.0);
        assert_eq!(by_slices(400.0, &slices), 210.0);
    }
}
