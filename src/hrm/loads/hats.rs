//! Numbers as weights of two neighboring knots, so that a linear reading of them is a curve with corners.

/// Sums of load in VA: where factors of the Code begin, and between.
pub(super) const SUMS: [f64; 31] = [
    500.0, 650.0, 800.0, 1e3, 1.25e3, 1.5e3, 2e3, 2.5e3, 3e3, 4e3, 5e3, 6.5e3, 8e3, 1e4, 1.25e4, 1.5e4, 2e4,
    2.5e4, 3e4, 4e4, 5e4, 6.5e4, 8e4, 1e5, 1.2e5, 1.5e5, 2e5, 3e5, 5e5, 1e6, 2e6,
];
/// Single loads in VA.
pub(super) const PIECES: [f64; 18] = [
    400.0, 500.0, 700.0, 1e3, 1440.0, 1750.0, 2500.0, 3500.0, 5e3, 6e3, 7.2e3, 8.75e3, 1e4, 1.2e4, 1.5e4,
    1.92e4, 2.7e4, 4e4,
];
/// How many there are.
pub(super) const COUNTS: [f64; 24] = [
    1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 14.0, 16.0, 18.0, 20.0, 23.0, 26.0, 30.0,
    35.0, 42.0, 50.0, 61.0, 80.0,
];

/// Adds the weights of a value times `weight`; between two knots it stands by its reciprocal, so that demand over load is linear
/// where demand is. Nothing of zero.
pub(super) fn add_hats(into: &mut [f32], knots: &[f64], value: f64, weight: f64) {
    if value <= 0.0 || knots.is_empty() {
        return;
    }
    let above = knots.iter().position(|knot| *knot >= value).unwrap_or(knots.len());
    let mut put = |at: usize, share: f64| {
        if let Some(slot) = into.get_mut(at) {
            *slot += (share * weight) as f32;
        }
    };
    match (above.checked_sub(1).and_then(|at| knots.get(at)), knots.get(above)) {
        (Some(low), Some(high)) => {
            let share = (1.0 / low - 1.0 / value) / (1.0 / low - 1.0 / high);
            put(above - 1, 1.0 - share);
            put(above, share);
        }
        (None, _) => put(0, 1.0),
        (_, None) => put(knots.len() - 1, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 kVA in full and half of the rest, over the load: exact from the weights, whatever the load.
    #[test]
    fn a_factor_by_slices_is_linear_in_the_weights() {
        let factor = |va: f64| if va <= 1e4 { 1.0 } else { (1e4 + 0.5 * (va - 1e4)) / va };
        for va in [500.0, 9_900.0, 10_000.0, 10_700.0, 33_333.0, 99_000.0, 1.9e6] {
            let mut hats = [0.0_f32; SUMS.len()];
            add_hats(&mut hats, &SUMS, va, 1.0);
            let read: f64 = hats.iter().zip(SUMS).map(|(hat, knot)| f64::from(*hat) * factor(knot)).sum();
            assert!((read - factor(va)).abs() < 1e-6, "{va}: {read}");
            assert!((hats.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
        let mut none = [0.0_f32; 3];
        add_hats(&mut none, &[1.0, 2.0, 3.0], 0.0, 1.0);
        assert_eq!(none, [0.0; 3]);
    }
}
